#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("safety: what a rule concludes or compares must be bound") {
    const Case cases[] = {
        {"rule r\n  State A is responsible for the behaviour\n  if the behaviour is an accident\n",
         "unbound-variable@2:3"},
        {"rule r\n  the behaviour is staged\n  if there is no record that the behaviour is an accident\n",
         "unbound-variable@2:3"},
        {"rule r\n  the behaviour is staged\n  if it is denied that the behaviour is an accident\n",
         ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n  and N is more than 3\n",
         "unbound-variable@4:7"},
        {"rule r\n  the behaviour is staged\n  if any of:\n    - the behaviour is an accident\n"
         "    - State A is responsible for the behaviour\n",
         ""},
        {"rule r\n  State A is responsible for the behaviour\n  if any of:\n"
         "    - the behaviour is an accident\n    - the behaviour is directed at A\n",
         "unbound-variable@2:3"},
        {"rule r\n  the behaviour is staged\n  if N is the number of Concern C such that:\n"
         "    - the behaviour addresses C\n  and N is 2\n",
         "unbound-variable@2:3"},
        {"relation p(x: integer)\nrule\n  p(X)\n  if p(Y)\n  and X is Y + 1\n", ""},
        {"relation p(x: integer)\nrule\n  p(X)\n  if p(Y)\n  and X is Z + 1\n",
         "unbound-variable@3:5 unbound-variable@5:12"},
        {"relation p(x: integer)\nrelation q(x: text)\nrule\n  p(X)\n  if q(X)\n",
         "type-mismatch@5:8"},
        {"relation p(x: integer)\nrule\n  p(_)\n", "unbound-variable@3:3"},
        {"relation p(x: integer)\nrule\n  p(3)\n", ""},
        // What no run could work out.
        {"relation p(x: integer)\nrelation q(x: integer)\nrule\n  p(X)\n  if q(Y)\n"
         "  and X is Y / 0\n  and X is more than Y mod 0\n",
         "division-by-zero@6:12 division-by-zero@7:22"},
        {"relation q(x: number)\nrelation p(x: number)\nrule\n  p(X)\n  if q(Y)\n"
         "  and X is 1 / (Y / 0)\n",
         "division-by-zero@6:17"},
        {"relation q(x: text)\nrelation p(x: text)\nrule\n  p(X)\n  if q(X)\n"
         "  and X matches \"(a\"\n  and X matches \"a*\"\n",
         "bad-regex@6:17"},
        // Values and entities are never the same.
        {"rule r\n  the behaviour is staged\n  if State A is responsible for the behaviour\n"
         "  and the behaviour is done with Intention B intention\n  and A differs from B\n  cites paper\n",
         "kind-mismatch@5:7"},
    };
    check_all(cases);
}

TEST_CASE("kinds: a variable takes the narrowest of related kinds and none of unrelated ones") {
    const Case cases[] = {
        {"rule r\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n",
         ""},
        {"rule r\n  Actor A is responsible for the behaviour\n  if A carries out the behaviour\n",
         ""},
        {"rule r\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n"
         "  and A was a real target\n",
         "kind-mismatch@4:7"},
    };
    check_all(cases);
    // Companies carry things out too, so the rule must ask for a state.
    const Checking own_act(with_vocabulary(
        "rule r\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n"));
    const Rule& rule = own_act.program().rules.at(0);
    REQUIRE(rule.conditions.size() == 2);
    const auto* test = std::get_if<KindTest>(&rule.conditions.at(1).form);
    REQUIRE(test != nullptr);
    CHECK(own_act.program().schema.kind(test->kind).name == "State");
}

TEST_CASE("exceptions, overrides and citations: what they name must exist") {
    const Case cases[] = {
        {"exception x to missing\n  if j1 is staged\n", "unknown-rule@1:16"},
        {"exception x to y\n  if j1 is staged\nexception y to x\n  if j1 is staged\n",
         "exception-cycle@1:16"},
        {"exception x to x\n  if j1 is staged\nexception y to x\n  if j1 is staged\n",
         "exception-cycle@1:16"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "exception x to a\n  if the behaviour is directed at State A\n"
         "exception y to x\n  if A is responsible for the behaviour\n",
         ""},
        {"definition d\n  the behaviour is staged\n  requires:\n"
         "    - one: the behaviour is an accident\n"
         "exception x to d.one\n  if the behaviour destroyed the object\n",
         "unknown-element@5:16"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  overrides z\n",
         "unknown-rule@4:13"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites nowhere\n",
         "unknown-source@4:9"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "rule a\n  the behaviour is staged\n  if the behaviour destroyed the object\n",
         "duplicate-name@4:1"},
    };
    check_all(cases);
}

