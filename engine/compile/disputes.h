#pragma once

#include "engine/compile/judgement.h"

#include <utility>
#include <vector>

namespace obverse {

/// The sentences on which accepted claims stand against each other and on which it depends, in any
/// way, what an unsettled sentence is worth: those behind members of a group, behind every rule for
/// and against, behind exceptions that may apply. In a fixed order; empty for a settled sentence.
std::vector<std::pair<PhraseId, Row>> disputes_behind(const Judgement& judgement, PhraseId phrase,
                                                      const Row& row);

}  // namespace obverse
