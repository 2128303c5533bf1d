#include "engine/model/sentence.h"

#include <doctest/doctest.h>

using namespace obverse;

TEST_CASE("sentence: phrases, relations, patterns, labels and ids") {
    Program program;
    Kind state;
    state.name = "State";
    Kind behaviour;
    behaviour.name = "Behaviour";
    program.schema.kinds = {state, behaviour};
    Phrase threat;
    threat.name = "threat";
    threat.pieces = {1U, "is", "a", "threat", "to", 0U};
    threat.slots = {{"victim", ColumnType::symbol, KindId{0}},
                    {"behaviour", ColumnType::symbol, KindId{1}}};
    Phrase edge;
    edge.name = "edge";
    edge.slots = {{"from", ColumnType::integer, std::nullopt},
                  {"to", ColumnType::integer, std::nullopt}};
    program.schema.phrases = {threat, edge};
    const SymbolId borea = program.symbols.intern("borea");
    const SymbolId j1 = program.symbols.intern("j1");
    ClaimSet record;
    record.entities[borea] = {
        .id = borea, .kinds = {}, .label = "Republic of Borea", .aliases = {}};

    CHECK(pattern_text(program.schema, threat) == "{Behaviour} is a threat to {victim: State}");
    const std::vector<Word> row = {to_word(borea), to_word(j1)};
    CHECK(sentence(program, PhraseId{0}, row, record) == "j1 is a threat to Republic of Borea");
    CHECK(sentence(program, PhraseId{0}, row, record, NameStyle::id) == "j1 is a threat to borea");
    const std::vector<Word> pair = {to_word(std::int64_t{1}), to_word(std::int64_t{-2})};
    CHECK(sentence(program, PhraseId{1}, pair, record) == "edge(1, -2)");

    const std::vector<VariableInfo> variables = {{"State V", ColumnType::symbol, KindId{0}, ""}};
    const Literal literal{Polarity::no_record,
                          {PhraseId{0}, {Variable{0}, Value{ColumnType::symbol, to_word(j1)}}, {}}};
    CHECK(sentence(program, literal, variables) ==
          "there is no record that j1 is a threat to State V");
}
