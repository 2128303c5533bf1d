#include "engine/check/check.h"

#include "tests/unit/check/checking.h"

#include <doctest/doctest.h>

using namespace obverse;
using obverse::test::Checking;

namespace {

/// Findings of a case below the common vocabulary, with lines counted from the case's own.
std::string findings(std::string_view text, Severity least = Severity::error) {
    const Checking checking(test::with_vocabulary(text));
    const std::size_t before = test::vocabulary_line_count();
    std::string found;
    for (const Diagnostic& diagnostic : checking.diagnostics.list()) {
        if (diagnostic.severity() > least || diagnostic.code == Code::unused_phrase) continue;
        const Span span = diagnostic.primary->span;
        const LineColumn place = checking.sources.locate(span.source, span.begin);
        found += (found.empty() ? "" : " ") + std::string(name_of(diagnostic.code)) + "@" +
                 std::to_string(place.line - before) + ":" + std::to_string(place.column);
    }
    return found;
}

struct Case {
    const char* text;
    const char* findings;
};

void check_all(std::span<const Case> cases, Severity least = Severity::error) {
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(findings(text, least) == std::string(c.findings));
    }
}

}  // namespace

TEST_CASE("sentences: phrases, values and terms are matched or reported at their word") {
    const Case cases[] = {
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n", ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an oversight\n",
         "unknown-phrase@3:26"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is done with angry intention\n",
         "unknown-value@3:33"},
        {"rule r\n  the behaviour is staged\n  if atlantis is responsible for the behaviour\n",
         "unknown-entity@3:6"},
        {"rule r\n  the behaviour is staged\n  if j1 is responsible for the behaviour\n",
         "kind-mismatch@3:6"},
        {"rule r\n  the behaviour is staged\n  if accident(the behaviour, j1)\n",
         "wrong-arity@3:6"},
        {"rule r\n  the behaviour is staged\n  if mishap(the behaviour)\n", "unknown-relation@3:6"},
        {"rule r\n  staged(B)\n  if accident(B)\n", ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is directed at A\n",
         "unintroduced-letter@3:35"},
        {"rule r\n  Behaviour B is staged\n  if B happened on 2021-13\n", "bad-date@3:20"},
        {"rule r\n  Behaviour B is staged\n  if B happened on \"soon\"\n", "bad-date@3:20"},
        {"rule r\n  Behaviour B is staged\n  if B happened on D\n  and D is less than 2021-13\n",
         "bad-date@4:22"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is not an accident\n",
         "ambiguous-not@3:23"},
        {"rule r\n  the behaviour is staged\n"
         "  if the behaviour is an accident or the behaviour is staged\n",
         "inline-or@3:35"},
        {"rule r\n  the behaviour is staged\n  iff the behaviour is an accident\n",
         "unknown-keyword@3:3"},
        {"rule r\n  the behaviour is staged\n  if the behaviuor is an accident\n",
         "unknown-kind@3:10"},
        {"rule r\n  the behaviour is staged\n  if Stat V is responsible for the behaviour\n",
         "unknown-kind@3:6"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is directed at the sttae\n",
         "unknown-kind@3:39"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "  and the behaviour is a behavior\n",
         "unknown-kind@4:26"},
        {"rule r\n  Behaviour B is staged\n  if B is an accident\n  and B is a State\n",
         "kind-mismatch@4:7"},
        {"rule r\n  Behaviour B is staged\n  if B is an accident\n"
         "  and B is at least the parameter limit\n",
         "type-mismatch@4:7 unknown-parameter@4:35"},
    };
    check_all(cases);
}

