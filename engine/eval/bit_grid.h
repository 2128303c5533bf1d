#pragma once

#include "engine/eval/growing_array.h"

#include <cstddef>
#include <cstdint>

namespace obverse::eval {

/// A rectangle of keys, a high and a low half each: `first` to `last` in both directions.
struct KeyBounds {
    std::uint32_t first_high = 0xFFFFFFFF;
    std::uint32_t last_high = 0;
    std::uint32_t first_low = 0xFFFFFFFF;
    std::uint32_t last_low = 0;

    void include(std::uint64_t key) {
        const auto high = static_cast<std::uint32_t>(key >> 32U);
        const auto low = static_cast<std::uint32_t>(key);
        first_high = high < first_high ? high : first_high;
        last_high = high > last_high ? high : last_high;
        first_low = low < first_low ? low : first_low;
        last_low = low > last_low ? low : last_low;
    }
    bool contain(const KeyBounds& other) const {
        return first_high <= other.first_high && other.last_high <= last_high &&
               first_low <= other.first_low && other.last_low <= last_low;
    }
    std::uint64_t rows() const { return std::uint64_t{last_high} - first_high + 1; }
    std::uint64_t columns() const { return std::uint64_t{last_low} - first_low + 1; }
    /// Bits that a grid of these bounds takes; at most 2^63.
    std::uint64_t area() const;
    /// These bounds and the others, with room to spare where they exceed these.
    KeyBounds extended_to(const KeyBounds& other) const;
};

/// A set of keys in which a bit stands for each key that is possible within the bounds.
class BitGrid {
public:
    void reset(const KeyBounds& bounds);
    const KeyBounds& bounds() const { return bounds_; }
    std::size_t byte_count() const { return words_.byte_count(); }

    /// The key lies within the bounds. True when it is new.
    bool insert(std::uint64_t key) {
        const std::uint64_t place = place_of(key);
        std::uint64_t& word = words_[place / 64];
        const std::uint64_t bit = std::uint64_t{1} << (place % 64);
        const bool is_new = (word & bit) == 0;
        word |= bit;
        return is_new;
    }
    /// Any key.
    bool contains(std::uint64_t key) const {
        KeyBounds one;
        one.include(key);
        if (!bounds_.contain(one)) return false;
        const std::uint64_t place = place_of(key);
        return (words_[place / 64] >> (place % 64) & 1U) != 0;
    }
    template <class Visit>
    void for_each(const Visit& visit) const {
        for (std::uint64_t row = 0; row < bounds_.rows(); ++row) {
            for (std::uint64_t column = 0; column < bounds_.columns(); ++column) {
                const std::uint64_t key =
                    ((row + bounds_.first_high) << 32U) | (column + bounds_.first_low);
                const std::uint64_t place = place_of(key);
                if ((words_[place / 64] >> (place % 64) & 1U) != 0) visit(key);
            }
        }
    }

private:
    std::uint64_t place_of(std::uint64_t key) const {
        const std::uint64_t row = (key >> 32U) - bounds_.first_high;
        const std::uint64_t column = (key & 0xFFFFFFFFU) - bounds_.first_low;
        return row * stride_ + column;
    }

    KeyBounds bounds_;
    std::uint64_t stride_ = 0;
    GrowingArray<std::uint64_t> words_;
};

}  // namespace obverse::eval
