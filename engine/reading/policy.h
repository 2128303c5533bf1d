#pragma once

#include "engine/reading/reading.h"

namespace obverse {

/// Decides for each sentence whether its assertions and its denials count.
void apply_policy(const Program& program, const ClaimSet& record, const Policy& policy,
                  std::size_t assumptions_from, Accepted& accepted);

}  // namespace obverse
