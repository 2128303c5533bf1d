#pragma once

#include "engine/eval/database.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace obverse::eval {

/// Cells of one column: 32 bits for symbols, 64 for the rest.
class Column {
public:
    explicit Column(ColumnType type) : is_narrow_(type == ColumnType::symbol) {}

    Word at(RowId row) const { return is_narrow_ ? narrow_[row] : wide_[row]; }
    void push(Word word) {
        if (is_narrow_) {
            narrow_.push_back(static_cast<std::uint32_t>(word));
        } else {
            wide_.push_back(word);
        }
    }
    bool is_narrow() const { return is_narrow_; }
    std::size_t byte_count() const {
        return narrow_.capacity() * sizeof(std::uint32_t) + wide_.capacity() * sizeof(Word);
    }

private:
    bool is_narrow_;
    std::vector<std::uint32_t> narrow_;
    std::vector<Word> wide_;
};

/// The rows that agree in some columns, as chains through the row ids: `next` of a row is an
/// earlier row whose key falls into the same bucket.
class Index {
public:
    static constexpr RowId none = 0xffffffffU;

    explicit Index(std::vector<std::uint32_t> columns) : columns_(std::move(columns)) {}

    const std::vector<std::uint32_t>& columns() const { return columns_; }
    /// The latest row of the bucket of a key; the caller compares the cells.
    RowId first(std::span<const Word> key) const;
    RowId next(RowId row) const { return next_[row]; }
    /// Takes in the rows that were added since the last call.
    void catch_up(const Relation& relation);
    std::size_t byte_count() const {
        return (heads_.capacity() + next_.capacity()) * sizeof(RowId);
    }

private:
    void rebuild(const Relation& relation, std::size_t buckets);
    void link(const Relation& relation, RowId row);

    std::vector<std::uint32_t> columns_;
    std::vector<RowId> heads_;  // a power of two of them
    std::vector<RowId> next_;
    std::vector<Word> key_;  // scratch
};

/// Distinct rows in the order of adding, in columns. A row's id never changes. Rounds of an
/// evaluation are ranges of ids: nothing is moved between old, last and new rows.
class Relation {
public:
    explicit Relation(std::vector<ColumnType> types);

    std::size_t width() const { return columns_.size(); }
    std::size_t size() const { return size_; }
    Word cell(RowId row, std::size_t column) const { return columns_[column].at(row); }
    Stamp stamp(RowId row) const { return stamps_[row]; }

    /// False when the row is there already.
    bool insert(std::span<const Word> row, Stamp stamp);
    std::optional<RowId> find(std::span<const Word> row) const;
    bool equals(RowId row, std::span<const std::uint32_t> columns, std::span<const Word> key) const;

    /// The index over these columns, made when it is first asked for and brought up to date: a help
    /// to look-up, no part of what is stored.
    const Index& index(const std::vector<std::uint32_t>& columns) const;
    const Index* find_index(const std::vector<std::uint32_t>& columns) const;
    std::size_t byte_count() const;

private:
    struct Slot {
        std::uint32_t tag = 0;
        RowId row = Index::none;
    };
    void grow();
    /// The slot that holds the row, or the free one where it belongs.
    std::size_t slot_of(std::span<const Word> row, std::uint64_t hash) const;

    std::vector<Column> columns_;
    std::vector<Stamp> stamps_;
    std::vector<Slot> slots_;
    mutable std::vector<std::unique_ptr<Index>> indexes_;
    std::size_t size_ = 0;
};

std::uint64_t hash_of(std::span<const Word> words);

}  // namespace obverse::eval
