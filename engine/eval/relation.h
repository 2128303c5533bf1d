#pragma once

#include "engine/eval/column.h"
#include "engine/eval/index.h"
#include "engine/eval/packed_set.h"
#include "engine/eval/row_table.h"
#include "engine/eval/stamp.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace obverse::eval {

/// Rows as columns: `columns[c][i]` is the cell of row i in column c.
using ColumnPointers = std::span<const Word* const>;

/// Distinct rows in the order of their derivation. What rounds call old, new and all are ranges of
/// row ids: nothing is copied between them.
class Relation {
public:
    explicit Relation(std::span<const ColumnType> types);

    RowId size() const { return size_; }
    std::size_t width() const { return columns_.size(); }
    const Column& column(std::size_t index) const { return columns_[index]; }
    std::size_t byte_count() const;
    /// Bytes that so many more rows would have it take at once, beside what it takes now.
    std::size_t growth_for(std::size_t rows) const {
        return packed_.growth_for(rows) + table_.growth_for(rows);
    }

    /// Adds the rows of a batch (at most `most_batch`) that are not there yet, in order, with the
    /// stamp; returns how many.
    static constexpr std::uint32_t most_batch = 1024;
    std::uint32_t add(ColumnPointers rows, std::uint32_t count, Stamp stamp);

    /// Sets found[i] to 1 or 0: whether each of the rows is there.
    void find(ColumnPointers rows, std::uint32_t count, std::uint8_t* found) const;
    std::optional<RowId> find(std::span<const Word> row) const;
    Stamp stamp(RowId row) const;

    /// The index by these columns (ascending, at least one), made when first asked for. It covers
    /// the rows that are visible.
    Index& index(std::span<const std::uint32_t> columns) const;

    /// Rows before `old_end` were there before the last round; those up to `visible_end` came in
    /// it; the rest is of the round that runs.
    RowId old_end() const { return old_end_; }
    RowId visible_end() const { return visible_end_; }
    /// Ends a round: what it added becomes new, what was new becomes old. False if it added none.
    bool advance() {
        old_end_ = visible_end_;
        visible_end_ = size_;
        return old_end_ != visible_end_;
    }
    /// All rows become visible, and old.
    void settle() { old_end_ = visible_end_ = size_; }

    /// About how many values the column holds, from a sample.
    double distinct(std::size_t column) const;

    /// Grows when a column is widened: indexes then start afresh.
    std::uint32_t layout() const { return layout_; }

private:
    struct Run {  // rows from `first` on have this stamp
        RowId first;
        Stamp stamp;
    };
    bool is_packed() const;
    void pack(ColumnPointers rows, std::uint32_t count, std::uint64_t* words) const;
    void widen_for(ColumnPointers rows, std::uint32_t count);
    void rebuild_set();
    void repack();
    std::uint32_t add_packed(ColumnPointers rows, std::uint32_t count);
    std::uint32_t add_hashed(ColumnPointers rows, std::uint32_t count);
    bool row_equals(RowId row, ColumnPointers rows, std::uint32_t i) const;

    std::vector<Column> columns_;
    RowId size_ = 0;
    RowId old_end_ = 0;
    RowId visible_end_ = 0;
    std::uint32_t layout_ = 0;
    PackedSet packed_;  // while a row fits 64 bits
    RowTable table_;    // otherwise
    std::vector<Run> runs_;
    mutable std::vector<std::unique_ptr<Index>> indexes_;
    struct Sample {
        RowId size = 0;
        double distinct = 1;
    };
    mutable std::vector<Sample> samples_;
};

}  // namespace obverse::eval
