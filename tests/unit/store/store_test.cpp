#include "engine/store/store.h"

#include "tests/unit/store/recording.h"

#include <doctest/doctest.h>

#include <vector>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr const char* jamming = R"(claim
  j1 is done with provocative intention
  from 2021-11
  asserted by borea in paper
  denied by aldora in paper
)";

const std::string both_voices =
    "j1 is done with provocative intention | asserted by borea in paper | 2021-11.. high\n"
    "j1 is done with provocative intention | denied by aldora in paper | 2021-11.. high\n";

std::string history_of(const Store& store, const std::string& entity) {
    std::string text;
    for (const HistoryEntry& entry : store.history(Schema{}, entity)) {
        text += entry.recorded_at.substr(0, 10);
        if (entry.replaces) text += " (again)";
        if (!entry.withdrawn_at.empty()) text += " to " + entry.withdrawn_at.substr(0, 10);
        if (entry.replaced) text += " (replaced)";
        text += ": " + entry.sentence + " " + entry.speaker + " " + entry.confidence;
        for (const ClaimPlace& place : entry.origins) {
            text += " " + place.file + ":" + std::to_string(place.line);
        }
        text += "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("store: what is recorded is loaded, slot by slot") {
    Store store(":memory:", Store::Mode::write);
    const Recording recording(R"(claim c1
  j1 is done with provocative intention
  from 2021-11 until 2022
  asserted by borea-mod in paper
  confidence low
claim
  the debris of j1 lasted at most 30 days
  asserted by aldora, borea in paper
claim
  j1 happened on 2021-11-15
  denied by borea in paper
)");
    CHECK(recording.checking.findings() == "");
    CHECK(to_text(recording.into(store)) == "+4 ~0 -0");
    CHECK(dump(store) ==
          "j1 is done with provocative intention | asserted by borea-mod in paper | 2021-11..2022 "
          "low\n"
          "j1 happened on 2021-11-15 | denied by borea in paper | .. high\n"
          "the debris of j1 lasted at most 30 days | asserted by aldora in paper | .. high\n"
          "the debris of j1 lasted at most 30 days | asserted by borea in paper | .. high\n");
}

TEST_CASE("store: entities, speakers and sources are loaded as they were declared") {
    Store store(":memory:", Store::Mode::write);
    const Recording recording(R"(source note "A note"
  issued by borea-mod on 2021-11, url "https://note.example"
  based on paper
)");
    recording.into(store);
    Checking other(vocabulary);
    Program& program = other.checked.program;
    const ClaimSet record = store.load(program, {});
    const auto id = [&](const char* text) { return program.symbols.intern(text); };
    const Entity& aldora = record.entities.at(id("aldora"));
    CHECK(aldora.label == "Republic of Aldora");
    CHECK(aldora.aliases == std::vector<std::string>{"Aldora", "the Aldorans"});
    CHECK(program.schema.kind(aldora.kinds.at(0)).name == "State");
    CHECK(record.speakers.at(id("borea-mod")).actor == id("borea"));
    const SourceInfo& note = record.sources.at(id("note"));
    CHECK(note.label == "A note");
    CHECK(note.url == "https://note.example");
    CHECK(note.issuer == id("borea-mod"));
    CHECK(note.issued == parse_date("2021-11"));
    CHECK(note.based_on == std::vector<SymbolId>{id("paper")});
}

TEST_CASE("store: running an import again changes not a byte") {
    const TemporaryFolder folder;
    const auto file = folder / "graph.db";
    Store store(file, Store::Mode::write);
    Recording(jamming).into(store);
    const std::string before = contents(file);
    CHECK(to_text(Recording(jamming, "2026-02-02T00:00:00Z").into(store)) == "+0 ~0 -0");
    CHECK(contents(file) == before);
}

TEST_CASE("store: what is one claim is decided by sentence, stance, speaker, source and start") {
    struct Case {
        const char* second;
        const char* counts;
    };
    const Case cases[] = {
        {"claim\n  j1 is done with provocative intention\n  from 2021-11\n"
         "  asserted by borea in paper\n",
         "+0 ~0 -1"},
        {"claim\n  j1 is done with provocative intention\n  from 2021-12\n"
         "  asserted by borea in paper\n  denied by aldora in paper\n",
         "+2 ~0 -2"},
        {"claim\n  j1 is done with provocative intention\n  from 2021-11\n"
         "  asserted by borea-mod in paper\n  denied by aldora in paper\n",
         "+1 ~0 -1"},
        {"claim\n  j1 is done with malicious intention\n  from 2021-11\n"
         "  asserted by borea in paper\n  denied by aldora in paper\n",
         "+2 ~0 -2"},
        {"claim\n  j1 is done with provocative intention\n  from 2021-11 until 2023\n"
         "  asserted by borea in paper\n  denied by aldora in paper\n",
         "+0 ~2 -0"},
        {"claim\n  j1 is done with provocative intention\n  from 2021-11\n"
         "  asserted by borea in paper\n  denied by aldora in paper\n  confidence medium\n",
         "+0 ~2 -0"},
        {"claim named\n  j1 is done with provocative intention\n  from 2021-11\n"
         "  asserted by borea in paper\n  denied by aldora in paper\n",
         "+0 ~0 -0"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.second);
        Store store(":memory:", Store::Mode::write);
        Recording(jamming).into(store);
        CHECK(to_text(Recording(c.second).into(store)) == std::string(c.counts));
    }
}

TEST_CASE("store: what was withdrawn, asserted again and changed stays in the history") {
    Store store(":memory:", Store::Mode::write);
    const std::string claim =
        "claim\n  j1 is done with provocative intention\n  asserted by borea in paper\n";
    Recording(claim, "2026-01-01T00:00:00Z").into(store);
    Recording("", "2026-02-01T00:00:00Z").into(store);
    CHECK(dump(store) == "");
    Recording(claim, "2026-03-01T00:00:00Z").into(store);
    Recording(claim + "  confidence low\n", "2026-04-01T00:00:00Z").into(store);
    const std::string line = std::to_string(vocabulary_line_count() + 1);
    const std::string sentence = ": j1 is done with provocative intention borea ";
    CHECK(history_of(store, "j1") == "2026-01-01 to 2026-02-01" + sentence + "high a.obv:" + line +
                                         "\n" + "2026-03-01 to 2026-04-01 (replaced)" + sentence +
                                         "high a.obv:" + line + "\n" + "2026-04-01 (again)" +
                                         sentence + "low a.obv:" + line + "\n");
    CHECK(history_of(store, "borea") == history_of(store, "j1"));
    CHECK(history_of(store, "aldora") == "");
}

TEST_CASE("store: the order of recording does not show in what is loaded") {
    const std::string first = "claim\n  j1 is an accident\n  asserted by borea in paper\n";
    const std::string second = "claim\n  j1 is an accident\n  asserted by aldora in paper\n";
    const std::string third = "claim\n  j1 is staged\n  asserted by aldora in paper\n";
    Store store(":memory:", Store::Mode::write);
    Recording(first + second + third).into(store);
    const std::string fresh = dump(store);
    Recording(second).into(store);
    Recording(third + first + second).into(store);
    CHECK(dump(store) == fresh);
}

TEST_CASE("store: a claim stays as long as one file makes it") {
    Store store(":memory:", Store::Mode::write);
    const std::string when = "2026-01-01T00:00:00Z";
    Recording(jamming, when).into(store);
    CHECK(to_text(Recording(jamming, when, "b.obv").into(store, Channel::file)) == "+0 ~0 -0");
    CHECK(to_text(Recording("", when).into(store)) == "+0 ~0 -0");
    CHECK(dump(store) == both_voices);
    // The same file again, with less in it.
    CHECK(to_text(Recording("", when, "c.obv").into(store, Channel::file)) == "+0 ~0 -0");
    CHECK(to_text(Recording("", when, "b.obv").into(store, Channel::file)) == "+0 ~0 -2");
    CHECK(dump(store) == "");
}

TEST_CASE("store: what the workspace says goes before what a file beside it says") {
    Store store(":memory:", Store::Mode::write);
    const std::string when = "2026-01-01T00:00:00Z";
    const Recording workspace(jamming, when);
    const Recording beside(std::string(jamming) + "  confidence low\n", when, "b.obv");
    workspace.into(store);
    CHECK(to_text(beside.into(store, Channel::file)) == "+0 ~0 -0");
    CHECK(to_text(beside.into(store, Channel::file)) == "+0 ~0 -0");
    CHECK(dump(store) == both_voices);
}

TEST_CASE("store: files that were imported can be withdrawn whole") {
    Store store(":memory:", Store::Mode::write);
    const std::string when = "2026-01-01T00:00:00Z";
    Recording("", when).into(store);
    Recording(jamming, when, "b.obv").into(store, Channel::file);
    const std::vector<std::string> files = {"b.obv"};
    CHECK(store.withdraw(files, "2026-02-01T00:00:00Z") == 2);
    CHECK(store.withdraw(files) == 0);
    CHECK(dump(store) == "");
    CHECK(store.history(Schema{}, "j1").size() == 2);
    CHECK(store.history(Schema{}, "j1").front().withdrawn_at == "2026-02-01T00:00:00Z");
}

TEST_CASE("store: a phrase with other slots keeps its former claims") {
    const std::string before = R"(vocabulary v
  kind State
  phrase owns "{State} owns {count: integer} satellites"
entities
  aldora is a State
source paper "A paper"
claim
  aldora owns 7 satellites
  asserted by aldora in paper
)";
    const std::string after = R"(vocabulary v
  kind State
  phrase owns "{State} owns {many: text} satellites"
entities
  aldora is a State
source paper "A paper"
)";
    const std::string when = "2026-01-01T00:00:00Z";
    Store store(":memory:", Store::Mode::write);
    const Recording first(Recording::Verbatim{}, before, when, "b.obv");
    first.into(store, Channel::file);
    Recording second(Recording::Verbatim{}, after, when);
    second.into(store);
    Program& program = second.checking.checked.program;
    CHECK(dump(store, program) == "");
    REQUIRE(store.unreadable(program).size() == 1);
    CHECK(store.unreadable(program).front().phrase == "owns");
    CHECK(store.unreadable(program).front().count == 1);

    // A claim in the new words pushes the old ones aside; they are still there.
    Recording third(
        Recording::Verbatim{},
        after + "claim\n  aldora owns \"many\" satellites\n  asserted by aldora in paper\n", when);
    CHECK(to_text(third.into(store)) == "+1 ~0 -0");
    CHECK(dump(store, program) ==
          "aldora owns many satellites | asserted by aldora in paper | .. high\n");
    REQUIRE(store.unreadable(program).size() == 1);
    CHECK(store.unreadable(program).front().phrase == "owns (former 1)");
    CHECK(store.history(Schema{}, "aldora").size() == 2);

    // With the former words back, the former claim is read again when its file is.
    Recording fourth(Recording::Verbatim{}, before, when, "b.obv");
    CHECK(to_text(fourth.into(store, Channel::file)) == "+1 ~0 -1");
}

