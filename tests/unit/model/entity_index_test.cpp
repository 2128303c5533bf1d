#include "engine/model/entity_index.h"

#include "engine/model/event_name.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

namespace {

struct Fixture {
    SymbolTable symbols;
    Schema schema;
    ClaimSet record;
    EntityIndex index;

    SymbolId add(const std::string& id, const std::string& label,
                 const std::vector<std::string>& aliases = {}) {
        const SymbolId symbol = symbols.intern(id);
        record.entities[symbol] = {
            .id = symbol, .kinds = {KindId{0}}, .label = label, .aliases = aliases};
        index.add(record.entities[symbol], symbols);
        return symbol;
    }
    std::string found(const std::string& name) const {
        std::string text;
        for (const SymbolId id : index.find(name)) {
            text += (text.empty() ? "" : " ") + std::string(symbols.text(id));
        }
        return text;
    }
};

}  // namespace

TEST_CASE("entity index: names are found without case, article, punctuation and accents") {
    Fixture fixture;
    fixture.add("usa", "United States of America", {"the United States", "U.S."});
    fixture.add("esa", "Agence spatiale européenne");
    fixture.add("ring-1", "Ring");
    fixture.add("ring-2", "the Ring");
    struct Case {
        const char* name;
        const char* ids;
    };
    const Case cases[] = {
        {"USA", "usa"},
        {"united states", "usa"},
        {"The United States of America", "usa"},
        {"agence spatiale EUROPEENNE", "esa"},
        {"ring", "ring-1 ring-2"},
        {"ring-2", "ring-2"},
        {"Atlantis", ""},
        {"", ""},
    };
    for (const Case& c : cases) {
        const std::string name = c.name;
        CAPTURE(name);
        CHECK(fixture.found(name) == c.ids);
    }
    CHECK(fixture.index.nearest("Untied States") == std::vector<std::string>{"usa"});
    CHECK(fixture.index.longest_name() == 5);
}

TEST_CASE("entity index: adding an entity again adds to it") {
    Fixture fixture;
    const SymbolId id = fixture.add("usa", "United States");
    fixture.index.add({.id = id, .kinds = {KindId{1}}, .label = {}, .aliases = {"America"}},
                      fixture.symbols);
    CHECK(fixture.found("america") == "usa");
    CHECK(fixture.index.kinds_of(id).size() == 2);
    CHECK(fixture.index.size() == 1);
}

TEST_CASE("entity index: an event answers to year, actor and object in any order") {
    Fixture fixture;
    Kind kind;
    for (const char* name : {"Behaviour", "Actor", "Object"}) {
        kind.name = name;
        fixture.schema.kinds.push_back(kind);
    }
    Phrase happened;
    happened.slots = {{"behaviour", ColumnType::symbol, KindId{0}},
                      {"day", ColumnType::date, std::nullopt}};
    happened.dates_events = true;
    Phrase carried;
    carried.slots = {{"actor", ColumnType::symbol, KindId{1}},
                     {"behaviour", ColumnType::symbol, KindId{0}}};
    Phrase destroyed;
    destroyed.slots = {{"behaviour", ColumnType::symbol, KindId{0}},
                       {"object", ColumnType::symbol, KindId{2}}};
    fixture.schema.phrases = {happened, carried, destroyed};
    const SymbolId event = fixture.add("e1", "Test of November");
    const SymbolId other = fixture.add("e2", "Other test");
    const SymbolId russia = fixture.add("rus", "Russian Federation", {"Russian"});
    const SymbolId cosmos = fixture.add("c1408", "Cosmos 1408");
    const auto claim = [&](std::uint32_t phrase, Word first, Word second) {
        Claim made;
        made.phrase = PhraseId{phrase};
        made.arguments = {first, second};
        fixture.record.claims.push_back(made);
    };
    claim(0, to_word(event), to_word(*parse_date("2021-11-15")));
    claim(1, to_word(russia), to_word(event));
    claim(2, to_word(event), to_word(cosmos));
    claim(0, to_word(other), to_word(*parse_date("2020")));
    EventName pattern;
    pattern.pieces = {{"year", true}, {" ", false}, {"object", true}, {" test", false}};
    EventName by_actor;
    by_actor.pieces = {{"year", true}, {" ", false}, {"actor", true}, {" test", false}};
    const std::vector<EventName> patterns = {pattern, by_actor};
    add_event_names(fixture.index, fixture.record, fixture.schema, fixture.symbols, patterns);
    CHECK(fixture.found("the 2021 Cosmos 1408 test") == "e1");
    CHECK(fixture.found("Cosmos 1408 test, 2021") == "e1");
    CHECK(fixture.found("Russian test 2021") == "e1");
    CHECK(fixture.found("2020 Cosmos 1408 test") == "");
}
