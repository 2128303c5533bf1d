#include "engine/eval/relation.h"

#include "engine/base/invariant.h"
#include "engine/eval/hash.h"

#include <algorithm>
#include <array>

namespace obverse::eval {

namespace {

std::uint64_t hash_of(ColumnPointers rows, std::uint32_t i) {
    std::uint64_t hash = 0;
    for (const Word* column : rows) hash = mix(hash, column[i]);
    return hash;
}

}  // namespace

Relation::Relation(std::span<const ColumnType> types) : samples_(types.size()) {
    columns_.reserve(types.size());
    for (const ColumnType type : types) columns_.emplace_back(type);
}

std::size_t Relation::byte_count() const {
    std::size_t bytes = packed_.byte_count() + table_.byte_count() + runs_.size() * sizeof(Run);
    for (const Column& column : columns_) bytes += column.byte_count();
    for (const auto& index : indexes_) bytes += index->byte_count();
    return bytes;
}

bool Relation::is_packed() const {
    if (columns_.size() == 1) return true;
    return columns_.size() == 2 && columns_[0].is_narrow() && columns_[1].is_narrow();
}

void Relation::pack(ColumnPointers rows, std::uint32_t count, std::uint64_t* words) const {
    if (columns_.size() == 1) {
        const Column& column = columns_[0];
        for (std::uint32_t i = 0; i < count; ++i) {
            words[i] = column.is_narrow() ? column.encode_unchecked(rows[0][i]) : rows[0][i];
        }
        return;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        words[i] = (static_cast<std::uint64_t>(columns_[0].encode_unchecked(rows[0][i])) << 32U) |
                   columns_[1].encode_unchecked(rows[1][i]);
    }
}

void Relation::widen_for(ColumnPointers rows, std::uint32_t count) {
    bool widened = false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].holds(rows[c], count)) continue;
        columns_[c].widen();
        widened = true;
    }
    if (!widened) return;
    ++layout_;
    if (packed_.byte_count() > 0) rebuild_set();
}

void Relation::rebuild_set() {
    packed_.clear();
    if (is_packed()) return repack();
    table_.make_room(size_);
    for (RowId row = 0; row < size_; ++row) {
        std::uint64_t hash = 0;
        for (const Column& column : columns_) hash = mix(hash, column.at(row));
        table_.insert(hash, row);
    }
}

/// A single column that was widened is its own key now.
void Relation::repack() {
    std::array<Word, most_batch> words;
    std::array<std::uint32_t, most_batch> fresh;
    for (RowId begin = 0; begin < size_; begin += most_batch) {
        const std::uint32_t count = std::min(most_batch, size_ - begin);
        columns_[0].copy(begin, count, words.data());
        packed_.insert(words.data(), count, fresh.data());
    }
}

std::uint32_t Relation::add(ColumnPointers rows, std::uint32_t count, Stamp stamp) {
    if (count == 0) return 0;
    invariant(count <= most_batch && size_ <= most_rows - count);
    const RowId first = size_;
    if (columns_.empty()) {
        size_ = 1;
    } else {
        widen_for(rows, count);
        size_ += is_packed() ? add_packed(rows, count) : add_hashed(rows, count);
    }
    if (size_ == first) return 0;
    const bool goes_on = !runs_.empty() && runs_.back().stamp.rule == stamp.rule &&
                         runs_.back().stamp.round == stamp.round;
    if (!goes_on) runs_.push_back({first, stamp});
    return size_ - first;
}

std::uint32_t Relation::add_packed(ColumnPointers rows, std::uint32_t count) {
    std::array<std::uint64_t, most_batch> words;
    std::array<std::uint32_t, most_batch> fresh;
    pack(rows, count, words.data());
    const std::uint32_t added = packed_.insert(words.data(), count, fresh.data());
    if (added == 0) return 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        columns_[c].append(rows[c], fresh.data(), added);
    }
    return added;
}

bool Relation::row_equals(RowId row, ColumnPointers rows, std::uint32_t i) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].at(row) != rows[c][i]) return false;
    }
    return true;
}

