#pragma once

#include "engine/check/context.h"

#include <span>

namespace obverse::checking {

/// Reports the words of a sentence that fits no phrase for which the language has other means: a
/// bare `not`, an inline `or`, a pronoun, `another`, or a second statement behind `and` or `if`.
/// False, without a report, when it has none. Where a phrase is declared with such a word, the
/// phrase decides.
bool report_refused_words(Context& context, std::span<const ast::Word> words);

}  // namespace obverse::checking
