#pragma once

#include "engine/eval/growing_array.h"
#include "engine/eval/hash.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace obverse::eval {

/// Finds numbered things (rows, groups) by the hash of their key. A slot holds half of the hash and
/// the number; whoever asks compares the key itself.
class RowTable {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// The number for which `is_equal(number)` holds, or `none`.
    template <class IsEqual>
    std::uint32_t find(std::uint64_t hash, const IsEqual& is_equal) const {
        if (slots_.empty()) return none;
        const auto tag = static_cast<std::uint32_t>(hash);
        for (std::size_t slot = tag & mask_; slots_[slot].number != none;
             slot = (slot + 1) & mask_) {
            if (slots_[slot].tag == tag && is_equal(slots_[slot].number))
                return slots_[slot].number;
        }
        return none;
    }
    /// Adds a number whose key is not there yet.
    void insert(std::uint64_t hash, std::uint32_t number) {
        make_room(1);
        const auto tag = static_cast<std::uint32_t>(hash);
        place({tag, number});
        ++size_;
    }
    void make_room(std::size_t count) {
        const std::size_t needed = (size_ + count) * 2;
        if (needed > slots_.size()) grow(needed);
    }
    void fetch(std::uint64_t hash) const {
        if (!slots_.empty()) prefetch(&slots_[static_cast<std::uint32_t>(hash) & mask_]);
    }

    std::size_t size() const { return size_; }
    std::size_t byte_count() const { return slots_.byte_count(); }
    /// Bytes that so many more numbers would have it take at once.
    std::size_t growth_for(std::size_t count) const {
        return (size_ + count) * 2 > slots_.size() ? 2 * slots_.byte_count() : 0;
    }
    void clear() {
        slots_ = GrowingArray<Slot>();
        size_ = 0;
        mask_ = 0;
    }

private:
    struct Slot {
        std::uint32_t tag;
        std::uint32_t number;
    };
    static constexpr std::size_t least_slots = 16;

    void place(Slot entry) {
        std::size_t slot = entry.tag & mask_;
        while (slots_[slot].number != none) slot = (slot + 1) & mask_;
        slots_[slot] = entry;
    }
    void grow(std::size_t needed) {
        std::size_t capacity = std::max(slots_.size() * 2, least_slots);
        while (capacity < needed) capacity *= 2;
        GrowingArray<Slot> old = std::move(slots_);
        slots_ = GrowingArray<Slot>();
        slots_.assign(capacity, Slot{0, none});
        mask_ = capacity - 1;
        for (const Slot entry : old) {
            if (entry.number != none) place(entry);
        }
    }

    GrowingArray<Slot> slots_;
    std::size_t mask_ = 0;
    std::size_t size_ = 0;
};

}  // namespace obverse::eval
