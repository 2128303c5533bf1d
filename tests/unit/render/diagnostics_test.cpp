#include "engine/render/diagnostics.h"

#include <doctest/doctest.h>

using namespace obverse;

namespace {

struct Fixture {
    SourceMap sources;
    Diagnostics diagnostics;
    SourceId file = sources.add("rules/a.obv", "rule x\n  é is not b\n");
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "findings: place, line, caret under code points, help, count") {
    diagnostics.report({.code = Code::ambiguous_not,
                        .message = "`not` may mean two things",
                        .primary = Label{{file, 15, 18}, "which?"},
                        .secondary = {{{file, 0, 4}, "in this rule"}},
                        .help = "say which"});
    CHECK(to_text(diagnostics, sources, Colour::off) ==
          "error[ambiguous-not]: `not` may mean two things\n"
          " --> rules/a.obv:2:8\n"
          "  |\n"
          "2 |   é is not b\n"
          "  |        ^^^ which?\n"
          " --> rules/a.obv:1:1\n"
          "  |\n"
          "1 | rule x\n"
          "  | ---- in this rule\n"
          "  = help: say which\n"
          "\n"
          "1 error, 0 warnings\n");
}

TEST_CASE_FIXTURE(Fixture, "findings: a row of a table has its file, line and column") {
    diagnostics.report({.code = Code::bad_date,
                        .message = "`2021-13` is no date",
                        .help = "write YYYY-MM",
                        .place = FilePlace{"corpus/a.csv", 7123, 4, "2021-13"}});
    CHECK(to_text(diagnostics, sources, Colour::off) ==
          "error[bad-date]: `2021-13` is no date\n"
          "  --> corpus/a.csv:7123:4\n"
          "   | 2021-13\n"
          "  = help: write YYYY-MM\n"
          "\n"
          "1 error, 0 warnings\n");
}

TEST_CASE_FIXTURE(Fixture, "findings: a long line is shown around its caret") {
    const std::string line = std::string(500, 'x') + " here " + std::string(500, 'y');
    const SourceId wide = sources.add("wide.obv", line);
    diagnostics.report(
        {.code = Code::unknown_phrase, .message = "m", .primary = Label{{wide, 501, 505}, ""}});
    const std::string text = to_text(diagnostics, sources, Colour::off);
    CHECK(text.size() < 600);
    CHECK(text.find(" here ") != std::string::npos);
    CHECK(text.find("^^^^\n") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "findings: what a terminal would obey or choke on is not printed") {
    const SourceId odd = sources.add("odd.obv", "a\x1B[2J\xFF b\n");
    diagnostics.report({.code = Code::unknown_phrase,
                        .message = "`\x1B[2J` and " + std::string(100000, 'z'),
                        .primary = Label{{odd, 7, 8}, ""}});
    const std::string text = to_text(diagnostics, sources, Colour::off);
    CHECK(text.size() < 2000);
    CHECK(text.find('\x1B') == std::string::npos);
    CHECK(text.find("1 | a\uFFFD[2J\uFFFD b\n  |        ^\n") != std::string::npos);
    CHECK(to_json(diagnostics, sources).find('\xFF') == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "findings: nothing to say is nothing printed; colour only when asked") {
    CHECK(to_text(diagnostics, sources, Colour::on).empty());
    CHECK(to_json(diagnostics, sources) == "[]\n");
    diagnostics.report(
        {.code = Code::unknown_kind, .message = "m", .primary = Label{{file, 0, 4}, ""}});
    CHECK(to_text(diagnostics, sources, Colour::off).find('\033') == std::string::npos);
    CHECK(to_text(diagnostics, sources, Colour::on).find('\033') != std::string::npos);
    const std::string json = to_json(diagnostics, sources);
    CHECK(json.find("\"code\": \"unknown-kind\"") != std::string::npos);
    CHECK(json.find("\"line\": 1") != std::string::npos);
}