TEST_CASE("sentences: a misspelt kind or entity names the nearest that could stand there") {
    struct Named {
        const char* condition;
        Code code;
        const char* help;
    };
    const Named cases[] = {
        {"the behaviuor is an accident", Code::unknown_kind, "`the behaviour`"},
        {"Stat V is responsible for the behaviour", Code::unknown_kind, "`State V`"},
        // Borealis, an object, is nearer by its letters; a state is wanted.
        {"the behaviour is directed at boreal", Code::unknown_entity, "did you mean `borea`?"},
        {"boreal was a real target", Code::unknown_entity, "did you mean `borealis`?"},
    };
    for (const Named& c : cases) {
        const std::string condition = c.condition;
        CAPTURE(condition);
        const Checking checking(
            test::with_vocabulary("entities\n  borealis is a Object\n"
                                  "rule r\n  the behaviour is staged\n  if " +
                                  condition + "\n"));
        CHECK(checking.text_of(c.code).find(c.help) != std::string::npos);
    }
}

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

TEST_CASE("safety: what a rule concludes or compares must be bound") {
    const Case cases[] = {
        {"rule r\n  State A is responsible for the behaviour\n  if the behaviour is an accident\n",
         "unbound-variable@2:3"},
        {"rule r\n  the behaviour is staged\n  if there is no record that the behaviour is an accident\n",
         "unbound-variable@2:3 unbound-variable@3:6"},
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
         "unbound-variable@3:3 unbound-variable@5:7 unbound-variable@5:7"},
        {"relation p(x: integer)\nrelation q(x: text)\nrule\n  p(X)\n  if q(X)\n",
         "type-mismatch@5:8"},
        {"relation p(x: integer)\nrule\n  p(_)\n", "unbound-variable@3:3"},
        {"relation p(x: integer)\nrule\n  p(3)\n", ""},
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
    const Checking own_act(test::with_vocabulary(
        "rule r\n  State A is responsible for the behaviour\n  if A carries out the behaviour\n"));
    const Rule& rule = own_act.program().rules.at(0);
    REQUIRE(rule.conditions.size() == 2);
    const auto* test = std::get_if<KindTest>(&rule.conditions.at(1).form);
    REQUIRE(test != nullptr);
    CHECK(own_act.program().schema.kind(test->kind).name == "State");
}

TEST_CASE("strata: a circle through absence, counts, exceptions or elements is reported") {
    const Case cases[] = {
        {"rule r\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
         "  and there is no record that the behaviour is staged\n",
         "recursion-through-absence@4:7"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "rule b\n  the behaviour is an accident\n  if the behaviour is staged\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "exception x to a\n  if the behaviour is staged\n",
         "recursion-through-absence@5:6"},
        {"rule a\n  the behaviour addresses Concern D\n  if the behaviour addresses D\n"
         "  and N is the number of Concern C such that:\n    - the behaviour addresses C\n"
         "  and N is 2\n",
         "recursion-through-absence@5:7"},
        {"definition d\n  the behaviour is staged\n  requires:\n"
         "    - one: the behaviour is an accident\n"
         "rule a\n  the behaviour is an accident\n  if the behaviour is staged\n",
         "circular-definition@4:12"},
        {"rule a\n  the behaviour is directed at State A\n  if the behaviour is a threat to A\n"
         "rule b\n  the behaviour is a threat to State A\n"
         "  if it is denied that the behaviour is directed at A\n",
         "recursion-through-absence@6:6"},
        {"rule a\n  the behaviour is staged\n  if it is denied that the behaviour is an accident\n"
         "rule b\n  the behaviour is an accident\n  if the behaviour is staged\n",
         ""},
    };
    check_all(cases);
}

TEST_CASE("strata: the circle is told rule by rule") {
    const Checking checking(test::with_vocabulary(
        "rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
        "rule b\n  the behaviour is an accident\n"
        "  if there is no record that the behaviour is staged\n"
        "  and the behaviour destroyed the object\n"));
    for (const Diagnostic& diagnostic : checking.diagnostics.list()) {
        if (diagnostic.code != Code::recursion_through_absence) continue;
        CHECK(diagnostic.primary->text ==
              "rule `b` rests on: there is no record that the behaviour is staged");
        REQUIRE(diagnostic.secondary.size() == 1);
        CHECK(diagnostic.secondary[0].text == "rule `a` rests on: the behaviour is an accident");
        return;
    }
    FAIL("no circle was found");
}

