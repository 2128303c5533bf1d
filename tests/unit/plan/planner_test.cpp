#include "engine/plan/planner.h"

#include "engine/plan/plan_text.h"
#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>

namespace {

using namespace obverse;

/// Relations with so many rows, all columns with a tenth as many values.
class SomeStatistics : public plan::Statistics {
public:
    SomeStatistics(const datalog::Program& program, std::map<std::string, double> rows)
        : program_(program), rows_(std::move(rows)) {}
    double rows(datalog::RelationId relation) const override {
        return rows_.at(program_.relations[relation.index].name);
    }
    double distinct(datalog::RelationId relation, std::size_t) const override {
        return rows(relation) / 10;
    }

private:
    const datalog::Program& program_;
    std::map<std::string, double> rows_;
};

constexpr std::string_view relations =
    "relation large(integer, integer) relation small(integer, integer) relation one(integer) "
    "relation head(integer, integer) ";

std::string plan_of(std::string_view rule, const plan::PlanOptions& options = {}) {
    SymbolTable symbols;
    const datalog::Program program =
        test::read_datalog(std::string(relations) + std::string(rule), symbols);
    const SomeStatistics statistics(
        program, {{"large", 1e6}, {"small", 1000}, {"one", 100}, {"head", 10000}});
    return plan::to_text(plan::make_plan(program.rules[0], options, statistics), program);
}

TEST_CASE("make_plan: literals by cost, tests as soon as they can be made") {
    struct Case {
        std::string_view rule;
        std::string_view plan;
    };
    const Case cases[] = {
        {"head(X, Y) :- large(X, Y), small(X, Z), Z < 5.",
         "scan small take V0=0 take V2=1\n"
         "compare condition 2\n"
         "look up large where 0=V0 take V1=1\n"
         "give V0 V1\n"},
        {"head(X, Y) :- small(X, Y), not one(X), one(Y).",
         "scan one take V1=0\n"
         "look up small where 1=V1 take V0=0\n"
         "absent one where 0=V0\n"
         "give V0 V1\n"},
        // Nobody reads what the second column holds.
        {"head(X, 1) :- one(X), large(X, Y).",
         "scan one take V0=0\n"
         "exists large where 0=V0\n"
         "give V0\n"},
        {"head(X, Z) :- one(X), Y := X + 1, small(Y, Z).",
         "scan one take V0=0\n"
         "compute V2 by condition 1\n"
         "look up small where 0=V2 take V1=1\n"
         "give V0 V1\n"},
        // A division waits for the condition that guards it.
        {"head(X, Z) :- one(X), Z := 1 / X, X != 0, not one(7).",
         "absent one where 0=#7\n"
         "scan one take V0=0\n"
         "compare condition 2\n"
         "compute V1 by condition 1\n"
         "give V0 V1\n"},
        {"head(X, N) :- one(X), N := count Y { large(X, Y), Y > 3 }.",
         "scan one take V0=0\n"
         "fold into V1 per V0\n"
         "  look up large where 0=V0 take V2=1\n"
         "  compare condition 1\n"
         "  give V2 V3\n"
         "give V0 V1\n"},
        {"head(X, X) :- small(X, X).",
         "scan small check 0=1 take V0=0\n"
         "give V0\n"},
        {"head(1, 2).", "give \n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.rule);
        CHECK(plan_of(c.rule) == c.plan);
    }
}

TEST_CASE("make_plan: the new rows come first, and each way to hold is found once") {
    const auto grows = [](datalog::RelationId relation) { return relation.index != 3; };
    CHECK(plan_of("head(X, Z) :- head(X, Y), large(Y, Z), head(Z, _).",
                  {.delta = 0, .is_complete = grows}) ==
          "scan new head take V0=0 take V2=1\n"
          "look up large where 0=V2 take V1=1\n"
          "exists head where 0=V1\n"
          "give V0 V1\n");
    CHECK(plan_of("head(X, Z) :- head(X, Y), large(Y, Z), head(Z, _).",
                  {.delta = 2, .is_complete = grows}) ==
          "scan new head take V1=0\n"
          "look up large where 1=V1 take V2=0\n"
          "look up old head where 1=V2 take V0=0\n"
          "give V0 V1\n");
}

TEST_CASE("make_plan: what is given is looked up, and rows are kept when asked for") {
    CHECK(plan_of("head(X, Z) :- small(X, Y), large(Y, Z).", {.given = {0}, .keep_rows = true}) ==
          "look up small where 0=V0 take V2=1\n"
          "look up large where 0=V2 take V1=1\n"
          "give V0 V1 V3 V4\n");
}

}  // namespace
