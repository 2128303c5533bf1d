#pragma once

#include "engine/model/visible.h"

#include <set>
#include <span>

namespace obverse::compiling {

/// The phrases with all that the visible blocks rest them on.
std::set<PhraseId> relevant(const Program& program, const VisibleBlocks& visible,
                            std::span<const PhraseId> phrases);

}  // namespace obverse::compiling
