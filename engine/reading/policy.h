#pragma once

#include "engine/reading/reading.h"

namespace obverse {

/// Decides for each sentence whether its assertions and its denials count, and leaves with it the
/// claims that the policy listens to.
void apply_policy(const Program& program, const ClaimSet& record, const Policy& policy,
                  Accepted& accepted);

/// Whether a phrase says whose an event is: its record is complete for each event, and the actor
/// stands in front of it. `own word` looks there for the actor.
bool names_actor(const Phrase& phrase);

}  // namespace obverse
