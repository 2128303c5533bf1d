#include "engine/proof/settle.h"

#include "engine/proof/what_if.h"

namespace obverse {

namespace {

Verdict verdict_without(proving::WhatIf& what_if, const std::vector<ClaimUse>& silenced) {
    std::set<std::size_t> claims;
    for (const ClaimUse& use : silenced) claims.insert(use.claim);
    const std::optional<Bits> bits = what_if.run({}, claims, {});
    return bits ? verdict_of(*bits) : Verdict::undetermined;
}

}  // namespace

std::vector<Settled> settle(const Judgement& judgement, PhraseId phrase, const Row& row,
                            std::span<const Hinge> hinges) {
    std::vector<Settled> settled;
    if (hinges.empty()) return settled;
    const proving::Model model(judgement);
    proving::WhatIf what_if(model, phrase, row);
    for (const Hinge& hinge : hinges) {
        settled.push_back({.if_true = verdict_without(what_if, hinge.denying),
                           .if_false = verdict_without(what_if, hinge.asserting)});
    }
    return settled;
}

}  // namespace obverse
