#include "tests/unit/compile/judging.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr std::string_view words = R"(vocabulary v
  kind Actor
  kind State is a kind of Actor
  kind Act
  kind Mood is one of calm, tense, angry or none
  group hot of Mood is tense, angry
  kind Tool is one of laser, net or none
  phrase did "{Actor} did {Act}" closed per {Act}
  phrase bad "{Act} is bad"
  phrase small "{Act} is small"
  phrase old "{Act} is old"
  phrase public "{Act} is public" closed
  phrase mood "{Act} was done in a {Mood} mood" one {Mood} per {Act}
  phrase uses "{Act} uses the {Tool}"
  phrase likes "{Actor} likes {other: Actor}"
  phrase part "{Act} is part of {whole: Act}" closed per {Act}
  phrase harm "{Act} costs {cost: integer} units"
  phrase on "{Act} happened on {day: date}"
  phrase wrong "{Act} is wrong" derived
  phrase grave "{Act} is grave" derived
  phrase owes "{Actor} owes for {Act}" derived
)";

std::string with_words(const std::string& text) {
    return std::string(words) + text;
}

struct Case {
    const char* rules;
    const char* example;  // the lines of one example
};

void check_all(std::span<const Case> cases) {
    for (const Case& c : cases) {
        CAPTURE(c.rules);
        CAPTURE(c.example);
        CHECK(failures(with_words(std::string(c.rules) + "example \"e\"\n" + c.example)) == "");
    }
}

const std::string disputed_small =
    "  and deed is small   asserted by x\n  and it is denied that deed is small   asserted by y\n";

}  // namespace

