#include "engine/plan/strata.h"

#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace obverse;

/// Each stratum with its relations and the numbers of its rules: `a:; b c: 0 1`.
std::string strata_text(std::string_view text) {
    SymbolTable symbols;
    const datalog::Program program = test::read_datalog(text, symbols);
    const plan::Strata strata = plan::stratify(program);
    std::string result;
    for (const plan::Stratum& stratum : strata.list) {
        if (!result.empty()) result += "; ";
        for (const datalog::RelationId relation : stratum.relations) {
            if (relation != stratum.relations.front()) result += ' ';
            result += program.relations[relation.index].name;
        }
        result += ':';
        for (const datalog::RuleId rule : stratum.rules) {
            result += " " + std::to_string(rule.index);
        }
    }
    return result;
}

TEST_CASE("stratify: relations that rest on each other are together, after what they read") {
    struct Case {
        std::string_view text;
        std::string_view strata;
    };
    const Case cases[] = {
        {"", ""},
        {"relation a() relation b() b() :- a().", "a:; b: 0"},
        {"relation b() relation a() b() :- a().", "a:; b: 0"},
        {"relation a() relation b() relation c() b() :- a(), c(). c() :- b().", "a:; b c: 0 1"},
        {"relation a(integer) relation b(integer) relation c(integer) "
         "c(X) :- a(X), not b(X). b(X) :- a(X), N := count Y { a(Y) }, N > 1.",
         "a:; b: 1; c: 0"},
        {"relation a() relation b() relation c() a() :- b(). b() :- c(). c() :- a().",
         "a b c: 0 1 2"},
        {"relation a() a() :- a().", "a: 0"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(strata_text(c.text) == c.strata);
    }
}

TEST_CASE("stratify: a chain of a hundred thousand relations needs no deep stack") {
    constexpr std::uint32_t count = 100'000;
    datalog::Program program;
    for (std::uint32_t i = 0; i < count; ++i) {
        program.relations.push_back({"r", {}});
        if (i == 0) continue;
        datalog::Rule rule;
        rule.head.relation = {i - 1};
        rule.body.emplace_back(datalog::Literal{{{i}, {}}, false});
        program.rules.push_back(rule);
    }
    const plan::Strata strata = plan::stratify(program);
    CHECK(strata.list.size() == count);
    CHECK(strata.of_relation[count - 1] == 0);
    CHECK(strata.of_relation[0] == count - 1);
}

}  // namespace
