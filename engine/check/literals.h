#pragma once

#include "engine/check/conditions.h"

namespace obverse::checking {

/// Reports what no run could work out, whatever the facts: a division by the number 0, a pattern
/// behind `matches` that is no regular expression.
void check_literals(Context& context, const Expression& expression);
void check_literals(Context& context, const Comparison& comparison);

}  // namespace obverse::checking
