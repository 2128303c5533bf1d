#pragma once

#include "engine/eval/row_id.h"

#include <cstdint>
#include <limits>

namespace obverse::eval {

/// Where a row came from. Every premise of a derived row has a smaller (stratum, round), so a proof
/// can be rebuilt backwards and never runs in a circle.
struct Stamp {
    static constexpr std::uint32_t recorded = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t rule = recorded;  // index of the rule that first derived the row
    std::uint32_t stratum = 0;
    std::uint32_t round = 0;  // 0 for recorded rows

    bool is_recorded() const { return rule == recorded; }
};

}  // namespace obverse::eval
