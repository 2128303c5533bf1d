#include "tests/unit/compile/judging.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr std::string_view deterrence = R"(vocabulary v
  kind State
  kind Form is one of possession, testing or capability
  phrase has "{State} has the capability"
  phrase perceives "{State} perceives the capability of {other: State}"
  phrase tested "{State} has conducted a test"
  phrase hostile "{State} is hostile to {other: State}"
  phrase feared "{State} is feared by {other: State}"
  phrase deters "{State} deters {other: State} by {Form}" derived
  phrase stable "{State} and {other: State} keep the peace" derived
  phrase wary "{State} is wary of {other: State}" derived
  phrase careful "{State} is careful" derived
  phrase bold "{State} is bold" derived
  phrase tense "relations of {State} with {other: State} are tense" derived
definition deterrence
  State A deters State B by Form F
  has forms:
    - possession: A has the capability
        and B perceives the capability of A
    - testing: A has conducted a test
  in categories:
    - capability: possession
definition wary
  State B is wary of State A
  requires:
    - means: A deters B by testing
    - fear: A is feared by B
)";

std::string with_deterrence(const std::string& text) {
    return std::string(deterrence) + text;
}

}  // namespace

TEST_CASE("candidates: what reads a definition asks about the cases that it reads") {
    const std::string cases[] = {
        // A rule whose head alone names the pair.
        "rule stable\n  State A and State B keep the peace\n  if A is hostile to B\n"
        "  and A deters B by testing\n  and B deters A by testing\n"
        "example \"e\"\n  given aldora has conducted a test\n  and borea has conducted a test\n"
        "  and aldora is hostile to borea\n  expect aldora and borea keep the peace\n",
        // Nothing but the question names the pair.
        "rule stable\n  State A and State B keep the peace\n"
        "  if A deters B by testing\n  and B deters A by testing\n"
        "example \"e\"\n  given aldora has conducted a test\n  and borea has conducted a test\n"
        "  expect aldora and borea keep the peace\n"
        "  expect aldora deters borea by testing\n",
        // An element asks for a case that nobody speaks of: it fails as it would when asked.
        "example \"e\"\n  given it is denied that aldora has conducted a test\n"
        "  expect no aldora deters borea by testing\n"
        "  expect no borea is wary of aldora   because means\n",
        // Through a rule in between.
        "rule tense\n  relations of State A with State B are tense\n"
        "  if A is hostile to B\n  and it is denied that A deters B by testing\n"
        "example \"e\"\n  given it is denied that aldora has conducted a test\n"
        "  and aldora is hostile to borea\n"
        "  expect relations of aldora with borea are tense\n",
        // Through an exception.
        "rule careful\n  State A is careful\n  if A is hostile to State B\n"
        "exception unafraid to careful\n  if A deters B by testing\n"
        "example \"e\"\n  given aldora is hostile to borea\n  and aldora has conducted a test\n"
        "  expect undetermined aldora is careful\n",
        // In a list, in a count, under absence.
        "rule bold\n  State A is bold\n  if A is hostile to State B\n  and any of:\n"
        "    - B is wary of A\n    - A deters B by testing\n"
        "example \"e\"\n  given aldora is hostile to borea\n  and aldora has conducted a test\n"
        "  expect aldora is bold\n",
        "rule bold\n  State A is bold\n  if A is hostile to State C\n"
        "  and N is the number of State B such that:\n    - A is hostile to B\n"
        "    - A deters B by testing\n  and N is at least 1\n"
        "example \"e\"\n  given aldora is hostile to borea\n  and aldora has conducted a test\n"
        "  expect aldora is bold\n",
        "rule bold\n  State A is bold\n  if A is hostile to State B\n"
        "  and there is no record that A deters B by any\n"
        "example \"e\"\n  given aldora is hostile to borea\n  and aldora has conducted a test\n"
        "  expect undetermined aldora is bold\n",
    };
    for (const std::string& text : cases) {
        CAPTURE(text);
        CHECK(failures(with_deterrence(text)) == "");
    }
}

TEST_CASE(
    "candidates: definitions that read one another through what they bring forward have strata") {
    // The cases of the outer definition come of a rule that reads the inner one, and are asked of
    // the inner one in turn.
    const std::string text =
        "rule careful\n  State A is careful\n  if A deters State B by testing\n"
        "exception unafraid to careful\n  if A is hostile to B\n  and B deters A by testing\n"
        "definition stable\n  State A and State B keep the peace\n  requires:\n"
        "    - care: A is careful\n"
        "    - deterrence: A deters B by testing\n"
        "  unless:\n    - hostility: A is hostile to B\n"
        "example \"e\"\n  given aldora has conducted a test\n  and borea has conducted a test\n"
        "  expect aldora and borea keep the peace   because stable\n"
        "example \"f\"\n  given aldora has conducted a test\n  and borea has conducted a test\n"
        "  and aldora is hostile to borea\n"
        "  expect no aldora and borea keep the peace   because hostility\n";
    CHECK(failures(with_deterrence(text)) == "");
}
