#pragma once

#include "engine/text/passages.h"

namespace obverse::text {

/// Finds the paragraphs from passage `begin` on.
void find_paragraphs(const Passages& passages, std::size_t begin, Draft& draft);

/// Fills in the head from the passages before `end`.
void find_head(const Passages& passages, std::size_t end, Draft& draft);

/// The index of the passage at which the text begins: its formula, or its first paragraph.
std::size_t head_end(const Passages& passages);

/// Finds the acts of preambular and operative paragraphs.
void find_acts(const Passages& passages, Draft& draft);

/// Finds the other documents that the text names.
void find_citations(const ReadText& read, Draft& draft);

}  // namespace obverse::text
