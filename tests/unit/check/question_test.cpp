#include "engine/check/question.h"

#include "tests/unit/check/checking.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr std::string_view entities = R"(entities
  india is a State labelled "India"
  usa is a State labelled "United States of America"
  usa is also called "the United States", "USA"
  borealis-one is a Object labelled "Borealis"
  borea-station is a Object labelled "Borea Station"
  south-borea is a State labelled "South Borea"
  ring-west is a State labelled "the Ring"
  ring-east is a State labelled "Ring"
)";

constexpr std::string_view more = R"(vocabulary more
  phrase has-capability "{State} has an ASAT capability"
  phrase conducted "{Actor} has conducted {Behaviour}"
    asks "did {Actor} carry {Behaviour} out?"
  phrase supports "{State} supports {other: State}"
)";

/// The formal statement, the readings of an ambiguous question, or what was found instead.
std::string reading_of(std::string_view question) {
    std::string text = with_vocabulary(entities);
    text += more;
    Checking program(text);
    REQUIRE(program.findings() == "");
    Diagnostics diagnostics;
    const QuestionReading reading = parse_question(program.program(), program.checked.entities,
                                                   program.sources, question, diagnostics);
    if (const auto* one = std::get_if<Question>(&reading)) {
        return (one->asks_for_verdict() ? "" : "? ") + one->formal;
    }
    std::string found;
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        const Span span = diagnostic.primary->span;
        found += std::string(found.empty() ? "" : " ") + std::string(name_of(diagnostic.code)) +
                 "@" + std::to_string(span.begin);
    }
    return found;
}

}  // namespace

TEST_CASE("questions: statements, yes or no, do, which, who, plurals and functional forms") {
    struct Case {
        const char* question;
        const char* reading;
    };
    const Case cases[] = {
        {"j1 is a threat to borea", "j1 is a threat to borea"},
        {"Is j1 a threat to Borea?", "j1 is a threat to borea"},
        {"Is the jamming of 2021 a threat to the United States?", "j1 is a threat to usa"},
        {"is \"Jamming of 2021\" a threat to usa", "j1 is a threat to usa"},
        {"Is j1 a threat to South Borea?", "j1 is a threat to south-borea"},
        {"May j1 have any adverse impact on India?", "j1 may have any adverse impact on india"},
        {"Does aldora deter borea by testing?", "aldora deters borea by testing"},
        {"Does USA carry out j1?", "usa carries out j1"},
        {"Has aldora conducted j1?", "aldora has conducted j1"},
        {"did aldora carry j1 out?", "aldora has conducted j1"},
        {"Who is responsible for j1?", "? which State is responsible for j1"},
        {"Which state is responsible for j1?", "? which State is responsible for j1"},
        {"Which states are responsible for j1?", "? which State is responsible for j1"},
        {"Which behaviours are threats to India?", "? which Behaviour is a threat to india"},
        {"j1 is a threat to which state?", "? j1 is a threat to which State"},
        {"Which state is j1 directed at?", "? j1 is directed at which State"},
        {"At which state is j1 directed?", "? j1 is directed at which State"},
        {"Which intention is j1 done with?", "? j1 is done with which Intention intention"},
        {"Which states does aldora deter by testing?", "? aldora deters which State by testing"},
        {"Who does aldora support?", "? aldora supports which State"},
        {"Is j1 done with hostile intention?", "j1 is done with hostile intention"},
        {"Est-ce que j1 constitue une menace pour India ?", "j1 is a threat to india"},
        {"Did j1 happen on 2021-11-15?", "j1 happened on 2021-11-15"},
        {"j1 happened on 2021", "j1 happened on 2021"},
        {"threat(j1, borea)", "j1 is a threat to borea"},
        {"threat(X, _)", "? which Behaviour is a threat to which State"},
        {"threat(j1, the United States)", "j1 is a threat to usa"},
        {"What is the meaning of life?", "no-question@8"},
        {"Is j1 a threat to Atlantis?", "unknown-entity@18"},
        {"Is j1 a threat to the ring?", "ambiguous-name@18"},
        {"Is j1 a threat to Borealis?", "kind-mismatch@18"},
        {"threat(j1)", "wrong-arity@0"},
        {"menace(j1, usa)", "unknown-relation@0"},
        {"Which orbit is responsible for j1?", "kind-mismatch@0"},
        {"", "no-question@0"},
        {"???", "no-question@0"},
    };
    for (const Case& c : cases) {
        const std::string question = c.question;
        CAPTURE(question);
        CHECK(reading_of(c.question) == c.reading);
    }
}

TEST_CASE("questions: a question that fits nothing names the nearest phrases") {
    Checking program(with_vocabulary(""));
    Diagnostics diagnostics;
    parse_question(program.program(), program.checked.entities, program.sources,
                   "is j1 a danger to borea?", diagnostics);
    REQUIRE(diagnostics.list().size() == 1);
    CHECK(diagnostics.list().front().help.find("is a threat to") != std::string::npos);
    CHECK(program.sources.text(diagnostics.list().front().primary->span) == "danger");
}

TEST_CASE("questions: words that fit two phrases list both") {
    Checking program(R"(vocabulary v
  kind State
  phrase a "{State} backs {other: State}"
    asks "who helps {State} and {other}?"
  phrase b "{State} pays {other: State}"
    asks "who helps {State} and {other}?"
entities
  x is a State
  y is a State
)");
    REQUIRE(program.findings() == "");
    Diagnostics diagnostics;
    const auto reading = parse_question(program.program(), program.checked.entities,
                                        program.sources, "who helps x and y?", diagnostics);
    REQUIRE(std::holds_alternative<AmbiguousQuestion>(reading));
    CHECK(std::get<AmbiguousQuestion>(reading).readings.size() == 2);
    CHECK(diagnostics.list().front().code == Code::ambiguous_question);
}

TEST_CASE("questions: words that fit two forms of one phrase list both, unless they say the same") {
    Checking program(R"(vocabulary v
  kind State
  phrase backs "{State} backs {other: State}"
    asks "between {State} and {other}: who is helped?"
    asks "between {other} and {State}: who is helped?"
    asks "is {other} backed by {State}?"
    asks "is {other} backed by {State}, then?"
entities
  x is a State
  y is a State
)");
    REQUIRE(program.findings() == "");
    Diagnostics diagnostics;
    const auto reading =
        parse_question(program.program(), program.checked.entities, program.sources,
                       "between x and y: who is helped?", diagnostics);
    REQUIRE(std::holds_alternative<AmbiguousQuestion>(reading));
    CHECK(std::get<AmbiguousQuestion>(reading).readings.at(1).formal == "y backs x");
    const auto same = parse_question(program.program(), program.checked.entities, program.sources,
                                     "is y backed by x?", diagnostics);
    REQUIRE(std::holds_alternative<Question>(same));
    CHECK(std::get<Question>(same).formal == "x backs y");
}
