#include "engine/model/sentence.h"

#include <doctest/doctest.h>

using namespace obverse;

TEST_CASE("sentence: phrases, relations, patterns, labels and ids") {
    Program program;
    Kind state;
    state.name = "State";
    Kind behaviour;
    behaviour.name = "Behaviour";
    Kind orbit;
    orbit.name = "Orbit";
    orbit.values = {program.symbols.intern("borea"), program.symbols.intern("none")};
    orbit.none = orbit.values.back();
    program.schema.kinds = {state, behaviour, orbit};
    Phrase threat;
    threat.name = "threat";
    threat.pieces = {1U, "is", "a", "threat", "to", 0U};
    threat.slots = {{"victim", ColumnType::symbol, KindId{0}},
                    {"behaviour", ColumnType::symbol, KindId{1}}};
    Phrase edge;
    edge.name = "edge";
    edge.slots = {{"from", ColumnType::integer, std::nullopt},
                  {"to", ColumnType::integer, std::nullopt}};
    Phrase flies;
    flies.name = "flies";
    flies.pieces = {0U, "flies", "in", 1U, "orbit"};
    flies.slots = {{"state", ColumnType::symbol, KindId{0}},
                   {"orbit", ColumnType::symbol, KindId{2}}};
    program.schema.phrases = {threat, edge, flies};
    const SymbolId borea = program.symbols.intern("borea");
    const SymbolId j1 = program.symbols.intern("j1");
    ClaimSet record;
    record.entities[borea] = {
        .id = borea, .kinds = {}, .label = "Republic of Borea", .aliases = {}};

    CHECK(pattern_text(program.schema, threat) == "{Behaviour} is a threat to {victim: State}");
    const std::vector<Word> row = {to_word(borea), to_word(j1)};
    CHECK(sentence(program, PhraseId{0}, row, record) == "j1 is a threat to Republic of Borea");
    CHECK(sentence(program, PhraseId{0}, row, record, NameStyle::id) == "j1 is a threat to borea");
    // A value may be spelt like the id of an entity.
    const std::vector<Word> alike = {to_word(borea), to_word(borea)};
    CHECK(sentence(program, PhraseId{2}, alike, record) ==
          "Republic of Borea flies in borea orbit");
    const std::vector<Word> empty = {to_word(borea), to_word(*orbit.none)};
    CHECK(sentence(program, PhraseId{2}, empty, record) == "Republic of Borea flies in no orbit");
    CHECK(sentence(program, PhraseId{2}, empty, record, NameStyle::id) ==
          "borea flies in none orbit");
    const std::vector<Word> pair = {to_word(std::int64_t{1}), to_word(std::int64_t{-2})};
    CHECK(sentence(program, PhraseId{1}, pair, record) == "edge(1, -2)");

    const std::vector<VariableInfo> variables = {{"State V", ColumnType::symbol, KindId{0}, ""}};
    const Literal literal{Polarity::no_record,
                          {PhraseId{0}, {Variable{0}, Value{ColumnType::symbol, to_word(j1)}}, {}}};
    CHECK(sentence(program, literal, variables) ==
          "there is no record that j1 is a threat to State V");
}
