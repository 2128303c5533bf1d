#pragma once

#include "engine/reading/reading.h"

namespace obverse {

/// The claims that hold as of the date, and those whose dates are too coarse to tell; claims about
/// events that had not happened are left out. `wanted` tells the phrases whose claims are kept, by
/// their ids; empty: all.
void keep_in_force(const Program& program, const ClaimSet& record, Date as_of,
                   const std::vector<bool>& wanted, Accepted& accepted);

}  // namespace obverse
