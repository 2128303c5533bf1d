#include "tests/unit/compile/judging.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

/// The definition of the cases, with impact as it is recorded.
constexpr std::string_view threat = R"(vocabulary v
  kind State
  kind Behaviour
  kind Intention is one of malicious, provocative, unfriendly or none
  group hostile of Intention is malicious, provocative, unfriendly
  kind Nature is one of material, non-material or none
  phrase responsible "{State} is responsible for {Behaviour}" closed per {Behaviour}
  phrase directed "{Behaviour} is directed at {State}" closed per {Behaviour}
  phrase intent "{Behaviour} is done with {Intention} intention" one {Intention} per {Behaviour}
  phrase has-impact "{Behaviour} has {Nature} adverse impact on {victim: State}"
  phrase may-impact "{Behaviour} may have {Nature} adverse impact on {victim: State}"
  phrase accident "{Behaviour} is an accident"
  phrase staged "{Behaviour} is staged"
  phrase tested "{State} has conducted a test"
  phrase is-test "{Behaviour} is a test"
  phrase silent "{State} has kept to itself" derived
  phrase threat "{Behaviour} is a threat to {victim: State}" derived
  phrase potential "{Behaviour} is a potential threat to {victim: State}" derived
  phrase risk "{Behaviour} is a risk to {victim: State}" derived
policy own-word
  own word on intent
rule has-may
  the behaviour may have Nature N adverse impact on State V
  if the behaviour has N adverse impact on V
rule has-not-may
  it is denied that the behaviour may have Nature N adverse impact on State V
  if it is denied that the behaviour has N adverse impact on V
definition threat
  the behaviour is a threat to State V
  requires:
    - intention: the behaviour is done with hostile intention
    - conduct: State A is responsible for the behaviour
        and A differs from V
    - impact: the behaviour may have any adverse impact on V
  unless:
    - accident: the behaviour is an accident
  when only intention holds:
    the behaviour is a potential threat to State V
    if the behaviour is directed at V
exception staged to threat.accident
  if the behaviour is staged
rule risk
  the behaviour is a risk to State V
  if the behaviour is an accident
  and the behaviour may have any adverse impact on V
rule test-by
  State A has conducted a test
  if A is responsible for the behaviour
  and the behaviour is a test
rule silent
  State A has kept to itself
  if the behaviour is directed at A
  and there is no record that A has conducted a test
)";

std::string with_threat(const std::string& examples) {
    return std::string(threat) + examples;
}

/// An example in which aldora is responsible for j1 and directs it at borea.
std::string example(const std::string& rest) {
    return "example \"e\"\n" + std::string() +
           "  given aldora is responsible for j1\n  and j1 is directed at borea\n" + rest;
}
std::string under(const std::string& policy, const std::string& rest) {
    return "example \"e\"\n  accept " + policy +
           "\n  given aldora is responsible for j1\n  and j1 is directed at borea\n" + rest;
}

const std::string impact = "  and j1 has material adverse impact on borea\n";
const std::string dispute =
    "  and j1 is done with provocative intention   asserted by borea\n"
    "  and j1 is done with none intention   asserted by aldora\n";

}  // namespace

