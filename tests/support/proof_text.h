#pragma once

#include "engine/proof/why_not.h"

#include <string>

namespace obverse::test {

/// A proof as indented lines, a step each: what it shows, to which degree, and how.
std::string text_of(const ProofNode& proof, const Judgement& judgement, std::size_t indent = 0);
std::string text_of(const Explanation& explanation, const Judgement& judgement);
std::string text_of(const Attempt& attempt, const Judgement& judgement, std::size_t indent = 0);
std::string text_of(const WhyNot& why_not, const Judgement& judgement);

}  // namespace obverse::test
