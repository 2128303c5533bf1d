#pragma once

#include "engine/base/diagnostic.h"
#include "engine/syntax/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace obverse {

/// Splits a line into words. `offset` is where `text` begins in its source. A comment (from `#`
/// outside quotes to the end) is left out; what it covers is returned in `comment`, when asked for.
/// Straight and curly quotes both open a quoted text. Reports an unclosed quote.
std::vector<ast::Word> words_of(std::string_view text, SourceId source, std::uint32_t offset,
                                Diagnostics& diagnostics, Span* comment = nullptr);

}  // namespace obverse
