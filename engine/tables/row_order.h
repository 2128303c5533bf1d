#pragma once

#include "engine/base/symbol_table.h"
#include "engine/eval/relation.h"

#include <cstdint>
#include <vector>

namespace obverse {

/// Turns the cells of a column into numbers from 0 that order as the cells do, and back: texts in
/// the order of their bytes, the rest by size.
class CellOrder {
public:
    CellOrder(const eval::Column& column, eval::RowId size, const SymbolTable& symbols);

    std::uint64_t number(Word cell) const;
    Word cell(std::uint64_t number) const;
    /// So many bits hold every number.
    unsigned bits() const { return bits_; }

private:
    void rank(const eval::Column& column, eval::RowId size, const SymbolTable& symbols);

    ColumnType type_;
    std::uint64_t least_ = 0;
    unsigned bits_ = 0;
    std::vector<std::uint32_t> symbols_;  // of a column of texts, in order
    std::vector<std::uint32_t> ranks_;    // by symbol
};

/// The rows of a relation by their cells from left to right. Rows whose numbers pack into 64 bits
/// are sorted as words, by radix.
class SortedRows {
public:
    SortedRows(const eval::Relation& relation, const SymbolTable& symbols);

    /// The cell of the row that is number `place` in the order.
    Word cell(eval::RowId place, std::size_t column) const;

private:
    const eval::Relation& relation_;
    std::vector<CellOrder> columns_;
    std::vector<unsigned> shifts_;       // where the number of each column begins in a word
    std::vector<std::uint64_t> packed_;  // the rows as words, or
    std::vector<eval::RowId> rows_;      // their ids
};

}  // namespace obverse
