#pragma once

#include "engine/compile/judgement.h"
#include "tests/support/proof_oracle.h"

namespace obverse::test {

/// What a judgement has to say, for a checker that knows nothing of how it came about.
Listing listing_of(const Judgement& judgement);
/// Checks all the proofs of an explanation; they must be those that its verdict needs.
std::string check_explanation(const Explanation& told, const Listing& listing);

}  // namespace obverse::test
