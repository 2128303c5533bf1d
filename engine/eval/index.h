#pragma once

#include "engine/base/value.h"
#include "engine/eval/growing_array.h"
#include "engine/eval/row_id.h"
#include "engine/eval/row_table.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace obverse::eval {

class Relation;

/// The rows of a relation by the values of some columns. Rows that were there when the index was
/// last sealed lie together by key; later ones hang on chains, newest first, until they are as many
/// as the sealed ones and all are sealed again.
class Index {
public:
    static constexpr std::uint32_t no_group = 0xFFFFFFFF;

    explicit Index(std::span<const std::uint32_t> columns)
        : columns_(columns.begin(), columns.end()) {}

    const std::vector<std::uint32_t>& columns() const { return columns_; }
    std::size_t byte_count() const;

    /// Takes in the rows up to `end`.
    void catch_up(const Relation& relation, RowId end);

    /// The group of each key (`keys[k][i]` belongs to columns()[k]), or `no_group`.
    void find(std::span<const Word* const> keys, std::uint32_t count, std::uint32_t* groups) const;

    /// The sealed rows of a group, ascending.
    std::span<const RowId> sealed(std::uint32_t group) const {
        const Group& found = groups_[group];
        return {rows_.data() + found.begin, found.length};
    }
    /// The first row on the chain of a group, and the one after another, or `no_row`.
    RowId chain(std::uint32_t group) const { return groups_[group].head; }
    RowId next(RowId row) const { return next_[row - sealed_end_]; }

    /// Some row of the group before `end`, or no_row.
    RowId first(std::uint32_t group, RowId end) const;
    /// The groups there are, empty ones included.
    std::size_t group_count() const { return groups_.size(); }

private:
    struct Group {
        RowId begin = 0;
        std::uint32_t length = 0;
        RowId head = no_row;
    };
    enum class Directory : std::uint8_t { dense, hashed, wide };
    struct Slot {
        std::uint64_t key;
        std::uint32_t group;  // no_group: empty
    };

    void choose_directory(const Relation& relation, RowId end);
    void seal(const Relation& relation, RowId end);
    void append(const Relation& relation, RowId end);
    std::uint32_t group_of_row(const Relation& relation, RowId row);
    std::uint32_t group_of_key(std::uint64_t key);
    std::uint32_t group_of_wide(const Relation& relation, RowId row);
    std::uint64_t key_of_row(const Relation& relation, RowId row) const;
    std::uint32_t lookup(std::uint64_t key) const;
    void grow_slots();
    std::uint32_t new_group();
    void find_wide(std::span<const Word* const> keys, std::uint32_t count,
                   std::uint32_t* groups) const;

    std::vector<std::uint32_t> columns_;
    const Relation* relation_ = nullptr;
    std::uint32_t layout_ = 0;
    Directory directory_ = Directory::hashed;
    bool prefers_hash_ = false;
    RowId sealed_end_ = 0;
    RowId end_ = 0;
    GrowingArray<RowId> rows_;  // the sealed ones, by group
    GrowingArray<RowId> next_;  // of the rows after them
    GrowingArray<Group> groups_;
    std::uint64_t least_key_ = 0;  // of a dense directory: the key of group 0
    GrowingArray<Slot> slots_;     // of a hashed one
    std::size_t mask_ = 0;
    RowTable table_;                       // of a wide one
    GrowingArray<RowId> representatives_;  // of its groups: a row with the key
};

}  // namespace obverse::eval
