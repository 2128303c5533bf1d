#include "engine/syntax/printer.h"

#include "engine/check/check.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/parser.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace obverse;

namespace {

struct Rewritten {
    std::string text;
    bool is_refused = false;
};

Rewritten printed(const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    const auto result = canonical_text(sources, sources.add("a.obv", text), diagnostics);
    return {result.value_or(""), !result};
}

/// Everything that a parser sees of a text: words with their kinds, lines with what lies below. The
/// syntax tree is a function of it.
void describe(const std::vector<Line>& lines, std::size_t depth, std::string& out) {
    for (const Line& line : lines) {
        out += std::string(depth, '>');
        for (const ast::Word& word : line.words) {
            out += ' ' + std::to_string(static_cast<int>(word.kind)) + word.text;
        }
        out += '\n';
        describe(line.children, depth + 1, out);
    }
}

std::string description(const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    std::string out;
    describe(lines_of(sources, sources.add("a.obv", text), diagnostics), 0, out);
    return out;
}

/// The comments in order, without the space behind their `#`.
std::vector<std::string> comments(const std::string& text) {
    std::vector<std::string> found;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const char* closing = nullptr;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string rest = line.substr(i);
            if (closing != nullptr) {
                if (rest.starts_with(closing)) closing = nullptr;
            } else if (rest.starts_with("\"")) {
                closing = "\"";
            } else if (rest.starts_with("\u201C")) {
                closing = "\u201D";
            } else if (rest.starts_with("\u00AB")) {
                closing = "\u00BB";
            } else if (line[i] == '#') {
                std::string comment = line.substr(i + 1);
                comment.erase(0, std::min(comment.find_first_not_of(' '), comment.size()));
                comment.erase(comment.find_last_not_of(" \r") + 1);
                found.push_back(comment);
                break;
            }
        }
    }
    return found;
}

void check_properties(const std::string& text) {
    const Rewritten once = printed(text);
    if (once.is_refused) return;
    CHECK(description(once.text) == description(text));
    CHECK(comments(once.text) == comments(text));
    CHECK(printed(once.text).text == once.text);
}

std::vector<std::filesystem::path> rule_files() {
    std::vector<std::filesystem::path> files = {"workspace.obv"};
    for (const char* folder : {"ontology", "rules", "corpus", "tests"}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ".obv") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

using Random = std::mt19937;

std::size_t below(std::size_t bound, Random& random) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

/// The same lines with other spaces, indentation and comments.
class Disorder {
public:
    explicit Disorder(Random& random) : random_(random) {}

    std::string of(const std::string& text) {
        SourceMap sources;
        Diagnostics diagnostics;
        const SourceId source = sources.add("a.obv", text);
        write(sources, lines_of(sources, source, diagnostics), 0);
        return std::move(out_);
    }

private:
    void write(const SourceMap& sources, const std::vector<Line>& lines, std::size_t indent) {
        for (const Line& line : lines) {
            noise(indent);
            out_ += std::string(indent, ' ');
            for (std::size_t i = 0; i < line.words.size(); ++i) {
                // Words that stood together still do: they may be one text in quotes and its mark.
                const bool apart = i > 0 && line.words[i - 1].span.end < line.words[i].span.begin;
                if (apart) out_ += std::string(1 + below(3, random_), ' ');
                out_ += sources.text(line.words[i].span);
            }
            if (below(6, random_) == 0) out_ += " #behind";
            out_ += below(9, random_) == 0 ? "  \r\n" : "\n";
            write(sources, line.children, indent + 1 + below(6, random_));
        }
    }

    void noise(std::size_t indent) {
        if (below(8, random_) == 0) out_ += std::string(below(indent + 5, random_), ' ') + "# a\n";
        if (below(9, random_) == 0) out_ += "\n\n";
    }

    Random& random_;
    std::string out_;
};

/// Words that meet in sentences, expressions and lists, in any order.
std::string jumble(Random& random) {
    static const std::vector<std::string> words = {"if",
                                                   "and",
                                                   "a",
                                                   "X",
                                                   "State",
                                                   "the",
                                                   "is",
                                                   "(",
                                                   ")",
                                                   ",",
                                                   ":",
                                                   "-",
                                                   "-3",
                                                   "3",
                                                   "3.5",
                                                   "2021-11-15",
                                                   "+",
                                                   "*",
                                                   "/",
                                                   "^",
                                                   "\"q r\"",
                                                   "\"\"",
                                                   "{c}",
                                                   "{",
                                                   "}",
                                                   ";",
                                                   "mod",
                                                   "x/y",
                                                   "it's",
                                                   "|",
                                                   "_",
                                                   "rule",
                                                   "p",
                                                   "1/3",
                                                   "less",
                                                   "than",
                                                   "\u201Ca \"b\" c\u201D",
                                                   "\u00E9t\u00E9",
                                                   "=",
                                                   "?",
                                                   "\u00A0",
                                                   "from",
                                                   "until",
                                                   "asserted"};
    std::string text;
    const std::size_t count = 1 + below(12, random);
    for (std::size_t i = 0; i < count; ++i) {
        text += words[below(words.size(), random)] + std::string(below(3, random), ' ');
    }
    return text;
}

}  // namespace

TEST_CASE("printer: the files of the repository keep their tree and comments, and settle") {
    std::size_t count = 0;
    for (const std::filesystem::path& path : rule_files()) {
        CAPTURE(path);
        check_properties(contents(path));
        ++count;
    }
    CHECK(count > 10);
}

TEST_CASE("printer: however the lines are laid out, the form is one") {
    constexpr std::uint32_t seed = 20261124;
    Random random(seed);
    CAPTURE(seed);
    for (const std::filesystem::path& path : rule_files()) {
        const std::string text = contents(path);
        if (printed(text).is_refused || text.size() > 40000) continue;
        CAPTURE(path);
        for (int round = 0; round < 3; ++round) check_properties(Disorder(random).of(text));
    }
}

TEST_CASE("printer: any words stay the words they are") {
    constexpr std::uint32_t seed = 7;
    Random random(seed);
    for (int round = 0; round < 4000; ++round) {
        const std::string line = jumble(random);
        CAPTURE(line);
        CAPTURE(round);
        check_properties("claim\n  " + line + "\n");
        check_properties("rule\n  a does b\n  if " + line + "\n");
        check_properties("relation " + line + "\n");
    }
}

TEST_CASE("printer: a canonical program is found to be what it was") {
    const std::vector<std::filesystem::path> paths = rule_files();
    const auto codes = [&](bool canonical) {
        SourceMap sources;
        Diagnostics diagnostics;
        std::vector<ast::File> files;
        for (const std::filesystem::path& path : paths) {
            if (path.string().starts_with("tests")) continue;
            std::string text = contents(path);
            if (canonical) {
                Rewritten result = printed(text);
                if (!result.is_refused) text = std::move(result.text);
            }
            files.push_back(parse(sources, sources.add(path.string(), text), diagnostics));
        }
        const Checked checked = check(files, sources, diagnostics);
        std::string found = std::to_string(checked.program.rules.size()) + " rules";
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            found += " " + std::string(name_of(diagnostic.code)) + " " + diagnostic.message;
        }
        return found;
    };
    CHECK(codes(true) == codes(false));
}
