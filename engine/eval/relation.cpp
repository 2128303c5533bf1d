#include "engine/eval/relation.h"

#include "engine/base/invariant.h"

#include <algorithm>

namespace obverse::eval {

namespace {

constexpr std::uint64_t mixed(std::uint64_t word) {
    word ^= word >> 32U;
    word *= 0xd6e8feb86659fd93ULL;
    word ^= word >> 32U;
    word *= 0xd6e8feb86659fd93ULL;
    return word ^ (word >> 32U);
}

}  // namespace

std::uint64_t hash_of(std::span<const Word> words) {
    std::uint64_t hash = words.size();
    for (const Word word : words) hash = mixed(hash + 0x9e3779b97f4a7c15ULL + word);
    return hash;
}

RowId Index::first(std::span<const Word> key) const {
    if (heads_.empty()) return none;
    return heads_[hash_of(key) & (heads_.size() - 1)];
}

void Index::link(const Relation& relation, RowId row) {
    key_.clear();
    for (const std::uint32_t column : columns_) key_.push_back(relation.cell(row, column));
    RowId& head = heads_[hash_of(key_) & (heads_.size() - 1)];
    next_[row] = head;
    head = row;
}

void Index::rebuild(const Relation& relation, std::size_t buckets) {
    heads_.assign(buckets, none);
    for (RowId row = 0; row < next_.size(); ++row) link(relation, row);
}

void Index::catch_up(const Relation& relation) {
    const auto known = static_cast<RowId>(next_.size());
    if (known == relation.size()) return;
    next_.resize(relation.size());
    std::size_t buckets = std::max<std::size_t>(heads_.size(), 8);
    while (buckets < relation.size()) buckets *= 2;
    if (buckets != heads_.size()) {
        rebuild(relation, buckets);
        return;
    }
    for (RowId row = known; row < next_.size(); ++row) link(relation, row);
}

Relation::Relation(std::vector<ColumnType> types) {
    columns_.reserve(types.size());
    for (const ColumnType type : types) columns_.emplace_back(type);
}

std::size_t Relation::slot_of(std::span<const Word> row, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t at = hash & mask;
    while (slots_[at].row != Index::none) {
        if (slots_[at].tag == tag) {
            bool same = true;
            for (std::size_t c = 0; same && c < columns_.size(); ++c) {
                same = columns_[c].at(slots_[at].row) == row[c];
            }
            if (same) return at;
        }
        at = (at + 1) & mask;
    }
    return at;
}

void Relation::grow() {
    const std::size_t count = slots_.empty() ? 16 : slots_.size() * 2;
    std::vector<Slot> old(count);
    old.swap(slots_);
    std::vector<Word> cells(columns_.size());
    for (const Slot& slot : old) {
        if (slot.row == Index::none) continue;
        for (std::size_t c = 0; c < columns_.size(); ++c) cells[c] = columns_[c].at(slot.row);
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash_of(cells) & mask;
        while (slots_[at].row != Index::none) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

bool Relation::insert(std::span<const Word> row, Stamp stamp) {
    invariant(row.size() == columns_.size());
    if ((size_ + 1) * 2 > slots_.size()) grow();
    const std::uint64_t hash = hash_of(row);
    const std::size_t at = slot_of(row, hash);
    if (slots_[at].row != Index::none) return false;
    invariant(size_ < Index::none);
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32U), static_cast<RowId>(size_)};
    for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].push(row[c]);
    stamps_.push_back(stamp);
    ++size_;
    return true;
}

std::optional<RowId> Relation::find(std::span<const Word> row) const {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = slots_[slot_of(row, hash_of(row))];
    if (slot.row == Index::none) return std::nullopt;
    return slot.row;
}

bool Relation::equals(RowId row, std::span<const std::uint32_t> columns,
                      std::span<const Word> key) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns_[columns[i]].at(row) != key[i]) return false;
    }
    return true;
}

const Index* Relation::find_index(const std::vector<std::uint32_t>& columns) const {
    for (const std::unique_ptr<Index>& index : indexes_) {
        if (index->columns() == columns) return index.get();
    }
    return nullptr;
}

const Index& Relation::index(const std::vector<std::uint32_t>& columns) const {
    for (const std::unique_ptr<Index>& index : indexes_) {
        if (index->columns() != columns) continue;
        index->catch_up(*this);
        return *index;
    }
    indexes_.push_back(std::make_unique<Index>(columns));
    indexes_.back()->catch_up(*this);
    return *indexes_.back();
}

std::size_t Relation::byte_count() const {
    std::size_t bytes = stamps_.capacity() * sizeof(Stamp) + slots_.capacity() * sizeof(Slot);
    for (const Column& column : columns_) bytes += column.byte_count();
    for (const std::unique_ptr<Index>& index : indexes_) bytes += index->byte_count();
    return bytes;
}

}  // namespace obverse::eval
