#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("subsumption: a rule that adds nothing to another is told of, the later of two equal") {
    const std::string rule_a =
        "rule a\n  the behaviour is staged\n  if the behaviour destroyed the object\n  cites paper\n";
    const auto with = [&](const char* text) { return findings(rule_a + text, Severity::warning); };
    // The same under other names, with one condition more, of one particular object.
    CHECK(with("rule b\n  Behaviour B is staged\n  if B destroyed the object\n  cites paper\n") ==
          "subsumed-rule@5:1");
    CHECK(with("rule b\n  the behaviour is staged\n  if the behaviour destroyed Object O\n"
               "  and O was a real target\n  cites paper\n") == "subsumed-rule@5:1");
    CHECK(with("entities\n  atlas is a Object\nrule b\n  the behaviour is staged\n"
               "  if the behaviour destroyed atlas\n  cites paper\n") == "subsumed-rule@7:1");
    // Another conclusion, a denial, a lens of its own below, an override, an exception.
    CHECK(with("rule b\n  the behaviour is staged\n  if the behaviour is an accident\n"
               "  cites paper\n") == "");
    CHECK(with("rule b\n  the behaviour is staged\n"
               "  if it is denied that the behaviour destroyed the object\n  cites paper\n") == "");
    CHECK(with("lens l \"L\"\nrule b\n  the behaviour is staged\n"
               "  if the behaviour destroyed the object\n  cites paper\n") == "subsumed-rule@6:1");
    CHECK(with("rule c\n  it is denied that the behaviour is staged\n"
               "  if the behaviour is an accident\n  cites paper\n"
               "rule b\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
               "  overrides c\n  cites paper\n")
              .find("subsumed-rule@9:1") == std::string::npos);
    CHECK(with("exception x to a\n  if the behaviour is an accident\n  cites paper\n"
               "rule b\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
               "  cites paper\n") == "subsumed-rule@1:1");
}

TEST_CASE("subsumption: groups, lists, comparisons and counts are compared") {
    const Case cases[] = {
        {"rule a\n  the behaviour is staged\n  if the behaviour is done with hostile intention\n"
         "  cites paper\n"
         "rule b\n  the behaviour is staged\n  if the behaviour is done with malicious intention\n"
         "  cites paper\n",
         "subsumed-rule@5:1"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is done with malicious intention\n"
         "  cites paper\n"
         "rule b\n  the behaviour is staged\n  if the behaviour is done with none intention\n"
         "  cites paper\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if any of:\n    - the behaviour is an accident\n"
         "    - the behaviour destroyed the object\n  cites paper\n"
         "rule b\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
         "  cites paper\n",
         "subsumed-rule@7:1"},
        {"relation p(x: integer)\nrelation q(x: integer)\n"
         "rule a\n  p(X)\n  if q(X)\n  and X is less than 3\n"
         "rule b\n  p(Y)\n  if q(Y)\n  and Y is less than 4\n"
         "rule c\n  p(Z)\n  if q(Z)\n  and Z is less than 4\n  and Z differs from 2\n",
         "subsumed-rule@11:1"},
        {"relation p(x: integer)\nrelation q(x: integer, y: integer)\n"
         "rule a\n  p(X)\n  if q(X, Y)\n  and q(Y, Z)\n  and q(Z, X)\n"
         "rule b\n  p(X)\n  if q(X, X)\n",
         "subsumed-rule@8:1"},
        {"relation p(x: integer)\nrelation q(x: integer)\n"
         "rule a\n  p(N)\n  if N is the number of X such that:\n    - q(X)\n"
         "rule b\n  p(M)\n  if M is the number of Y such that:\n    - q(Y)\n",
         "subsumed-rule@7:1"},
    };
    check_all(cases, Severity::warning);
}

TEST_CASE("subsumption: a condition that follows from another is told of") {
    const Case cases[] = {
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "  and the behaviour is an accident\n  cites paper\n",
         "repeated-condition@4:7"},
        {"rule a\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
         "  and the object was a real target\n  and the behaviour destroyed Object O\n"
         "  and O was a real target\n  cites paper\n",
         ""},
        {"relation p(x: integer)\nrelation q(x: integer, y: integer)\n"
         "rule a\n  p(X)\n  if q(X, Y)\n  and q(X, Z)\n  and Y is less than 2\n",
         "repeated-condition@6:7 role-used-once@6:12"},
        {"definition d\n  the behaviour is staged\n  cites paper\n  requires:\n"
         "    - one: the behaviour is done with malicious intention\n"
         "        and the behaviour is done with any intention\n",
         "repeated-condition@6:13"},
        {"rule a\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n"
         "  and A is a State\n  cites paper\n",
         ""},
    };
    check_all(cases, Severity::warning);
}