TEST_CASE("exceptions, overrides and citations: what they name must exist") {
    const Case cases[] = {
        {"exception x to missing\n  if j1 is staged\n", "unknown-rule@1:16"},
        {"exception x to y\n  if j1 is staged\nexception y to x\n  if j1 is staged\n",
         "exception-cycle@1:16 exception-cycle@3:16"},
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

TEST_CASE("claims: derived, variable, unsourced and unknown are refused") {
    const Case cases[] = {
        {"claim\n  j1 is an accident\n  asserted by borea-mod in paper\n", ""},
        {"claim\n  j1 is a threat to borea\n  asserted by borea-mod in paper\n",
         "claim-of-derived@2:3"},
        {"claim\n  the behaviour is an accident\n  asserted by borea-mod in paper\n",
         "bad-claim@2:3"},
        {"claim\n  j1 is an accident\n", "claim-without-source@1:1"},
        {"claim\n  j1 is an accident\n  asserted by borea-mod\n", "claim-without-source@3:3"},
        {"claim\n  j1 is an accident\n  asserted by nobody in paper\n", "unknown-speaker@3:15"},
        {"claim\n  j1 is an accident\n  asserted by borea in atlas\n", "unknown-source@3:24"},
        {"claim\n  j1 is an accident\n  from 2021-02-30\n  asserted by borea in paper\n",
         "bad-date@3:8"},
        {"policy p\n  own word on moods\n", "unknown-relation@2:15"},
    };
    check_all(cases);
}

TEST_CASE("claims: one for each speaker, with stance, time and confidence") {
    const Checking checking(test::with_vocabulary(
        "claim c\n  j1 is done with hostile intention\n  from 2021-11\n"
        "  asserted by borea-mod in paper\n  denied by aldora in paper\n  confidence low\n"));
    REQUIRE(checking.findings() == "");
    const std::vector<Claim>& claims = checking.checked.record.claims;
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].stance == Stance::asserted);
    CHECK(claims[1].stance == Stance::denied);
    CHECK(checking.program().symbols.text(claims[0].speaker) == "borea-mod");
    CHECK(to_text(*claims[0].from) == "2021-11");
    CHECK(claims[1].confidence == Confidence::low);
    CHECK(checking.program().symbols.text(as_symbol(claims[0].arguments[1])) == "hostile");
    CHECK(checking.checked.record.speakers.at(claims[0].speaker).actor ==
          *checking.program().symbols.find("borea"));
}

