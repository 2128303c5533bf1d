#pragma once

#include "engine/reading/reading.h"

namespace obverse {

/// The claims that hold as of the date, and those whose dates are too coarse to tell; claims about
/// events that had not happened are left out.
void keep_in_force(const Program& program, const ClaimSet& record, Date as_of, Accepted& accepted);

}  // namespace obverse