TEST_CASE("store: a phrase that nobody declares any more keeps its claims") {
    Store store(":memory:", Store::Mode::write);
    Recording(jamming, "2026-01-01T00:00:00Z", "b.obv").into(store, Channel::file);
    Recording other(Recording::Verbatim{}, "vocabulary v\n  kind State\n");
    Program& program = other.checking.checked.program;
    CHECK(dump(store, program) == "");
    REQUIRE(store.unreadable(program).size() == 1);
    CHECK(store.unreadable(program).front().phrase == "intent");
    CHECK(store.unreadable(program).front().count == 2);
    CHECK(dump(store) == both_voices);
}

TEST_CASE("store: only the phrases that are asked for are loaded") {
    Store store(":memory:", Store::Mode::write);
    Recording(std::string(jamming) + "claim\n  j1 is staged\n  asserted by borea in paper\n")
        .into(store);
    Checking checking(vocabulary);
    Program& program = checking.checked.program;
    const std::vector<PhraseId> phrases = {*program.schema.phrase_named("staged")};
    CHECK(store.load(program, phrases).claims.size() == 1);
    CHECK(store.load(program, {}).claims.size() == 3);
}

TEST_CASE("store: names are found by any of them") {
    Store store(":memory:", Store::Mode::write);
    Recording("").into(store);
    using Ids = std::vector<std::string>;
    CHECK(store.find("aldora") == Ids{"aldora"});
    CHECK(store.find("the ALDORANS") == Ids{"aldora"});
    CHECK(store.find("republic of aldora") == Ids{"aldora"});
    CHECK(store.find("nowhere").empty());
    CHECK(store.nearest("aldorra") == Ids{"aldora"});
    CHECK(store.names().entities.size() == 5);
    REQUIRE(store.names().speakers.size() == 1);
    CHECK(store.names().speakers.front().id == "borea-mod");
    REQUIRE(store.names().sources.size() == 1);
    CHECK(store.names().sources.front().label == "A paper");
}

TEST_CASE("store: entities that the workspace drops are gone, those of a file beside it stay") {
    Store store(":memory:", Store::Mode::write);
    const std::string when = "2026-01-01T00:00:00Z";
    Recording("entities\n  k2 is a Behaviour labelled \"Second\"\n", when).into(store);
    Recording("entities\n  k3 is a Behaviour\n", when, "b.obv").into(store, Channel::file);
    CHECK(store.find("second").size() == 1);
    Recording("", when).into(store);
    CHECK(store.find("second").empty());
    CHECK(store.find("k3").size() == 1);
}