std::uint32_t Relation::add_hashed(ColumnPointers rows, std::uint32_t count) {
    std::array<std::uint64_t, most_batch> hashes;
    table_.make_room(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        hashes[i] = hash_of(rows, i);
        table_.fetch(hashes[i]);
    }
    std::uint32_t added = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto equals = [&](RowId row) { return row_equals(row, rows, i); };
        if (table_.find(hashes[i], equals) != RowTable::none) continue;
        table_.insert(hashes[i], size_ + added);
        for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].append(rows[c][i]);
        ++added;
    }
    return added;
}

void Relation::find(ColumnPointers rows, std::uint32_t count, std::uint8_t* found) const {
    if (columns_.empty()) {
        std::fill_n(found, count, static_cast<std::uint8_t>(size_ > 0 ? 1 : 0));
        return;
    }
    if (!is_packed()) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto equals = [&](RowId row) { return row_equals(row, rows, i); };
            found[i] = table_.find(hash_of(rows, i), equals) != RowTable::none ? 1 : 0;
        }
        return;
    }
    std::array<std::uint64_t, most_batch> words;
    pack(rows, count, words.data());
    packed_.find(words.data(), count, found);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].holds(rows[c], count)) continue;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!columns_[c].encode(rows[c][i])) found[i] = 0;
        }
    }
}

std::optional<RowId> Relation::find(std::span<const Word> row) const {
    if (columns_.empty()) return size_ > 0 ? std::optional<RowId>(0) : std::nullopt;
    std::vector<const Word*> pointers;
    std::vector<std::uint32_t> all;
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
        pointers.push_back(&row[c]);
        all.push_back(c);
    }
    if (!is_packed()) {
        const auto equals = [&](RowId candidate) { return row_equals(candidate, pointers, 0); };
        const RowId found = table_.find(hash_of(pointers, 0), equals);
        return found == RowTable::none ? std::nullopt : std::optional<RowId>(found);
    }
    // The packed set knows no row ids.
    const Index& by_all = index(all);
    std::uint32_t group = Index::no_group;
    by_all.find(pointers, 1, &group);
    if (group == Index::no_group) return std::nullopt;
    // A dense directory has groups for values that no row holds.
    const RowId found = by_all.first(group, size_);
    return found == no_row ? std::nullopt : std::optional<RowId>(found);
}

Stamp Relation::stamp(RowId row) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), row,
                                        [](RowId id, const Run& run) { return id < run.first; });
    invariant(after != runs_.begin());
    return std::prev(after)->stamp;
}

Index& Relation::index(std::span<const std::uint32_t> columns) const {
    for (const auto& index : indexes_) {
        if (!std::equal(columns.begin(), columns.end(), index->columns().begin(),
                        index->columns().end())) {
            continue;
        }
        index->catch_up(*this, visible_end_);
        return *index;
    }
    indexes_.push_back(std::make_unique<Index>(columns));
    indexes_.back()->catch_up(*this, visible_end_);
    return *indexes_.back();
}

double Relation::distinct(std::size_t column) const {
    constexpr RowId most_sampled = 256;
    Sample& sample = samples_[column];
    if (size_ <= 1) return 1;
    if (sample.size != 0 && sample.size * 2 > size_) return sample.distinct;
    const RowId sampled = std::min(size_, most_sampled);
    std::array<Word, most_sampled> words;
    for (RowId i = 0; i < sampled; ++i) {
        words[i] = columns_[column].at(
            static_cast<RowId>(static_cast<std::uint64_t>(i) * size_ / sampled));
    }
    std::sort(words.begin(), words.begin() + sampled);
    const auto end = std::unique(words.begin(), words.begin() + sampled);
    const auto seen = static_cast<double>(end - words.begin());
    // A sample that repeats itself has seen nearly all values; one that does not, few of them.
    const bool is_saturated = seen * 2 < sampled;
    sample.distinct = is_saturated ? seen : seen * size_ / sampled;
    sample.size = size_;
    return sample.distinct;
}

}  // namespace obverse::eval
