#pragma once

#include <cstdint>
#include <limits>

namespace obverse::eval {

/// The place of a row in its relation, in the order of derivation.
using RowId = std::uint32_t;

inline constexpr RowId no_row = std::numeric_limits<RowId>::max();
/// A relation holds at most this many rows.
inline constexpr RowId most_rows = no_row - 1;

}  // namespace obverse::eval
