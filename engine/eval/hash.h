#pragma once

#include "engine/base/value.h"

#include <cstdint>

namespace obverse::eval {

/// Mixes all bits of a word into all bits of another: the two halves of a 128-bit product.
inline std::uint64_t mix(std::uint64_t word) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(word ^ 0xA0761D6478BD642FULL) * 0xE7037ED1A0B428DBULL;
    return static_cast<std::uint64_t>(product >> 64U) ^ static_cast<std::uint64_t>(product);
}

/// Adds one more cell to the hash of a row.
inline std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    return mix(hash * 0x9E3779B97F4A7C15ULL ^ word);
}

inline void prefetch(const void* place) {
    __builtin_prefetch(place);
}

}  // namespace obverse::eval
