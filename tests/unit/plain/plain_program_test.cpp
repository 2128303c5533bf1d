#include "engine/plain/plain_program.h"

#include "engine/check/check.h"
#include "engine/eval/evaluate.h"
#include "engine/syntax/parser.h"
#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace obverse;

/// The rows of `result`, or the codes of what was found.
std::string result_of(std::string_view text) {
    SourceMap sources;
    Diagnostics diagnostics;
    std::vector<ast::File> files;
    files.push_back(parse(sources, sources.add("a.obv", std::string(text)), diagnostics));
    Checked checked = check(files, sources, diagnostics);
    PlainProgram plain;
    if (!diagnostics.has_errors()) {
        plain = make_plain(checked.program, checked.record, diagnostics);
    }
    eval::Database database(plain.program);
    if (!diagnostics.has_errors()) {
        eval::evaluate(plain.program, database, checked.program.symbols, {}, diagnostics);
    }
    std::string findings;
    for (const Diagnostic& found : diagnostics.list()) {
        if (found.severity() != Severity::error) continue;
        findings += (findings.empty() ? "" : " ") + std::string(name_of(found.code));
    }
    if (!findings.empty()) return findings;
    return test::rows_text(plain.program, "result", database, checked.program.symbols);
}

struct Case {
    std::string_view text;
    std::string_view rows;
};

constexpr std::string_view data = R"(relation edge(from: integer, to: integer)
relation node(name: integer)
relation label(name: integer, text: text)
relation flag()
relation result(name: integer) output
rule
  edge(1, 2)
rule
  edge(2, 3)
rule
  edge(3, 1)
rule
  edge(3, 4)
rule
  node(X)
  if any of:
    - edge(X, _)
    - edge(_, X)
rule
  label(1, "one")
rule
  label(4, "four")
)";

TEST_CASE("make_plain: the conditions of a rule") {
    const Case cases[] = {
        {"rule\n  result(X)\n  if node(X)\n", "result(1) result(2) result(3) result(4)"},
        {"rule\n  result(X)\n  if node(X)\n  and there is no record that edge(X, _)\n",
         "result(4)"},
        {"rule\n  result(X)\n  if node(X)\n  and there is no record that flag()\n",
         "result(1) result(2) result(3) result(4)"},
        {"rule\n  result(Y)\n  if node(X)\n  and Y is X * 2 + 1\n  and Y is more than 5\n",
         "result(7) result(9)"},
        {"rule\n  result(Y)\n  if Y is X * 2\n  and X is Z + 1\n  and label(Z, \"one\")\n",
         "result(4)"},
        {"rule\n  result(N)\n  if label(_, T)\n  and N is the length of T\n",
         "result(3) result(4)"},
        {"rule\n  result(X)\n  if result(Y)\n  and edge(Y, X)\nrule\n  result(2)\n",
         "result(1) result(2) result(3) result(4)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(std::string(data) + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("make_plain: lists hold in as many ways as they say") {
    const Case cases[] = {
        {"rule\n  result(X)\n  if node(X)\n  and at least 2 of:\n    - edge(X, _)\n"
         "    - label(X, _)\n    - X is less than 3\n",
         "result(1) result(2)"},
        {"rule\n  result(X)\n  if node(X)\n  and all of:\n    - edge(X, _)\n    - label(X, _)\n",
         "result(1)"},
        {"rule\n  result(X)\n  if any of:\n    - label(X, \"one\")\n    - label(Y, \"four\")\n"
         "      and X is Y + 1\n",
         "result(1) result(5)"},
        {"rule\n  result(X)\n  if node(X)\n  and any of:\n    - all of:\n      - edge(X, 2)\n"
         "      - label(X, _)\n    - there is no record that edge(X, _)\n",
         "result(1) result(4)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(std::string(data) + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("make_plain: a list with too many ways to hold is refused") {
    std::string text =
        std::string(data) + "rule\n  result(X)\n  if node(X)\n  and at least 8 of:\n";
    for (int i = 0; i < 16; ++i) text += "    - X is more than " + std::to_string(i) + "\n";
    CHECK(result_of(text) == "limit-reached");
}

TEST_CASE("make_plain: aggregates over lists and over other aggregates") {
    const Case cases[] = {
        {"rule\n  result(N)\n  if N is the number of X such that:\n    - node(X)\n", "result(4)"},
        {"rule\n  result(N)\n  if N is the number of X such that:\n    - any of:\n"
         "      - edge(X, 2)\n      - label(X, _)\n",
         "result(2)"},
        {"relation degree(name: integer, number: integer)\n"
         "rule\n  degree(X, N)\n  if node(X)\n  and N is the number of Y such that:\n"
         "    - any of:\n      - edge(X, Y)\n      - edge(Y, X)\n"
         "rule\n  result(X)\n  if degree(X, 3)\n",
         "result(3)"},
        {"rule\n  result(T)\n  if T is the total of N over X, N such that:\n    - node(X)\n"
         "    - N is the number of Y such that:\n      - edge(X, Y)\n",
         "result(4)"},
        {"rule\n  result(X)\n  if node(X)\n  and L is the least of Y such that:\n    - edge(_, Y)\n"
         "    - Y is more than X\n  and L is 4\n",
         "result(3)"},
        {"rule\n  result(X)\n  if node(X)\n  and N is the number of Y such that:\n    - any of:\n"
         "      - label(Y, _)\n        and Y is more than X\n      - edge(X, Y)\n  and N is 2\n",
         "result(1) result(2) result(3)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(std::string(data) + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("make_plain: exceptions withdraw what a rule concludes, and may be reinstated") {
    const std::string rule = "rule named\n  result(X)\n  if node(X)\n";
    const std::string exception = "exception labelled to named\n  if label(X, _)\n";
    const Case cases[] = {
        {"", "result(1) result(2) result(3) result(4)"},
        {"exception labelled to named\n  if label(X, _)\n", "result(2) result(3)"},
        {"exception labelled to named\n  if label(X, _)\n"
         "exception first to labelled\n  if X is 1\n",
         "result(1) result(2) result(3)"},
        {"exception never to named\n  if flag()\n", "result(1) result(2) result(3) result(4)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(std::string(data) + rule + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("make_plain: kinds, groups and parameters") {
    const std::string words = R"(vocabulary v
  kind State
  kind Intention is one of malicious, unfriendly or none
  group hostile of Intention is malicious, unfriendly
entities
  aldora is a State
relation intent(who: text, what: Intention)
relation result(who: text)
rule
  intent("a", malicious)
rule
  intent("b", none)
rule
  intent("aldora", unfriendly)
)";
    const Case cases[] = {
        {"rule\n  result(X)\n  if intent(X, hostile)\n", "result(a) result(aldora)"},
        {"rule\n  result(X)\n  if intent(X, _)\n  and there is no record that intent(X, hostile)\n",
         "result(b)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(words + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("make_plain: what needs a record is refused") {
    const std::string words = R"(vocabulary v
  kind State
  phrase calm "{State} is calm"
relation result(who: State)
)";
    CHECK(result_of(words + "rule\n  result(State A)\n  if A is calm\n") == "unknown-relation");
}

}  // namespace
