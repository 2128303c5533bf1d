#include "engine/eval/bit_grid.h"

#include <algorithm>
#include <limits>

namespace obverse::eval {

std::uint64_t KeyBounds::area() const {
    constexpr std::uint64_t most = std::uint64_t{1} << 63U;
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(rows(), columns(), &product)) return most;
    return std::min(product, most);
}

KeyBounds KeyBounds::extended_to(const KeyBounds& other) const {
    static constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const auto down = [](std::uint32_t to, std::uint64_t span) {
        return static_cast<std::uint32_t>(to > span / 2 ? to - span / 2 : 0);
    };
    const auto up = [](std::uint32_t to, std::uint64_t span) {
        return static_cast<std::uint32_t>(std::min(to + span / 2, most));
    };
    KeyBounds made = *this;
    if (other.first_high < first_high) made.first_high = down(other.first_high, rows());
    if (other.last_high > last_high) made.last_high = up(other.last_high, rows());
    if (other.first_low < first_low) made.first_low = down(other.first_low, columns());
    if (other.last_low > last_low) made.last_low = up(other.last_low, columns());
    return made;
}

void BitGrid::reset(const KeyBounds& bounds) {
    bounds_ = bounds;
    stride_ = bounds.columns();
    words_ = GrowingArray<std::uint64_t>();
    words_.assign(bounds.area() / 64 + 1, 0);
}

}  // namespace obverse::eval
