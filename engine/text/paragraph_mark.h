#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace obverse::text {

enum class MarkKind : std::uint8_t {
    decimal,  // 1.   1)   1 -
    dotted,   // 1.1   1.1.
    letter,   // (a)   a)   a.   also (i), which may be a roman numeral
    roman,    // (ii)  ii)  II.
    bullet,   // •  -  *
};

/// The number that opens a paragraph.
struct ParagraphMark {
    MarkKind kind = MarkKind::decimal;
    std::uint32_t value = 0;    // of a letter its place in the alphabet: aa is 27
    std::uint32_t roman = 0;    // the value as a roman numeral, 0 where it is none
    bool is_capital = false;    // A., II.
    bool is_bracketed = false;  // (a) or a), not a.
    std::string_view number;    // as printed, with its dot or bracket
    std::string_view label;     // without them: `3 bis`, `a`
    std::size_t words = 0;      // where the words begin
};

/// The mark at the beginning of a text in the form for matching, if there is one. O(1).
std::optional<ParagraphMark> mark_of(std::string_view text);

/// The value of a roman numeral in either case, 0 for anything else.
std::uint32_t roman_value(std::string_view text);

}  // namespace obverse::text
