#pragma once

#include "engine/compile/judgement.h"

#include <string>
#include <vector>

namespace obverse {

/// What the dates keep from counting for a sentence: an event in it that lay ahead of the date of
/// the reading; a claim behind it whose date, or whose event's date, is too coarse to tell. Each
/// names the date. In a fixed order.
std::vector<std::string> date_notes(const Judgement& judgement, PhraseId phrase, const Row& row);

}  // namespace obverse
