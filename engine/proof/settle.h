#pragma once

#include "engine/compile/answer.h"
#include "engine/compile/judgement.h"

#include <span>
#include <vector>

namespace obverse {

/// What the verdict becomes when a dispute is settled, each way.
struct Settled {
    Verdict if_true = Verdict::undetermined;
    Verdict if_false = Verdict::undetermined;
};

/// The verdict on a sentence that was asked about if of each dispute that it hinges on one side had
/// never spoken: each is run, on the part of the rules that rests on it.
std::vector<Settled> settle(const Judgement& judgement, PhraseId phrase, const Row& row,
                            std::span<const Hinge> hinges);

}  // namespace obverse
