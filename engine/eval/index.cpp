#include "engine/eval/index.h"

#include "engine/base/invariant.h"
#include "engine/eval/hash.h"
#include "engine/eval/relation.h"

#include <algorithm>

namespace obverse::eval {

namespace {

constexpr RowId few_rows = 32;  // so many rows on chains are always welcome
constexpr std::size_t least_slots = 16;

/// Integers in order as unsigned words, so that near keys have near places.
std::uint64_t single_key(Word word) {
    return word ^ (std::uint64_t{1} << 63U);
}

std::uint64_t pair_key(std::uint32_t high, std::uint32_t low) {
    return (static_cast<std::uint64_t>(high) << 32U) | low;
}

}  // namespace

std::size_t Index::byte_count() const {
    return rows_.byte_count() + next_.byte_count() + groups_.byte_count() + slots_.byte_count() +
           table_.byte_count() + representatives_.byte_count();
}

void Index::catch_up(const Relation& relation, RowId end) {
    const bool is_stale = relation_ != &relation || layout_ != relation.layout();
    if (!is_stale && end <= end_) return;
    relation_ = &relation;
    layout_ = relation.layout();
    if (is_stale || end - sealed_end_ > std::max(sealed_end_, few_rows)) {
        seal(relation, end);
    } else {
        append(relation, end);
    }
}

std::uint64_t Index::key_of_row(const Relation& relation, RowId row) const {
    if (columns_.size() == 1) return single_key(relation.column(columns_[0]).at(row));
    return pair_key(relation.column(columns_[0]).code_at(row),
                    relation.column(columns_[1]).code_at(row));
}

std::uint32_t Index::new_group() {
    groups_.push_back(Group{});
    return static_cast<std::uint32_t>(groups_.size() - 1);
}

/// Dense when the keys lie so close that a place for each takes no more than a hash table would.
void Index::choose_directory(const Relation& relation, RowId end) {
    groups_.clear();
    slots_ = GrowingArray<Slot>();
    mask_ = 0;
    table_.clear();
    representatives_.clear();
    const bool has_pair_key = columns_.size() == 2 && relation.column(columns_[0]).is_narrow() &&
                              relation.column(columns_[1]).is_narrow();
    if (columns_.size() > 1 && !has_pair_key) {
        directory_ = Directory::wide;
        return;
    }
    directory_ = Directory::hashed;
    if (columns_.size() > 1 || prefers_hash_ || end == 0) return;
    std::uint64_t least = key_of_row(relation, 0);
    std::uint64_t greatest = least;
    for (RowId row = 1; row < end; ++row) {
        const std::uint64_t key = key_of_row(relation, row);
        least = std::min(least, key);
        greatest = std::max(greatest, key);
    }
    constexpr std::uint64_t places_for_a_row = 3;
    if (greatest - least > places_for_a_row * end + few_rows) return;
    directory_ = Directory::dense;
    least_key_ = least;
    groups_.assign(static_cast<std::size_t>(greatest - least) + 1, Group{});
}

/// Counting sort of the rows by group.
void Index::seal(const Relation& relation, RowId end) {
    choose_directory(relation, end);
    GrowingArray<std::uint32_t> group_of;
    group_of.resize(end);
    for (RowId row = 0; row < end; ++row) {
        group_of[row] = group_of_row(relation, row);
        ++groups_[group_of[row]].length;
    }
    RowId begin = 0;
    for (Group& group : groups_) {
        group.begin = begin;
        begin += group.length;
        group.length = 0;
    }
    rows_.resize(end);
    for (RowId row = 0; row < end; ++row) {
        Group& group = groups_[group_of[row]];
        rows_[group.begin + group.length++] = row;
    }
    next_.clear();
    sealed_end_ = end_ = end;
}

void Index::append(const Relation& relation, RowId end) {
    for (RowId row = end_; row < end; ++row) {
        const std::uint32_t group = group_of_row(relation, row);
        if (group == no_group) {
            prefers_hash_ = true;
            return seal(relation, end);
        }
        next_.push_back(groups_[group].head);
        groups_[group].head = row;
    }
    end_ = end;
}

/// The group of a row, made when there is none; no_group when a dense directory has no place.
std::uint32_t Index::group_of_row(const Relation& relation, RowId row) {
    if (directory_ == Directory::wide) return group_of_wide(relation, row);
    const std::uint64_t key = key_of_row(relation, row);
    if (directory_ == Directory::hashed) return group_of_key(key);
    const std::uint64_t place = key - least_key_;
    return place < groups_.size() ? static_cast<std::uint32_t>(place) : no_group;
}

std::uint32_t Index::group_of_key(std::uint64_t key) {
    if ((groups_.size() + 1) * 2 > slots_.size()) grow_slots();
    std::size_t slot = static_cast<std::size_t>(mix(key)) & mask_;
    while (slots_[slot].group != no_group) {
        if (slots_[slot].key == key) return slots_[slot].group;
        slot = (slot + 1) & mask_;
    }
    slots_[slot] = {key, new_group()};
    return slots_[slot].group;
}

void Index::grow_slots() {
    GrowingArray<Slot> old = std::move(slots_);
    slots_ = GrowingArray<Slot>();
    slots_.assign(std::max(old.size() * 2, least_slots), Slot{0, no_group});
    mask_ = slots_.size() - 1;
    for (const Slot entry : old) {
        if (entry.group == no_group) continue;
        std::size_t slot = static_cast<std::size_t>(mix(entry.key)) & mask_;
        while (slots_[slot].group != no_group) slot = (slot + 1) & mask_;
        slots_[slot] = entry;
    }
}

std::uint32_t Index::group_of_wide(const Relation& relation, RowId row) {
    std::uint64_t hash = 0;
    for (const std::uint32_t c : columns_) hash = mix(hash, relation.column(c).at(row));
    const auto equals = [&](std::uint32_t group) {
        return std::all_of(columns_.begin(), columns_.end(), [&](std::uint32_t c) {
            return relation.column(c).at(representatives_[group]) == relation.column(c).at(row);
        });
    };
    const std::uint32_t found = table_.find(hash, equals);
    if (found != RowTable::none) return found;
    representatives_.push_back(row);
    table_.insert(hash, new_group());
    return static_cast<std::uint32_t>(groups_.size() - 1);
}

std::uint32_t Index::lookup(std::uint64_t key) const {
    if (slots_.empty()) return no_group;
    for (std::size_t slot = static_cast<std::size_t>(mix(key)) & mask_;
         slots_[slot].group != no_group; slot = (slot + 1) & mask_) {
        if (slots_[slot].key == key) return slots_[slot].group;
    }
    return no_group;
}

void Index::find(std::span<const Word* const> keys, std::uint32_t count,
                 std::uint32_t* groups) const {
    invariant(keys.size() == columns_.size());
    if (directory_ == Directory::wide) return find_wide(keys, count, groups);
    if (directory_ == Directory::dense) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t place = single_key(keys[0][i]) - least_key_;
            groups[i] = place < groups_.size() ? static_cast<std::uint32_t>(place) : no_group;
        }
        return;
    }
    if (columns_.size() == 1) {
        if (!slots_.empty()) {
            for (std::uint32_t i = 0; i < count; ++i) {
                prefetch(&slots_[static_cast<std::size_t>(mix(single_key(keys[0][i]))) & mask_]);
            }
        }
        for (std::uint32_t i = 0; i < count; ++i) groups[i] = lookup(single_key(keys[0][i]));
        return;
    }
    const Column& high = relation_->column(columns_[0]);
    const Column& low = relation_->column(columns_[1]);
    if (!slots_.empty()) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t key =
                pair_key(high.encode_unchecked(keys[0][i]), low.encode_unchecked(keys[1][i]));
            prefetch(&slots_[static_cast<std::size_t>(mix(key)) & mask_]);
        }
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto first = high.encode(keys[0][i]);
        const auto second = low.encode(keys[1][i]);
        groups[i] = first && second ? lookup(pair_key(*first, *second)) : no_group;
    }
}

void Index::find_wide(std::span<const Word* const> keys, std::uint32_t count,
                      std::uint32_t* groups) const {
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint64_t hash = 0;
        for (const Word* key : keys) hash = mix(hash, key[i]);
        groups[i] = table_.find(hash, [&](std::uint32_t group) {
            for (std::size_t k = 0; k < columns_.size(); ++k) {
                if (relation_->column(columns_[k]).at(representatives_[group]) != keys[k][i]) {
                    return false;
                }
            }
            return true;
        });
    }
}

RowId Index::first(std::uint32_t group, RowId end) const {
    const std::span<const RowId> rows = sealed(group);
    if (!rows.empty()) return rows.front() < end ? rows.front() : no_row;
    for (RowId row = chain(group); row != no_row; row = next(row)) {
        if (row < end) return row;
    }
    return no_row;
}

}  // namespace obverse::eval
