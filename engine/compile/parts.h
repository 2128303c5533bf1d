#pragma once

#include "engine/compile/answer.h"

namespace obverse {

/// Fills in the parts behind the answer's sentence: elements and exceptions of its definition,
/// rules that conclude or deny it, factors of a grade; the block; which of them decide.
void add_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer);

/// The values that a sentence gives to the variables of an atom; nothing when they differ.
std::optional<std::vector<std::optional<Word>>> unify(const Atom& atom, const Row& row,
                                                      std::size_t variable_count);

}  // namespace obverse
