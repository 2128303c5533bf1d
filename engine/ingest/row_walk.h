#pragma once

#include "engine/ingest/csv.h"
#include "engine/ingest/table_use.h"
#include "engine/model/import.h"

#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace obverse {

/// Where the cells of an import block stand in a row: for each cell that is a column, its place.
using ColumnPlaces = std::vector<std::size_t>;
/// The place of a column that the table does not have. Lines that need it are passed over.
inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// Goes through the lines of an import block for one row: guards, loops, and what to do. Knows what
/// each cell holds there, and notes which values are made use of.
class RowWalk {
public:
    enum class Counts : std::uint8_t { no, yes };
    RowWalk(const Import& import, const ColumnPlaces& columns, const CsvRow& row, TableUse& use,
            const SymbolTable& symbols, Counts counts);

    using OnEntity = std::function<void(const ImportEntity&)>;
    using OnStatement = std::function<void(const ImportStatement&)>;
    void go(const OnEntity& on_entity, const OnStatement& on_statement);

    /// The text of a cell, without spaces at the ends; of a constant, its symbol. Marks it as read.
    std::string_view text(const ImportTerm& term);
    /// The entries of a cell that is a list; a constant is one entry.
    std::vector<std::string_view> list(const ImportTerm& term);
    /// Where to point for a term: its cell, or the row.
    Spot spot(const ImportTerm& term) const;
    Confidence confidence();
    /// Marks the cells of a line that is passed over as read.
    void pass_over(const ImportStatement& statement);
    void pass_over(const ImportEntity& entity);
    /// Marks all cells as read: what is wrong with the row is told already.
    void mark_all();

private:
    /// What a cell holds: an entry of a list, or the text of a column.
    struct Held {
        std::string_view text;
        std::optional<std::size_t> column;
    };
    struct Entry {
        std::string_view text;
        TableUse::Value* value = nullptr;
        CellId list;
    };

    void go(const std::vector<ImportLine>& lines, const OnEntity& on_entity,
            const OnStatement& on_statement);
    void go(const ImportLine& line, const OnEntity& on_entity, const OnStatement& on_statement);
    void act(const ImportLine& line, const OnEntity& on_entity, const OnStatement& on_statement);
    bool holds(const ImportTest& test);
    bool passes(const ImportLine& line);
    bool misses(CellId id) const;
    bool misses(const ImportTerm& term) const;
    bool misses(const ImportLine& line) const;
    Held held(CellId id) const;
    void mark(CellId id);
    void mark(const ImportTerm& term);
    void pass_over(const ImportLine& line);

    const Import& import_;
    const ColumnPlaces& columns_;
    const CsvRow& row_;
    TableUse& use_;
    const SymbolTable& symbols_;
    Counts counts_;
    bool has_all_;
    std::vector<TableUse::Value*> values_;  // of the cells of the row
    std::map<CellId, Entry> entries_;       // of the lists that are gone through
};

/// The text without spaces at the ends.
std::string_view trimmed(std::string_view text);
/// The entries of a list in a cell: split at `;`, without spaces at the ends and empty entries.
std::vector<std::string_view> split_list(std::string_view text);

}  // namespace obverse