TEST_CASE("lints: single letters, negations, particular entities, missing citations, opposites") {
    const Case cases[] = {
        {"rule r\n  the behaviour is staged\n  if State A is responsible for the behaviour\n"
         "  cites paper\n",
         "role-used-once@3:6"},
        {"rule r\n  the behaviour is staged\n  if the state is responsible for the behaviour\n"
         "  cites paper\n",
         ""},
        {"vocabulary v\n  phrase p \"{State} is not calm\"\n", "negated-phrase@2:3"},
        {"rule r\n  the behaviour is staged\n  if aldora is responsible for the behaviour\n"
         "  cites paper\n",
         "names-a-state@3:6"},
        {"entities\n  borealis is a Object\n"
         "rule r\n  the behaviour is staged\n  if the behaviour destroyed borealis\n  cites paper\n",
         ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n",
         "missing-citation@1:1"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  cites paper\n",
         "opposite-rules@5:1"},
        // A letter that an exception alone takes up again.
        {"rule a\n  the behaviour is staged\n  if State B is responsible for the behaviour\n"
         "  cites paper\n"
         "exception e to a\n  if the behaviour is directed at B\n  cites paper\n",
         ""},
        // A dispute that is meant, in either rule; one that is none.
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  disputes a\n  cites paper\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  disputes b\n"
         "  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  cites paper\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  disputes a, c\n  cites paper\n",
         "opposite-rules@8:12 unknown-rule@8:15"},
        // Opposite conditions, and values of which there is one, leave no common case.
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if it is denied that the behaviour is an accident\n  cites paper\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if the behaviour is done with hostile intention\n"
         "  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour is done with none intention\n  cites paper\n",
         ""},
        {"rule a\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n"
         "  cites paper\n"
         "rule b\n  it is denied that State A is responsible for the behaviour\n"
         "  if the behaviour is directed at A\n"
         "  and there is no record that State B carries out the behaviour\n"
         "  and B is responsible for the behaviour\n  cites paper\n",
         "opposite-rules@5:1"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  overrides a\n  cites paper\n",
         ""},
    };
    check_all(cases, Severity::warning);
}

TEST_CASE("tables: cells become rules; gaps and contradictions are found") {
    const std::string head =
        "table t\n  for State A\n  if A operates satellites in the orbit\n"
        "  | A is responsible for j1 | j1 is directed at A | then j1 is a threat to A |\n";
    const Checking full(with_vocabulary(head + "  | yes | - | yes |\n"
                                               "  | no record | - | no |\n"
                                               "  checked for gaps and overlaps\n"));
    CHECK(full.findings() == "");
    REQUIRE(full.program().rules.size() == 2);
    CHECK(full.program().rules[0].header.name == "t row 1");
    CHECK_FALSE(full.program().rules[0].denies);
    CHECK(full.program().rules[1].denies);
    CHECK(full.program().rules[1].row == 2);

    CHECK(findings(head + "  | yes | yes | yes |\n  checked for gaps and overlaps\n",
                   Severity::warning)
              .find("table-gap@1:1") != std::string::npos);
    CHECK(findings(head + "  | yes | - | yes |\n  | - | yes | no |\n  | - | - | - |\n"
                          "  checked for gaps and overlaps\n") == "table-overlap@6:3");
}

TEST_CASE("opposites: a case that fits both rules is told") {
    const Checking checking(with_vocabulary(
        "rule a\n  the behaviour is staged\n  if the behaviour destroyed the object\n  cites paper\n"
        "rule b\n  it is denied that Behaviour B is staged\n  if B is an accident\n"
        "  and State A is responsible for B\n  and A differs from borea\n  cites paper\n"));
    CHECK(checking.text_of(Code::opposite_rules)
              .find("a case where `behaviour-1 destroyed object-1`, `behaviour-1 is an accident` "
                    "and `state-1 is responsible for behaviour-1` is contested") !=
          std::string::npos);
}
