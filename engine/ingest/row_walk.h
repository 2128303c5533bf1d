#pragma once

#include "engine/ingest/mapping.h"

#include <functional>
#include <map>
#include <optional>
#include <string_view>

namespace obverse {

/// Goes through the lines of an import block for one row: guards, loops, and what to do. Knows what
/// each cell holds there, and remembers which columns were of use.
class RowWalk {
public:
    RowWalk(Mapping& mapping, std::size_t row) : mapping_(mapping), row_(row) {}

    using OnEntity = std::function<void(const ImportEntity&)>;
    using OnStatement = std::function<void(const ImportStatement&)>;
    void go(const OnEntity& on_entity, const OnStatement& on_statement);

    /// The text of a cell, without spaces at the ends; of a constant, its symbol.
    std::string text(const ImportTerm& term, const SymbolTable& symbols);
    std::vector<std::string> list(const ImportTerm& term, const SymbolTable& symbols);
    /// Where to point for a term: its cell, or the row.
    FilePlace place(const ImportTerm& term) const;
    FilePlace row_place() const;
    Confidence confidence();
    void read_notes();

private:
    void go(const std::vector<ImportLine>& lines, const OnEntity& on_entity,
            const OnStatement& on_statement);
    void go(const ImportLine& line, const OnEntity& on_entity, const OnStatement& on_statement);
    bool holds(const ImportTest& test, bool reads_always);
    std::string cell(CellId id, bool reads);
    std::optional<std::size_t> column_of(CellId id) const;

    Mapping& mapping_;
    std::size_t row_;
    std::map<std::uint32_t, std::string> loops_;  // entries of the lists that are gone through
    std::map<std::uint32_t, CellId> lists_;       // which list each is of
};

/// The entries of a list in a cell: split at `;`, without spaces at the ends and empty entries.
std::vector<std::string> split_list(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace obverse
