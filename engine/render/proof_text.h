#pragma once

#include "engine/proof/why.h"
#include "engine/proof/why_not.h"
#include "engine/render/answer_text.h"

#include <string>

namespace obverse {

/// A proof as an indented tree: each step with the rule that takes it and, at the leaves, who says
/// so in which source. `formal` is the sentence as it would be asked again.
std::string to_text(const Explanation& explanation, const Judgement& judgement,
                    const std::string& formal, const TextStyle& style);
/// What came nearest, where it failed, and what would make it hold.
std::string to_text(const WhyNot& why_not, const Judgement& judgement, const std::string& formal,
                    const TextStyle& style);

/// The same proof for graphviz: a box a step, coloured by what it comes to.
std::string to_dot(const Explanation& explanation, const Judgement& judgement);

}  // namespace obverse
