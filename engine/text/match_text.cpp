#include "engine/text/match_text.h"

#include <algorithm>

namespace obverse::text {

namespace {

/// What is written for a character where words are matched; empty: the character itself.
std::string_view one_form(char32_t point) {
    switch (point) {
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
        case 0xFE58:
        case 0xFE63:
        case 0xFF0D:
            return "-";
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x02BC:
        case 0x00B4:
        case 0x0060:
        case 0x2039:
        case 0x203A:
            return "'";
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2033:
        case 0x00AB:
        case 0x00BB:
            return "\"";
        case 0x2026:
            return "...";
        case 0xFB00:
            return "ff";
        case 0xFB01:
            return "fi";
        case 0xFB02:
            return "fl";
        case 0xFB03:
            return "ffi";
        case 0xFB04:
            return "ffl";
        default:
            return is_space(point) ? " " : "";
    }
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t offset) {
        return at + offset < text.size()
                   ? static_cast<char32_t>(static_cast<unsigned char>(text[at + offset]))
                   : char32_t{0};
    };
    const auto tail = [&](std::size_t offset) { return byte(offset) & 0x3FU; };
    const char32_t lead = byte(0);
    const auto here = static_cast<std::uint32_t>(at);
    if (lead < 0xC0U) return {lead, here + 1};
    if (lead < 0xE0U) return {((lead & 0x1FU) << 6U) | tail(1), here + 2};
    if (lead < 0xF0U) return {((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2), here + 3};
    return {((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3), here + 4};
}

void append_utf8(std::string& text, char32_t point) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (point < 0x80U) {
        put(point);
    } else if (point < 0x800U) {
        put(0xC0U | (point >> 6U));
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000U) {
        put(0xE0U | (point >> 12U));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | (point >> 18U));
        put(0x80U | ((point >> 12U) & 0x3FU));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

bool is_shapeless(char32_t point) {
    return point == 0x00AD || point == 0x200B || point == 0x200E || point == 0x200F ||
           (point >= 0x202A && point <= 0x202E) || point == 0x2060 ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF || point == 0x061C;
}

bool is_space(char32_t point) {
    return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

MatchText::MatchText(std::string_view shown) {
    text_.reserve(shown.size());
    shifts_.push_back({0, 0});
    for (std::size_t at = 0; at < shown.size();) {
        if (static_cast<unsigned char>(shown[at]) < 0x80U && shown[at] != '`') {
            text_.push_back(shown[at]);
            ++at;
            continue;
        }
        const Decoded character = decode(shown, at);
        const std::string_view form = one_form(character.point);
        if (form.empty()) {
            text_.append(shown.substr(at, character.next - at));
        } else {
            text_.append(form);
            if (form.size() != character.next - at) {
                shifts_.push_back({static_cast<std::uint32_t>(text_.size()), character.next});
            }
        }
        at = character.next;
    }
}

std::uint32_t MatchText::to_shown(std::uint32_t offset) const {
    const auto after =
        std::upper_bound(shifts_.begin(), shifts_.end(), offset,
                         [](std::uint32_t value, const Shift& s) { return value < s.match; });
    if (after == shifts_.begin()) return offset;
    const Shift& shift = *(after - 1);
    const std::uint32_t shown = shift.shown + (offset - shift.match);
    // Inside a character that has another length there: its beginning.
    return after == shifts_.end() ? shown : std::min(shown, after->shown);
}

std::uint32_t MatchText::to_match(std::uint32_t offset) const {
    const auto after =
        std::upper_bound(shifts_.begin(), shifts_.end(), offset,
                         [](std::uint32_t value, const Shift& s) { return value < s.shown; });
    if (after == shifts_.begin()) return offset;
    const Shift& shift = *(after - 1);
    const std::uint32_t match = shift.match + (offset - shift.shown);
    return after == shifts_.end() ? match : std::min(match, after->match);
}

}  // namespace obverse::text