TEST_CASE(
    "rules: an exception withdraws support, disputes contest it, its own exception reinstates") {
    const char* rules =
        "rule wrong\n  the act is wrong\n  if the act is bad\n"
        "exception small to wrong\n  if the act is small\n"
        "exception old to small\n  if the act is old\n";
    const Case cases[] = {
        {rules, "  given deed is bad\n  expect deed is wrong   because wrong\n"},
        {rules,
         "  given deed is bad\n  and deed is small\n  expect undetermined deed is wrong   because small\n"},
        {rules,
         "  given deed is bad\n  and deed is small   asserted by x\n"
         "  and it is denied that deed is small   asserted by y\n"
         "  expect contested deed is wrong   because small\n"},
        {rules,
         "  given deed is bad\n  and deed is small\n  and deed is old\n  expect deed is wrong\n"},
        {rules, "  given it is denied that deed is bad\n  expect undetermined deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: support and denial contest a conclusion unless one overrides the other") {
    const std::string both =
        "rule for\n  the act is wrong\n  if the act is bad\n"
        "rule against\n  it is denied that the act is wrong\n  if the act is small\n";
    const std::string overriding = both + "  overrides for\n";
    const std::string reinstated = overriding + "exception old to against\n  if the act is old\n";
    const Case cases[] = {
        {both.c_str(),
         "  given deed is bad\n  and deed is small\n  expect contested deed is wrong\n"},
        {overriding.c_str(),
         "  given deed is bad\n  and deed is small\n  expect no deed is wrong   because against\n"},
        {overriding.c_str(), "  given deed is bad\n  expect deed is wrong\n"},
        {reinstated.c_str(),
         "  given deed is bad\n  and deed is small\n  and deed is old\n  expect deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: an exception reads a name of its target only where the target gives it a value") {
    const Case cases[] = {
        // The list binds B in one of its members alone: the exception looks for any B.
        {"rule wrong\n  the act is wrong\n  if any of:\n    - the act is bad\n"
         "    - State B did the act\n"
         "exception friend to wrong\n  if B likes State C\n",
         "  given deed is bad\n  and x likes y\n  and deed is old\n"
         "  expect undetermined deed is wrong\n"},
        {"rule wrong\n  the act is wrong\n  if State B did the act\n"
         "exception friend to wrong\n  if B likes State C\n",
         "  given x did deed\n  and y did b\n  and x likes z\n"
         "  expect undetermined deed is wrong\n  expect b is wrong\n"},
        // Absence in an exception is about the cases of what it attacks.
        {"rule wrong\n  the act is wrong\n  if State B did the act\n"
         "exception loner to wrong\n  if there is no record that B likes B\n",
         "  given x did deed\n  and y did b\n  and y likes y\n"
         "  expect undetermined deed is wrong\n  expect b is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: lists hold in every way of choosing their members") {
    const char* two_of_three =
        "rule wrong\n  the act is wrong\n  if at least 2 of:\n    - the act is bad\n"
        "    - the act is small\n    - the act is old\n";
    const Case cases[] = {
        {two_of_three, "  given deed is bad\n  and deed is old\n  expect deed is wrong\n"},
        {two_of_three, "  given deed is bad\n  expect undetermined deed is wrong\n"},
        {two_of_three,
         "  given deed is bad\n  and deed is old   asserted by x\n"
         "  and it is denied that deed is old   asserted by y\n  expect contested deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: counts are intervals where what is counted is disputed") {
    const char* at_least_two =
        "rule wrong\n  the act is wrong\n  if the act is bad\n"
        "  and N is the number of Act B such that:\n    - B is part of the act\n    - B is bad\n"
        "  and N is at least 2\n";
    const char* none =
        "rule wrong\n  the act is wrong\n  if the act is bad\n"
        "  and N is the number of Act B such that:\n    - B is part of the act\n  and N is 0\n";
    const char* dearest =
        "rule wrong\n  the act is wrong\n  if the act is bad\n"
        "  and N is the greatest of C over C such that:\n    - Act B is part of the act\n"
        "    - B costs C units\n  and N is at least 5\n";
    const std::string parts =
        "  given deed is bad\n  and p is part of deed\n  and q is part of deed\n  and p is bad\n";
    const std::string firm = parts + "  and q is bad\n  expect deed is wrong\n";
    const std::string open =
        parts +
        "  and q is bad   asserted by x\n  and it is denied that q is bad   asserted by y\n"
        "  expect contested deed is wrong\n";
    const std::string few = parts + "  expect undetermined deed is wrong\n";
    const Case cases[] = {
        {at_least_two, firm.c_str()},
        {at_least_two, open.c_str()},
        {at_least_two, few.c_str()},
        {none, "  given deed is bad\n  expect deed is wrong\n"},
        {none,
         "  given deed is bad\n  and p is part of deed\n  expect undetermined deed is wrong\n"},
        {dearest,
         "  given deed is bad\n  and p is part of deed\n  and p costs 7 units\n  expect deed is wrong\n"},
        // Nothing firm has a greatest; what is disputed may have one.
        {dearest,
         "  given deed is bad\n  and p is part of deed\n  and p costs 7 units   asserted by x\n"
         "  and it is denied that p costs 7 units   asserted by y\n"
         "  expect contested deed is wrong\n"},
        {dearest,
         "  given deed is bad\n  and p is part of deed\n  expect undetermined deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: what is concluded of one value bears on the others") {
    const char* tense =
        "rule tense\n  the act was done in a tense mood\n  if the act is bad\n"
        "definition wrong\n  the act is wrong\n  requires:\n"
        "    - mood: the act was done in a hot mood\n";
    const char* net =
        "definition net\n  the act uses the net\n  requires:\n    - small: the act is small\n"
        "    - badness: the act is bad\n";
    const Case cases[] = {
        {tense,
         "  given deed is bad\n  expect deed was done in a tense mood\n"
         "  expect no deed was done in a calm mood\n  expect no deed was done in a none mood\n"
         "  expect deed was done in a hot mood\n  expect deed is wrong\n"},
        {tense,
         "  given deed is bad\n  and deed was done in a calm mood   asserted by x\n"
         "  expect contested deed was done in a tense mood\n  expect contested deed is wrong\n"},
        {net,
         "  given deed is bad\n  and deed is small\n  expect deed uses the net\n"
         "  expect no deed uses the none\n  expect undetermined deed uses the laser\n"
         "  expect deed uses the any\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: a closed phrase denies what is not recorded, also under a denial") {
    const char* secret =
        "rule wrong\n  the act is wrong\n  if the act is bad\n"
        "  and it is denied that the act is public\n";
    const char* innocent =
        "rule owes\n  State S owes for the act\n  if the act is bad\n"
        "  and it is denied that S did the act\n";
    const Case cases[] = {
        {secret, "  given deed is bad\n  expect deed is wrong\n"},
        {secret,
         "  given deed is bad\n  and deed is public\n  expect undetermined deed is wrong\n"},
        {secret,
         "  given deed is bad\n  and deed is public   asserted by x\n"
         "  and it is denied that deed is public   asserted by y\n  expect contested deed is wrong\n"},
        // Complete for an act once somebody did it; S ranges over the entities of its kind.
        {innocent,
         "  given deed is bad\n  and x did deed\n  and y is a State\n  expect y owes for deed\n"
         "  expect undetermined x owes for deed\n"},
        {innocent,
         "  given deed is bad\n  and y is a State\n  expect undetermined y owes for deed\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: dates too coarse to compare neither hold nor fail") {
    const char* late =
        "definition wrong\n  the act is wrong\n  requires:\n"
        "    - day: the act happened on D\n        and D is more than 2021-06-15\n"
        "    - badness: the act is bad\n";
    const char* near_days =
        "rule wrong\n  the act is wrong\n  if the act happened on D\n"
        "  and N is the days from 2021-06-01 to D\n  and N is at most 10\n";
    const Case cases[] = {
        {late,
         "  as of 2022\n  given deed is bad\n  and deed happened on 2021-07\n  expect deed is wrong\n"},
        {late,
         "  as of 2022\n  given deed is bad\n  and deed happened on 2021\n"
         "  expect undetermined deed is wrong   because day\n"},
        {near_days, "  as of 2022\n  given deed happened on 2021-06-05\n  expect deed is wrong\n"},
        {near_days,
         "  as of 2022\n  given deed happened on 2021-06\n"
         "  expect undetermined deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE("rules: a chain of complete records fails when none of it holds on") {
    const char* chain =
        "definition wrong\n  the act is wrong\n  requires:\n"
        "    - agent: the act is part of Act W\n        and Actor A did W\n"
        "        and A likes Actor B\n";
    const char* somebody =
        "definition wrong\n  the act is wrong\n  requires:\n    - agent: Actor A did the act\n"
        "        and A likes A\n";
    const Case cases[] = {
        {chain,
         "  given deed is part of w\n  and x did w\n  and x likes y\n  expect deed is wrong\n"},
        {somebody,
         "  given x did deed\n  and it is denied that x likes x\n  expect no deed is wrong\n"},
        {somebody, "  given x did deed\n  expect undetermined deed is wrong   because agent\n"},
        {somebody, "  given it is denied that x likes x\n  expect undetermined deed is wrong\n"},
        {"definition wrong\n  the act is wrong\n  requires:\n"
         "    - agent: the act is part of Act W\n        and Actor A did W\n        and A likes A\n",
         "  given deed is part of w\n  and x did w\n  and it is denied that x likes x\n"
         "  expect no deed is wrong   because agent\n"},
        // Who did it is not recorded: the element stays open.
        {"definition wrong\n  the act is wrong\n  requires:\n"
         "    - agent: the act is part of Act W\n        and Actor A did W\n        and A likes A\n",
         "  given deed is part of w\n  and it is denied that x likes x\n"
         "  expect undetermined deed is wrong\n"},
    };
    check_all(cases);
}

TEST_CASE(
    "rules: definitions without locals, with lists and with two locals are refuted by parts") {
    const char* two =
        "definition wrong\n  the act is wrong\n  requires:\n"
        "    - people: Actor A did the act\n        and A likes A\n"
        "        and the act is part of Act W\n        and W is bad\n";
    const char* list =
        "definition wrong\n  the act is wrong\n  requires:\n    - badness: the act is old\n"
        "        and any of:\n          - the act is bad\n          - Actor A did the act\n"
        "            and A likes A\n";
    const Case cases[] = {
        {two,
         "  given x did deed\n  and x likes x\n  and deed is part of w\n  and w is bad\n"
         "  expect deed is wrong\n"},
        {two, "  given x did deed\n  and it is denied that x likes x\n  expect no deed is wrong\n"},
        {two,
         "  given deed is part of w\n  and it is denied that w is bad\n  expect no deed is wrong\n"},
        {list,
         "  given deed is old\n  and it is denied that deed is bad\n  and x did deed\n"
         "  and it is denied that x likes x\n  expect no deed is wrong   because badness\n"},
        {list,
         "  given deed is old\n  and it is denied that deed is bad\n"
         "  expect undetermined deed is wrong\n"},
    };
    check_all(cases);
}
