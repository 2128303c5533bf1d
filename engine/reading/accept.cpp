#include "engine/reading/in_force.h"
#include "engine/reading/policy.h"
#include "engine/reading/reading.h"
#include "engine/reading/spread.h"

namespace obverse {

Accepted accept(const Program& program, const ClaimSet& record, const Reading& reading) {
    Accepted accepted;
    accepted.as_of = reading.as_of.value_or(latest_date(program, record));
    keep_in_force(program, record, accepted.as_of, accepted);
    const std::size_t assumptions_from = accepted.claims.size();
    accepted.claims.insert(accepted.claims.end(), reading.assumptions.begin(),
                           reading.assumptions.end());
    for (std::size_t i = 0; i < accepted.claims.size(); ++i) {
        const Claim& claim = accepted.claims[i];
        auto& sentences = accepted.sentences[claim.phrase];
        for (const Bearing& bearing :
             bearings(program, claim.phrase, claim.arguments, claim.stance)) {
            Evidence& evidence = sentences[bearing.row];
            (bearing.stance == Stance::asserted ? evidence.asserting : evidence.denying)
                .push_back(i);
        }
    }
    apply_policy(program, record, reading.policy, assumptions_from, accepted);
    return accepted;
}

}  // namespace obverse