TEST_CASE("lenses: names, circles and parameters") {
    const Case cases[] = {
        {"lens a \"A\"\n  extends b\nlens b \"B\"\n  extends a\n", "lens-cycle@4:11"},
        {"lens a \"A\"\n  uses nothing\n", "unknown-vocabulary@2:8"},
        {"in lens z\nrule r\n  the behaviour is staged\n  if the behaviour is an accident\n",
         "unknown-lens@2:1"},
        {"lens a \"A\"\n  silent on \"{Behaviour} is kind\"\n", "unknown-phrase@2:13"},
        {"lens a \"A\"\n  parameter long-lived 25 years\n", ""},
    };
    check_all(cases);
    const Checking checking("lens a \"A\"\n  parameter long-lived 25 years\n");
    const Parameter& parameter = checking.program().lenses.at(0).parameters.at(0);
    CHECK(as_integer(parameter.value.word) == 9131);
    CHECK(parameter.text == "25 years");
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
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n",
         "missing-citation@1:1"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n  cites paper\n"
         "rule b\n  it is denied that the behaviour is staged\n"
         "  if the behaviour destroyed the object\n  cites paper\n",
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
    const Checking full(test::with_vocabulary(head + "  | yes | - | yes |\n"
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

TEST_CASE("examples: entities need no declaration and stay in their example") {
    const Checking checking(
        test::with_vocabulary("example \"e\"\n  given castor is responsible for x9\n"
                              "  and x9 is an accident   asserted by borea\n"
                              "  expect no x9 is a threat to castor\n"));
    REQUIRE(checking.findings() == "");
    const Example& example = checking.program().examples.at(0);
    CHECK(example.record.claims.size() == 2);
    const SymbolId castor = *checking.program().symbols.find("castor");
    REQUIRE(example.record.entities.contains(castor));
    const std::vector<KindId>& kinds = example.record.entities.at(castor).kinds;
    REQUIRE(kinds.size() == 1);
    CHECK(checking.program().schema.kind(kinds.front()).name == "State");
    CHECK(checking.checked.entities.find("castor").empty());
    CHECK(example.expectations.at(0).verdict == Example::Expectation::Verdict::refuted);
    const Case cases[] = {
        {"example \"e\"\n  accept cautios\n  expect x is a threat to y\n", "unknown-policy@2:10"},
        {"example \"e\"\n  given x is an accident\n  expect x is a threat to y because nothing\n",
         "unknown-rule@3:37"},
        {"example \"e\"\n  given x is a threat to y\n", "missing-part@1:1 claim-of-derived@2:9"},
    };
    check_all(cases);
}

TEST_CASE("imports: lines, guards, loops and inherited voices are resolved") {
    const Checking checking(
        test::with_vocabulary("import \"b.csv\"\n"
                              "  let event be {same_as} or {id}\n"
                              "  {event} is a Behaviour labelled {summary}\n"
                              "  when {actor} is not \"unknown\": {actor} carries out {event}\n"
                              "  for each state in {targets}: {event} is directed at {state}\n"
                              "  {event} is done with {intention} intention   denied by {who}\n"
                              "  asserted by {by} in {source}, url {link}\n"
                              "  confidence is low when {verified} is \"recalled\"\n"));
    REQUIRE(checking.findings() == "");
    const Import& import = checking.checked.imports.at(0);
    REQUIRE(import.lines.size() == 4);
    CHECK(import.cells.at(2).shape == ImportCell::Shape::let);
    CHECK(import.lines[1].when.at(0).shape == ImportTest::Shape::is_not);
    CHECK(import.lines[2].loop.has_value());
    const auto& denied = std::get<ImportStatement>(import.lines[3].body);
    CHECK(denied.voices.at(0).stance == Stance::denied);
    CHECK(denied.voices.at(0).source.has_value());
    CHECK(import.confidence.at(0).level == Confidence::low);
    const Case cases[] = {
        {"import \"b.csv\"\n  {a} is a threat to {b}\n  asserted by {by} in {s}\n",
         "claim-of-derived@2:3"},
        {"import \"b.csv\"\n  {a} is an accident\n", "claim-without-source@2:3"},
        {"import \"b.csv\"\n  {a} is a behaviour labelled {b}\n", ""},
        {"import \"b.csv\"\n  {a} is a behaviour\n  asserted by {by} in {s}\n",
         "unknown-kind@2:12"},
        {"entities\n  x is a state\n", ""},
        {"import \"b.csv\"\n  {a} is a mishap\n  asserted by {by} in {s}\n", "unknown-phrase@2:12"},
    };
    check_all(cases);
}

TEST_CASE("quantities: levels are recorded, compared and multiplied") {
    const std::string scale =
        "scale level is none, low, high worth 0, 1/2, 1\n"
        "quantity strength \"the strength of {State}\" on level\n"
        "grade effect \"the effect of {State}\"\n  for State A\n  is the product of:\n"
        "    - strength: the strength of A\n";
    const Checking checking(test::with_vocabulary(
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
          "unbound-variable@14:3 unknown-rule@16:16 claim-of-derived@19:3 unknown-lens@22:1 "
          "unknown-entity@24:18 unknown-relation@26:15");
}

TEST_CASE("sentences: an unknown phrase names the nearest ones") {
    const Checking checking(test::with_vocabulary(
        "rule r\n  the behaviour is staged\n  if the behaviour was directed at State A\n"));
    CHECK(checking.text_of(Code::unknown_phrase).find("`{Behaviour} is directed at {State}`") !=
          std::string::npos);
}
