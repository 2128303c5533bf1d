#include "engine/text/fold.h"

#include "engine/text/match_text.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace obverse::text {

namespace {

bool is_arabic_mark(char32_t point) {
    return (point >= 0x064B && point <= 0x0652) || point == 0x0670 || point == 0x0640;
}

}  // namespace

bool is_letter(char32_t point) {
    return u_isalpha(static_cast<UChar32>(point)) != 0;
}
bool is_upper(char32_t point) {
    return u_isupper(static_cast<UChar32>(point)) != 0;
}
bool is_lower(char32_t point) {
    return u_islower(static_cast<UChar32>(point)) != 0;
}
bool is_han(char32_t point) {
    return (point >= 0x3400 && point <= 0x9FFF) || (point >= 0xF900 && point <= 0xFAFF);
}

Folded fold(std::string_view text, std::size_t limit) {
    Folded folded;
    std::size_t at = 0;
    while (at < text.size() && at < limit) {
        const Decoded character = decode(text, at);
        const auto origin = static_cast<std::uint32_t>(at);
        at = character.next;
        if (is_arabic_mark(character.point)) continue;
        const auto point = static_cast<char32_t>(
            u_foldCase(static_cast<UChar32>(character.point), U_FOLD_CASE_DEFAULT));
        append_utf8(folded.text, point);
        folded.origins.resize(folded.text.size(), origin);
    }
    folded.origins.push_back(static_cast<std::uint32_t>(std::min(at, text.size())));
    return folded;
}

}  // namespace obverse::text
