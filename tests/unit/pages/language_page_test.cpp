#include "engine/check/check.h"
#include "engine/check/question.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"
#include "tests/unit/pages/markdown.h"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

using namespace obverse;
using namespace obverse::test;

namespace {

const std::filesystem::path page_path = "docs/language.md";
constexpr const char* vocabulary_heading = "3. Vocabularies";

/// The program of a section: its blocks, below the vocabulary of the page.
std::string program_of(const std::vector<Fenced>& blocks, const std::string& heading) {
    std::string text;
    for (const Fenced& block : blocks) {
        const bool is_here = block.heading == heading || block.heading == vocabulary_heading;
        if (block.language == "obv" && is_here) text += block.text + "\n";
    }
    return text;
}

struct Read {
    SourceMap sources;
    Diagnostics diagnostics;
    Checked checked;

    explicit Read(const std::string& program, const std::string& example = "") {
        std::vector<ast::File> files;
        files.push_back(parse(sources, sources.add("program.obv", program), diagnostics));
        if (!example.empty()) {
            files.push_back(parse(sources, sources.add("example.obv", example), diagnostics));
        }
        checked = check(files, sources, diagnostics);
        diagnostics.sort();
    }

    /// The findings of a file, without the notes on phrases that it does not use.
    std::string text_of(std::uint32_t file) const {
        Diagnostics own;
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            const bool is_own = diagnostic.primary->span.source.index == file;
            if (is_own && diagnostic.severity() != Severity::note) own.report(diagnostic);
        }
        const std::string text = to_text(own, sources, Colour::off);
        return text.substr(0, text.rfind("\n\n") + 1);
    }
};

/// What a question comes to: `= STATEMENT`, or `! CODE` of the first finding.
std::string answer_of(Read& read, const std::string& question) {
    Diagnostics diagnostics;
    const QuestionReading reading = parse_question(read.checked.program, read.checked.entities,
                                                   read.sources, question, diagnostics);
    if (const auto* one = std::get_if<Question>(&reading)) return "  = " + one->formal;
    return "  ! " + std::string(name_of(diagnostics.list().front().code));
}

}  // namespace

TEST_CASE("language page: the blocks of every section are a program without a fault") {
    const std::vector<Fenced> blocks = fenced_blocks(contents(page_path));
    std::map<std::string, std::size_t> sections;
    for (const Fenced& block : blocks) {
        if (block.language == "obv") ++sections[block.heading];
    }
    CHECK(sections.size() >= 14);
    for (const auto& [heading, count] : sections) {
        CAPTURE(heading);
        CHECK(Read(program_of(blocks, heading)).text_of(0) == "");
    }
}

TEST_CASE("language page: blocks stand in canonical form") {
    for (const Fenced& block : fenced_blocks(contents(page_path))) {
        if (block.language != "obv") continue;
        CAPTURE(block.text);
        SourceMap sources;
        Diagnostics diagnostics;
        const auto text = canonical_text(sources, sources.add("a.obv", block.text), diagnostics);
        REQUIRE(text.has_value());
        CHECK((*text == block.text || is_rewritten(page_path, block, *text)));
    }
}

TEST_CASE("language page: what is wrong has the findings that are shown") {
    const std::vector<Fenced> blocks = fenced_blocks(contents(page_path));
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
        if (blocks[i].language != "obv wrong") continue;
        ++count;
        CAPTURE(blocks[i].text);
        const Read read(program_of(blocks, vocabulary_heading), blocks[i].text);
        const std::string text = read.text_of(1);
        CHECK(text.find("error[") != std::string::npos);
        CHECK((text == blocks[i + 1].text || is_rewritten(page_path, blocks[i + 1], text)));
    }
    CHECK(count > 0);
}

TEST_CASE("language page: questions are read as the page says") {
    const std::vector<Fenced> blocks = fenced_blocks(contents(page_path));
    for (const Fenced& block : blocks) {
        if (block.language != "questions") continue;
        Read read(program_of(blocks, block.heading));
        std::istringstream lines(block.text);
        std::size_t count = 0;
        for (std::string question; std::getline(lines, question); ++count) {
            CAPTURE(question);
            std::string answer;
            REQUIRE(std::getline(lines, answer));
            CHECK(answer_of(read, question) == answer);
        }
        CHECK(count > 10);
    }
}
