#pragma once

#include "tests/support/proof_oracle.h"

namespace obverse::test {

/// Applies every step of a proof again. Empty when each follows from the steps below it, from
/// claims, or from what is not said at all; else the first that does not. Shares no code with what
/// evaluates rules or finds proofs.
std::string check_proof(const ProofNode& proof, const Listing& listing);

}  // namespace obverse::test
