#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

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
        {"claim\n  j1 is an accident\n  from 2022 until 2021-12\n  asserted by borea in paper\n",
         "bad-date@3:19"},
        {"claim\n  j1 is an accident\n  from 2022-05 until 2022\n  asserted by borea in paper\n",
         ""},
        {"policy p\n  own word on moods\n", "unknown-relation@2:15"},
    };
    check_all(cases);
}

TEST_CASE("claims: one for each speaker, with stance, time and confidence") {
    const Checking checking(with_vocabulary(
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

TEST_CASE("examples: entities need no declaration and stay in their example") {
    const Checking checking(
        with_vocabulary("example \"e\"\n  given castor is responsible for x9\n"
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
        with_vocabulary("import \"b.csv\"\n"
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
