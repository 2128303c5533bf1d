#pragma once

#include "engine/compile/verdict.h"
#include "engine/render/paint.h"

#include <string>
#include <string_view>

namespace obverse {

/// The verdict as a word, in its colour; what it means, in a clause.
std::string verdict_word(Verdict verdict, const Paint& paint);
std::string_view verdict_meaning(Verdict verdict);

/// The place of a verdict in a listing: what holds first, what does not hold last.
int rank_of(Verdict verdict);

}  // namespace obverse
