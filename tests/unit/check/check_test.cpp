#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("a file with ten different errors reports all ten") {
    const std::string_view text = R"(vocabulary v
  kind State
  kind State
  kind Tool is a kind of Thing
  phrase sees "{State} sees {other: State}"
  phrase sees-too "{State} sees {other: State}"
  phrase verdict "{State} is fine" derived
entities
  aldora is a State
rule r
  State A sees State B
  if A hears B
rule s
  State A sees State B
  if B sees State C
exception x to nothing
  if aldora sees aldora
claim
  aldora is fine
  asserted by aldora in somewhere
in lens missing
rule t
  aldora sees aldora
  if aldora sees borea
policy p
  own word on hearing
)";
    const Checking checking(text);
    CHECK(checking.findings() ==
          "duplicate-name@3:8 unknown-kind@4:26 overlapping-phrases@6:3 unknown-phrase@12:8 "
          "unbound-variable@14:3 unknown-rule@16:16 claim-of-derived@19:3 unknown-lens@21:9 "
          "unknown-entity@24:18 unknown-relation@26:15");
}

TEST_CASE("options: without examples and warnings the program and its errors are the same") {
    const std::string text = with_vocabulary(
        "rule r\n  the behaviour is staged\n  if State A is responsible for the behaviour\n"
        "rule s\n  the behaviour is staged\n  if the behaviour is a mishap\n"
        "example \"e\"\n  given x9 is an accident\n  expect x9 is staged\n");
    SourceMap sources;
    Diagnostics diagnostics;
    const std::vector<ast::File> files = {parse(sources, sources.add("a.obv", text), diagnostics)};
    const Checked checked =
        check(files, sources, diagnostics, {}, {.examples = false, .warnings = false});
    CHECK(checked.program.rules.size() == 1);
    CHECK(checked.program.examples.empty());
    REQUIRE(diagnostics.list().size() == 1);
    CHECK(diagnostics.list().front().code == Code::unknown_phrase);
}
