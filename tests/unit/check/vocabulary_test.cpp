#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("vocabularies: kinds, flags, overlaps and built-in forms") {
    const Case cases[] = {
        {"vocabulary v\n  kind State\n", "duplicate-name@2:8"},
        {"vocabulary v\n  kind A is a kind of B\n  kind B is a kind of A\n", "kind-cycle@3:23"},
        {"vocabulary v\n  kind A is a kind of Missing\n", "unknown-kind@2:23"},
        {"vocabulary v\n  group g of Intention is malicious, rude\n", "unknown-value@2:38"},
        {"vocabulary v\n  group g of State is malicious\n", "kind-mismatch@2:14"},
        {"vocabulary v\n  phrase p \"{Sate} flies\"\n", "unknown-kind@2:13"},
        {"vocabulary v\n  phrase p \"{State} greets {State}\"\n", "bad-phrase-pattern@2:28"},
        {"vocabulary v\n  phrase p \"{State} greets\" closed per {Orbit}\n", "unknown-slot@2:40"},
        {"vocabulary v\n  phrase p \"{State} greets {Orbit}\" one {Orbit} per {State}\n",
         "kind-mismatch@2:41"},
        {"vocabulary v\n  phrase threat \"{State} glows\"\n", "duplicate-name@2:10"},
        {"vocabulary v\n  phrase p \"{Object} is an accident\"\n", "overlapping-phrases@2:3"},
        {"vocabulary v\n  phrase p \"{Behaviour} is done with {Nature} intention\"\n",
         "overlapping-phrases@2:3"},
        {"vocabulary v\n  phrase p \"{State} deters {other: State} by form {Form}\"\n",
         "overlapping-phrases@2:3"},
        {"vocabulary v\n  kind Mood is one of calm, angry\n"
         "  phrase p \"{Behaviour} is done with {Mood} intention\"\n",
         ""},
        {"vocabulary v\n  phrase p \"{State} is {Orbit}\"\n",
         "overlapping-phrases@2:3 phrase-shadows-builtin@2:3"},
        {"vocabulary v\n  phrase p \"{Object} is a State\"\n", "phrase-shadows-builtin@2:3"},
        {"vocabulary v\n  phrase p \"{Object} differs from {Orbit}\"\n",
         "phrase-shadows-builtin@2:3"},
        {"vocabulary v\n  phrase p \"{State} sees {Orbit}\"\n    plural \"{State} see\"\n",
         "bad-phrase-pattern@3:12"},
        {"quantity q \"the mass of {Object}\" on weight\n", "unknown-scale@1:38"},
    };
    check_all(cases);
}

TEST_CASE("quantities: levels are recorded, compared and multiplied") {
    const std::string scale =
        "scale level is none, low, high worth 0, 1/2, 1\n"
        "quantity strength \"the strength of {State}\" on level\n"
        "grade effect \"the effect of {State}\"\n  for State A\n  is the product of:\n"
        "    - strength: the strength of A\n";
    const Checking checking(with_vocabulary(
        scale +
        "rule r\n  the behaviour is staged\n  if State A is responsible for the behaviour\n"
        "  and the effect of A is at least low\n  and the strength of A is high\n"));
    REQUIRE(checking.findings() == "");
    const Conditions& conditions = checking.program().rules.at(0).conditions;
    REQUIRE(conditions.size() == 3);
    CHECK(std::holds_alternative<GradeTest>(conditions[1].form));
    CHECK(std::holds_alternative<Literal>(conditions[2].form));
    CHECK(checking.program().schema.scales.at(0).worth_texts.at(1) == "1/2");
    CHECK(checking.program().grades.at(0).factors.size() == 1);
    CHECK(findings(scale + "claim\n  the strength of aldora is low\n"
                           "  asserted by borea in paper\n") == "");
    CHECK(findings(scale + "claim\n  the effect of aldora is low\n"
                           "  asserted by borea in paper\n") == "claim-of-derived@8:3");
}
