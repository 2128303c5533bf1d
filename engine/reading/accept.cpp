#include "engine/reading/in_force.h"
#include "engine/reading/policy.h"
#include "engine/reading/reading.h"
#include "engine/reading/spread.h"

#include <algorithm>

namespace obverse {

namespace {

/// Spreads the claims over what they bear on and applies the policy.
void weigh(const Program& program, const ClaimSet& record, const Reading& reading,
           Accepted& accepted) {
    const Spread spread(program);
    for (std::size_t i = 0; i < accepted.claims.size(); ++i) {
        const Claim& claim = accepted.claims[i];
        auto& sentences = accepted.sentences[claim.phrase];
        for (Bearing& bearing : spread.bearings(claim.phrase, claim.arguments, claim.stance)) {
            Evidence& evidence = sentences[std::move(bearing.row)];
            (bearing.stance == Stance::asserted ? evidence.asserting : evidence.denying)
                .push_back(i);
        }
    }
    apply_policy(program, record, reading.policy, accepted);
}

/// Claims of these phrases matter to the reading; nothing: all do.
using Wanted = std::vector<bool>;

Accepted accept_wanted(const Program& program, const ClaimSet& record, const Reading& reading,
                       const Wanted& wanted) {
    Accepted accepted;
    accepted.as_of = reading.as_of.value_or(latest_date(program, record));
    keep_in_force(program, record, accepted.as_of, wanted, accepted);
    accepted.assumptions_from = accepted.claims.size();
    accepted.claims.insert(accepted.claims.end(), reading.assumptions.begin(),
                           reading.assumptions.end());
    weigh(program, record, reading, accepted);
    return accepted;
}

}  // namespace

Accepted accept(const Program& program, const ClaimSet& record, const Reading& reading) {
    return accept_wanted(program, record, reading, {});
}

Accepted accept(const Program& program, const ClaimSet& record, const Reading& reading,
                std::span<const PhraseId> phrases) {
    Wanted wanted(program.schema.phrases.size(), false);
    for (const PhraseId phrase : phrases) wanted[phrase.index] = true;
    if (!reading.policy.own_word.empty()) {
        for (std::uint32_t i = 0; i < wanted.size(); ++i) {
            wanted[i] = wanted[i] || names_actor(program.schema.phrase(PhraseId{i}));
        }
    }
    return accept_wanted(program, record, reading, wanted);
}

std::optional<Policy> find_policy(const Program& program, std::string_view name) {
    for (const Policy& policy : program.policies) {
        if (policy.name == name) return policy;
    }
    Policy built_in;
    built_in.name = name;
    if (name == "keep-disputes") return built_in;
    if (name == "undisputed") {
        built_in.base = Policy::Base::undisputed;
        return built_in;
    }
    if (name == "corroborated") {
        built_in.base = Policy::Base::corroborated;
        return built_in;
    }
    return std::nullopt;
}

}  // namespace obverse
