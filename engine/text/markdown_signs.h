#pragma once

#include <string_view>

namespace obverse::text {

/// True where a text without a name is Markdown rather than plain: a heading by `#`, a footnote by
/// `[^`, or emphasis and links more than once.
bool has_markdown_signs(std::string_view text);

}  // namespace obverse::text
