#pragma once

#include "engine/check/context.h"

#include <cstddef>

namespace obverse::checking {

/// Rules that conclude nothing that another rule does not conclude of fewer or wider conditions,
/// and conditions that follow from another of the same rule. Cautious: what it does not find may
/// still be so; what it reports is.
void check_subsumption(Context& context);

}  // namespace obverse::checking
