#include "tests/unit/compile/judging.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

/// `narrow` extends `wide`: replaces one of its rules and a table, inherits the rest.
constexpr std::string_view lenses = R"(vocabulary v
  kind State
  kind Act
  phrase did "{State} did {Act}"
  phrase bad "{Act} is bad"
  phrase small "{Act} is small"
  phrase lasted "{Act} lasted {count: integer} days"
  phrase unlawful "{Act} is unlawful"
  phrase wrong "{Act} is wrong" derived
  phrase lasting "{Act} is lasting" derived
  phrase grave "{Act} is grave" derived
  phrase noted "{Act} is noted" derived
  phrase shared "{Act} is shared" derived
rule common
  the act is shared
  if the act is bad
lens wide "Wide"
  parameter long 10 days
  silent on "{Act} is unlawful"
rule wrong
  the act is wrong
  if the act is bad
exception petty to wrong
  if the act is small
rule lasting
  the act is lasting
  if the act lasted N days
  and N is at least the parameter long
table marks
  for Act A
  if A is bad
  | A is small | then A is noted |
  | yes        | yes             |
  | no record  | yes             |
lens narrow "Narrow"
  extends wide
  parameter long 20 days
rule wrong
  the act is wrong
  if State S did the act
  and the act is bad
table marks
  for Act A
  if A is bad
  | A is small | then A is noted |
  | yes        | yes             |
rule unlawful
  the act is unlawful
  if the act is bad
lens other "Other"
  extends wide
)";

std::string under(const std::string& lens, const std::string& lines) {
    return std::string(lenses) + "example \"e\"\n  under " + lens + "\n" + lines;
}

}  // namespace

TEST_CASE("lenses: blocks of the same name replace those of the lens that is extended") {
    const std::string cases[] = {
        under("wide", "  given deed is bad\n  expect deed is wrong\n"),
        under("narrow", "  given deed is bad\n  expect undetermined deed is wrong\n"),
        under("narrow", "  given deed is bad\n  and x did deed\n  expect deed is wrong\n"),
        // The exception goes on to attack whatever bears the name.
        under("narrow",
              "  given deed is bad\n  and x did deed\n  and deed is small\n"
              "  expect undetermined deed is wrong   because petty\n"),
        // A table is replaced with all its rows.
        under("wide", "  given deed is bad\n  expect deed is noted\n"),
        under("narrow", "  given deed is bad\n  expect undetermined deed is noted\n"),
        under("wide", "  given deed is bad\n  expect deed is shared\n"),
    };
    for (const std::string& text : cases) {
        CAPTURE(text);
        CHECK(failures(text) == "");
    }
}

TEST_CASE("lenses: a parameter is that of the lens in force, whoever wrote the rule") {
    CHECK(failures(under("wide", "  given deed lasted 12 days\n  expect deed is lasting\n")) == "");
    CHECK(failures(under("narrow",
                         "  given deed lasted 12 days\n"
                         "  expect undetermined deed is lasting\n")) == "");
}

TEST_CASE("lenses: silence is inherited until a lens speaks for itself") {
    const std::string given = "  given deed is unlawful\n";
    CHECK(failures(under("wide", given + "  expect outside deed is unlawful\n")) == "");
    CHECK(failures(under("other", given + "  expect outside deed is unlawful\n")) == "");
    CHECK(failures(under("narrow", given + "  expect deed is unlawful\n")) == "");
    // Nothing concludes it anywhere.
    CHECK(failures(under("narrow", "  given deed is bad\n  expect outside deed is grave\n")) == "");
}
