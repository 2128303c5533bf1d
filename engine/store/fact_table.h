#pragma once

#include "engine/model/program.h"
#include "engine/store/connection.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace obverse {

/// A phrase as the graph knows it: a table of facts, one row a claim, with a column for each slot,
/// and a view that joins to it who says so.
struct FactTable {
    struct Column {
        std::string role;
        std::string name;
        ColumnType type = ColumnType::symbol;
        std::string kind;  // empty for text, numbers and dates
    };
    std::string phrase;
    std::string pattern;
    std::string table;
    std::string view;
    std::vector<Column> columns;

    /// True when the facts can be read as arguments of the phrase: the same roles and types.
    bool fits(const Phrase& declared) const;
    /// `"behaviour", "intention", `, each after `prefix`.
    std::string column_list(std::string_view prefix = {}) const;
};

/// All phrases that the graph holds facts of, by their ids.
std::map<std::string, FactTable, std::less<>> fact_tables(Connection& connection);

/// The fact table of a declared phrase, made when there is none. When the phrase had other slots
/// before, its facts are kept under a former name, which no declared phrase can have.
const FactTable& ensure_fact_table(Connection& connection, const Schema& schema,
                                   const Phrase& phrase,
                                   std::map<std::string, FactTable, std::less<>>& tables);

void bind_argument(Statement& statement, int index, ColumnType type, Word word,
                   const SymbolTable& symbols);
Word read_argument(const Statement& statement, int column, ColumnType type, SymbolTable& symbols);
/// An argument that was read or is to be bound, as a text that only an equal argument has.
std::string argument_key(ColumnType type, Word word, const SymbolTable& symbols);
std::string argument_key(const Statement& statement, int column, ColumnType type);

}  // namespace obverse
