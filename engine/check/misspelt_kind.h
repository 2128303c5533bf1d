#pragma once

#include "engine/check/context.h"

#include <cstddef>
#include <span>

namespace obverse::checking {

/// Reports the misspelt kinds of a sentence that fits no phrase: `the behaviuor`, `Stat V`, `x is a
/// state`. `furthest` is the word at which every phrase stops. False, without a report, when the
/// kinds are not what is wrong.
bool report_misspelt_kind(Context& context, std::span<const ast::Word> words, std::size_t furthest);

}  // namespace obverse::checking
