#pragma once

#include "engine/text/text_span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// A text in the form in which words are looked for: every space a blank, every dash `-`, every
/// quotation mark `"` or `'`, ligatures as letters. Case and accents stay.
class MatchText {
public:
    MatchText() = default;
    /// `shown` is UTF-8 in NFC. O(n).
    explicit MatchText(std::string_view shown);

    std::string_view text() const { return text_; }
    /// The offset in the text shown of an offset here, and the reverse. O(log n).
    std::uint32_t to_shown(std::uint32_t offset) const;
    std::uint32_t to_match(std::uint32_t offset) const;
    TextSpan to_shown(TextSpan span) const { return {to_shown(span.begin), to_shown(span.end)}; }
    TextSpan to_match(TextSpan span) const { return {to_match(span.begin), to_match(span.end)}; }

private:
    /// From here on both texts run alike, up to the next shift.
    struct Shift {
        std::uint32_t match;
        std::uint32_t shown;
    };
    std::string text_;
    std::vector<Shift> shifts_;
};

/// A character of valid UTF-8, and the offset after it.
struct Decoded {
    char32_t point = 0;
    std::uint32_t next = 0;
};
Decoded decode(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t point);

/// True for characters that have no shape of their own: soft hyphens, marks of direction and order.
bool is_shapeless(char32_t point);
bool is_space(char32_t point);

}  // namespace obverse::text
