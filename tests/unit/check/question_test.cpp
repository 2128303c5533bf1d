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
  cosmos-1408 is a Object labelled "Cosmos 1408"
  t1 is a Behaviour labelled "Destruction of a satellite in low orbit"
  inde is a State labelled "Inde"
  emirates is a State labelled "United Arab Emirates"
  emirates is also called "ARE"
claim
  t1 happened on 2021-11-15
  asserted by borea-mod in paper
claim
  t1 destroyed cosmos-1408
  asserted by borea-mod in paper
claim
  aldora is responsible for t1
  asserted by borea-mod in paper
events are also called "{year} {object} test", "{state} {year} {object} test"
)";

constexpr std::string_view more = R"(vocabulary more
  phrase has-capability "{State} has an ASAT capability"
  phrase conducted "{Actor} has conducted {Behaviour}"
    asks "did {Actor} carry {Behaviour} out?"
  phrase supports "{State} supports {other: State}"
  phrase risk "{Behaviour} is a risk" derived
  phrase dangers "{Behaviour} is a grave danger to {State}" derived
  phrase pieces "{Behaviour} left {count: integer} tracked pieces of debris"
  phrase seeks "{State} seeks absolute superiority in space"
  phrase flies "{State} flies satellites in {Orbit}"
    in French "{State} exploite des satellites dans {Orbit}"
    in Spanish "{State} opera en {Orbit}"
  phrase status "the status of {Object} is {status: text}"
  phrase may-test "{State} may conduct an ASAT test"
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
        // Names of events and what people put around names.
        {"Is the 2021 Cosmos 1408 test a threat to the United States?", "t1 is a threat to usa"},
        {"is the Cosmos 1408 test 2021 a threat to USA", "t1 is a threat to usa"},
        {"Is Aldora's 2021 Cosmos 1408 test a threat to the USA?", "t1 is a threat to usa"},
        {"Is Aldora\u2019s 2021 cosmos-1408 test an accident?", "t1 is an accident"},
        {"IS J1 A THREAT TO INDIA", "j1 is a threat to india"},
        {"Is \u00E2ldor\u00E1 responsible for j1?", "aldora is responsible for j1"},
        {"Is \u201CUnited States of America\u201D responsible for j1 ?",
         "usa is responsible for j1"},
        // Verbs.
        {"Did j1 leave 3 tracked pieces of debris?", "j1 left 3 tracked pieces of debris"},
        {"How many tracked pieces of debris did j1 leave?",
         "? j1 left which count tracked pieces of debris"},
        {"When did j1 happen?", "? j1 happened on which day"},
        {"On which day did j1 happen?", "? j1 happened on which day"},
        {"Does India seek absolute superiority in space?",
         "india seeks absolute superiority in space"},
        {"Who seeks absolute superiority in space?",
         "? which State seeks absolute superiority in space"},
        {"Which states seek absolute superiority in space?",
         "? which State seeks absolute superiority in space"},
        {"Did the 2021 Cosmos 1408 test destroy Cosmos 1408?", "t1 destroyed cosmos-1408"},
        {"What did t1 destroy?", "? t1 destroyed which Object"},
        {"Which object did t1 destroy?", "? t1 destroyed which Object"},
        {"Can India conduct an ASAT test?", "no-question@0"},
        {"May India conduct an ASAT test?", "india may conduct an ASAT test"},
        {"Which states may conduct an ASAT test?", "? which State may conduct an ASAT test"},
        {"Is the status of Borealis unknown?", "unknown-value@26"},
        // A code that is a word as well: the name of somebody in its place, a verb elsewhere.
        {"Is j1 a threat to are?", "j1 is a threat to emirates"},
        {"Which behaviours are threats to ARE?", "? which Behaviour is a threat to emirates"},
        {"Are seeks absolute superiority in space", "emirates seeks absolute superiority in space"},
        {"Are India and borea responsible for j1?", "unknown-entity@4"},
        {"Is j1 a threat to and?", "no-question@18"},
        // Plurals that no phrase declares.
        {"Which behaviours are risks?", "? which Behaviour is a risk"},
        {"Which behaviours are grave dangers to India?",
         "? which Behaviour is a grave danger to india"},
        {"What are the threats to India?", "? which Behaviour is a threat to india"},
        {"Are there any threats to India?", "? which Behaviour is a threat to india"},
        {"Is there a threat to India?", "? which Behaviour is a threat to india"},
        {"List all behaviours that are threats to India", "? which Behaviour is a threat to india"},
        {"behaviours that are directed at India", "? which Behaviour is directed at india"},
        {"Which states have an ASAT capability?", "? which State has an ASAT capability"},
        {"Which behaviours are threats to which states?",
         "? which Behaviour is a threat to which State"},
        // What only says that a question follows.
        {"Is it true that j1 is an accident?", "j1 is an accident"},
        {"whether j1 is an accident", "j1 is an accident"},
        {"Who's responsible for j1?", "? which State is responsible for j1"},
        {"What\u2019s a threat to India?", "? which Behaviour is a threat to india"},
        {"J1 is a threat to whom?", "? j1 is a threat to which State"},
        // Other languages.
        {"j1 constitue-t-il une menace", "no-question@3"},
        {"Qu'est-ce que j1", "no-question@0"},
        {"j1 constitue une menace pour l'Inde ?", "j1 is a threat to inde"},
        {"Qui exploite des satellites dans leo?", "unknown-entity@33"},
        {"Quel acte constitue une menace pour l\u2019Inde?",
         "? which Behaviour is a threat to inde"},
        {"\u00BFQui\u00E9n opera en leo?", "unknown-entity@18"},
        // The past of a phrase in the present; numbers of what is listed.
        {"Was j1 a threat to Borea?", "j1 is a threat to borea"},
        {"Were j1 an accident?", "j1 is an accident"},
        {"Who carried out j1?", "? which Actor carries out j1"},
        {"Aldora supported India", "aldora supports india"},
        {"Had Aldora conducted j1?", "aldora has conducted j1"},
        {"How many behaviours are threats to India?", "? which Behaviour is a threat to india"},
        {"Was j1 a threat to Nowhere?", "unknown-entity@19"},
        // Values.
        {"Does aldora deter borea by capability deterrence?",
         "aldora deters borea by capability-deterrence"},
        {"Does aldora deter borea by Testing?", "aldora deters borea by testing"},
        {"Does aldora deter borea by shouting?", "unknown-value@27"},
        {"Is j1 done with maliciuos intention?", "unknown-value@16"},
        // What is no question of ours.
        {"Is j1 not a threat to India?", "ambiguous-not@6"},
        {"Isn't j1 a threat to India?", "ambiguous-not@0"},
        {"Is j1 a threat?", "no-question@14"},
        {"Is j1 a threat to Atlantis or Lemuria?", "unknown-entity@18"},
        {"Is j7 a threat to Atlantis?", "unknown-entity@3 unknown-entity@18"},
        {"threat(j1, Atlantis)", "unknown-entity@11"},
        {"threat(j1", "bad-syntax@6"},
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

