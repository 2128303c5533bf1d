#include "engine/check/check.h"
#include "engine/check/question.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "tests/unit/pages/markdown.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace obverse;
using namespace obverse::test;

namespace {

const std::filesystem::path folder = "docs/errors";

std::string severity_text(Code code) {
    switch (severity_of(code)) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "";
}

/// What is found in an example that goes on from the common program.
struct Found {
    std::string codes;  // each once, in order
    std::string text;
};

Found found_in(const Fenced& block) {
    static const std::string common = fenced_blocks(contents(folder / "README.md")).front().text;
    SourceMap sources;
    Diagnostics all;
    std::vector<ast::File> files;
    files.push_back(parse(sources, sources.add("common.obv", common), all));
    const bool is_question = block.language == "question";
    SourceId example;
    if (!is_question) {
        example = sources.add("example.obv", block.text);
        files.push_back(parse(sources, example, all));
    }
    const Checked checked = check(files, sources, all);
    if (is_question) REQUIRE_FALSE(all.has_errors());
    if (is_question) {
        all = Diagnostics();
        const std::string question = block.text.substr(0, block.text.find('\n'));
        parse_question(checked.program, checked.entities, sources, question, all);
        if (!all.list().empty()) example = all.list().front().primary->span.source;
    }
    all.sort();
    Diagnostics own;
    for (const Diagnostic& diagnostic : all.list()) {
        if (diagnostic.primary->span.source == example) own.report(diagnostic);
    }
    Found found;
    std::set<std::string_view> codes;
    for (const Diagnostic& diagnostic : own.list()) codes.insert(name_of(diagnostic.code));
    for (const std::string_view code : codes) {
        found.codes += (found.codes.empty() ? "" : " ") + std::string(code);
    }
    const std::string text = to_text(own, sources, Colour::off);
    found.text = text.substr(0, text.rfind("\n\n") + 1);  // without the count
    return found;
}

}  // namespace

TEST_CASE("errors: every code has a page, every page a code, and the index lists them") {
    const std::string index = contents(folder / "README.md");
    std::set<std::string> expected = {"README.md"};
    for (const Code code : all_codes()) {
        const std::string name(name_of(code));
        CAPTURE(name);
        expected.insert(name + ".md");
        const std::string page = contents(folder / (name + ".md"));
        const std::string title(title_of(code));
        CHECK(page.starts_with("# " + name + "\n\n*" + severity_text(code) + ": " + title + "*\n"));
        CHECK(index.find("| [" + name + "](" + name + ".md) | " + severity_text(code) + " | " +
                         title + " |\n") != std::string::npos);
    }
    std::set<std::string> pages;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        pages.insert(entry.path().filename().string());
    }
    CHECK(pages == expected);
}

TEST_CASE("errors: the wrong text of a page has its finding and no other, the right text none") {
    for (const Code code : all_codes()) {
        const std::string name(name_of(code));
        CAPTURE(name);
        const std::filesystem::path path = folder / (name + ".md");
        const std::vector<Fenced> blocks = fenced_blocks(contents(path));
        const auto told = std::count_if(blocks.begin(), blocks.end(), [](const Fenced& block) {
            return block.heading == "Wrong" || block.heading == "Right";
        });
        if (told == 0) {
            // Codes of data and of the world, and of texts that a page cannot show.
            CHECK(contents(path).find("\n## How it arises\n") != std::string::npos);
            continue;
        }
        REQUIRE(told == 3);
        const Found wrong = found_in(blocks[0]);
        CHECK(wrong.codes == name);
        CHECK((wrong.text == blocks[1].text || is_rewritten(path, blocks[1], wrong.text)));
        CHECK(found_in(blocks[2]).codes == "");
    }
}
