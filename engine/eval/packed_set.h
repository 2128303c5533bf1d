#pragma once

#include "engine/eval/bit_grid.h"
#include "engine/eval/growing_array.h"

#include <cstddef>
#include <cstdint>

namespace obverse::eval {

/// A set of 64-bit words, for rows that fit one. Open addressing; a batch touches its slots ahead
/// of reading them, so that cache misses overlap. Once the words lie so close that a bit for each
/// possible one takes no more room, it is a grid of bits.
class PackedSet {
public:
    /// Adds the words that are new and lists their places in the batch; returns how many.
    std::uint32_t insert(const std::uint64_t* words, std::uint32_t count, std::uint32_t* fresh);
    bool contains(std::uint64_t word) const;
    /// Sets found[i] to 1 or 0.
    void find(const std::uint64_t* words, std::uint32_t count, std::uint8_t* found) const;

    std::size_t byte_count() const { return slots_.byte_count() + grid_.byte_count(); }
    /// Bytes that so many more words would have it take at once.
    std::size_t growth_for(std::size_t count) const {
        const bool grows = !is_grid_ && (size_ + count) * 2 > slots_.size();
        return grows ? 2 * slots_.byte_count() : 0;
    }
    void clear() { *this = PackedSet(); }

private:
    // A slot holds the complement of a word; 0 is an empty slot, and all ones stands apart.
    static constexpr std::uint64_t set_apart = ~std::uint64_t{0};

    std::uint32_t insert_in_slots(const std::uint64_t* words, std::uint32_t count,
                                  std::uint32_t* fresh);
    std::uint32_t insert_in_grid(const std::uint64_t* words, std::uint32_t count,
                                 std::uint32_t* fresh);
    void make_room(std::size_t count);
    void grow_slots(std::size_t capacity);
    bool becomes_grid(std::size_t capacity);
    void fit_grid(const KeyBounds& wanted);
    void place(std::uint64_t held);
    std::size_t home(std::uint64_t word) const;

    GrowingArray<std::uint64_t> slots_;
    std::size_t mask_ = 0;
    std::size_t size_ = 0;
    bool has_set_apart_ = false;
    bool is_grid_ = false;
    std::size_t grid_from_ = 2048;  // size from which a grid is thought of
    BitGrid grid_;
};

}  // namespace obverse::eval