TEST_CASE("questions: unknown and ambiguous names lead to the names that may be meant") {
    std::string text = with_vocabulary(entities);
    text += more;
    Checking program(text);
    struct Case {
        const char* question;
        const char* help;
    };
    const Case cases[] = {
        {"is j1 a threat to Atlantis?", "`obverse list entities` shows what is recorded"},
        {"is j1 a threat to Idnia?", "did you mean `india`?"},
        {"is j1 a threat to South Boera?", "did you mean `south-borea`"},
        {"is j1 a threat to the Republic of Borea?", "did you mean `aldora`"},
        {"is the satellite destruction an accident?", "did you mean `t1`?"},
        {"is j1 a threat to the ring?", "say which: `ring-west` (the Ring), `ring-east` (Ring)"},
        {"does aldora deter borea by tseting?", "did you mean `testing`?"},
        {"is j1 not an accident?", "ask whether `j1 is an accident`: the verdict says which"},
    };
    for (const Case& c : cases) {
        const std::string question = c.question;
        CAPTURE(question);
        Diagnostics diagnostics;
        parse_question(program.program(), program.checked.entities, program.sources, question,
                       diagnostics);
        REQUIRE(!diagnostics.list().empty());
        CHECK(diagnostics.list().front().help.find(c.help) != std::string::npos);
    }
}

TEST_CASE("questions: hostile ones end in a finding, soon") {
    std::string which;
    for (int i = 0; i < 29; ++i) which += "which is ";
    for (const std::string& question :
         {std::string(1U << 20U, 'a'), std::string("is j1 \xFF"), which,
          "threat(" + std::string(3000, '('), std::string("is j1 \0 a threat", 17),
          "is " + std::string(500, '"')}) {
        CHECK(reading_of(question).find('@') != std::string::npos);
    }
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
