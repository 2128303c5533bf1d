#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// A text without case and without the marks of Arabic vowels, with where each byte came from.
struct Folded {
    std::string text;
    std::vector<std::uint32_t> origins;  // by byte of `text`, and one more for its end

    /// The offset in the text that was folded.
    std::uint32_t origin(std::size_t at) const { return origins[at]; }
};

/// Folds the first bytes of a text in the form for matching; whole characters only.
Folded fold(std::string_view text, std::size_t limit = std::string_view::npos);

bool is_letter(char32_t point);
bool is_upper(char32_t point);
bool is_lower(char32_t point);
/// Chinese is written without blanks.
bool is_han(char32_t point);

}  // namespace obverse::text
