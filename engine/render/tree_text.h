#pragma once

#include "engine/render/answer_text.h"
#include "engine/render/proof_steps.h"

#include <string>

namespace obverse {

/// A step with all below it, drawn with lines and wrapped to the width.
std::string tree_text(const DrawnStep& step, const TextStyle& style);

}  // namespace obverse