TEST_CASE("cases: the eight cases come out as they are written") {
    const std::string cases[] = {
        example("  and j1 is done with malicious intention\n"
                "  and j1 has non-material adverse impact on borea\n"
                "  expect j1 is a threat to borea   because threat\n"
                "  expect no j1 is a threat to aldora   because conduct\n"
                "  expect no j1 is a potential threat to borea\n"),
        example(impact + "  expect undetermined j1 is a threat to borea   because intention\n"
                         "  expect no j1 is a potential threat to borea\n"),
        example(dispute + impact +
                "  expect contested j1 is a threat to borea   because intention\n"
                "  expect no j1 is a potential threat to borea\n"),
        under("undisputed", dispute + impact +
                                "  expect undetermined j1 is a threat to borea\n"
                                "  expect no j1 is a potential threat to borea\n"),
        under("own-word", dispute + impact +
                              "  expect no j1 is a threat to borea   because intention\n"
                              "  expect no j1 is a potential threat to borea\n"),
        example(dispute + "  expect undetermined j1 is a threat to borea   because impact\n"
                          "  expect contested j1 is a potential threat to borea\n"),
        example("  and j1 is done with unfriendly intention\n"
                "  and it is denied that j1 has material adverse impact on borea\n"
                "  and it is denied that j1 has non-material adverse impact on borea\n"
                "  expect no j1 is a threat to borea   because impact\n"
                "  expect j1 is a potential threat to borea   because intention\n"),
        example("  and j1 is done with malicious intention\n" + impact +
                "  and j1 is an accident   asserted by aldora\n"
                "  and it is denied that j1 is an accident   asserted by borea\n"
                "  expect contested j1 is a threat to borea   because accident\n"
                "  expect no j1 is a potential threat to borea\n"),
        example("  and j1 is done with malicious intention\n" + impact +
                "  and j1 is an accident   asserted by aldora\n"
                "  expect no j1 is a threat to borea   because accident\n"
                "  expect no j1 is a potential threat to borea\n"
                "  expect j1 is a risk to borea   because risk\n"),
        example("  and j1 is done with malicious intention\n" + impact +
                "  and j1 is an accident   asserted by aldora\n"
                "  and j1 is staged\n"
                "  expect j1 is a threat to borea   because threat\n"
                "  expect no j1 is a potential threat to borea\n"),
        example("  and j1 is done with malicious intention   asserted by borea\n"
                "  and j1 is done with unfriendly intention   asserted by caspia\n" +
                impact +
                "  expect j1 is a threat to borea   because threat\n"
                "  expect contested j1 is done with malicious intention\n"
                "  expect j1 is done with hostile intention\n"
                "  expect no j1 is a potential threat to borea\n"),
    };
    for (const std::string& text : cases) {
        CAPTURE(text);
        CHECK(failures(with_threat(text)) == "");
    }
}

TEST_CASE("cases: what only a disputed act would break is contested, or kept undisputed") {
    const std::string record =
        "  given aldora is responsible for l1\n"
        "  and l1 is directed at aldora\n"
        "  and l1 is a test   asserted by borea\n"
        "  and it is denied that l1 is a test   asserted by aldora\n";
    CHECK(failures(with_threat("example \"e\"\n" + record +
                               "  expect contested aldora has kept to itself\n")) == "");
    CHECK(failures(with_threat("example \"e\"\n  accept undisputed\n" + record +
                               "  expect aldora has kept to itself\n")) == "");
}

TEST_CASE("cases: a factor that is firmly nothing makes the product nothing") {
    const std::string text = R"(vocabulary v
  kind State
scale level is none, low, medium, high   worth 0, 1/3, 2/3, 1
quantity strength "the deterrent strength of {State}" on level
quantity will "the determination of {State}" on level
quantity assessment "how {other: State} assesses {State}" on level
grade effectiveness "the effectiveness of {State} on {other: State}"
  for State A and State B
  is the product of:
    - strength: the deterrent strength of A
    - will: the determination of A
    - assessment: how B assesses A
example "nothing"
  given the deterrent strength of aldora is high
  and how borea assesses aldora is none
  expect the effectiveness of aldora on borea is none   because assessment
  expect no the effectiveness of aldora on borea is high
example "between nothing and high"
  given the deterrent strength of aldora is high
  and how borea assesses aldora is high
  expect undetermined the effectiveness of aldora on borea is none   because will
  expect undetermined the effectiveness of aldora on borea is high
example "two of three parts"
  given the deterrent strength of aldora is medium
  and the determination of aldora is high
  and how borea assesses aldora is high
  expect the effectiveness of aldora on borea is medium
  expect no the effectiveness of aldora on borea is low
)";
    CHECK(failures(text) == "");
}
