#include "engine/text/paragraph_mark.h"

#include "engine/text/match_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace obverse::text {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The Arabic letters in the order of enumeration (abjad), of which lists are made.
std::uint32_t arabic_value(char32_t point) {
    constexpr std::u32string_view order = U"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
    const std::size_t at = point == U'ا' ? 0 : order.find(point);
    return at == std::u32string_view::npos ? 0 : static_cast<std::uint32_t>(at + 1);
}

/// а, б, в … of Russian lists, without ё and й as the rules have it.
std::uint32_t cyrillic_value(char32_t point) {
    constexpr std::u32string_view order = U"абвгдежзиклмнопрстуфхцчшщэюя";
    const std::size_t at = order.find(point);
    return at == std::u32string_view::npos ? 0 : static_cast<std::uint32_t>(at + 1);
}

/// Letters of a list: a … z, then aa … zz; at most two, alike.
std::uint32_t letter_value(std::string_view label) {
    if (label.empty()) return 0;
    if (is_letter(label[0])) {
        const bool is_double = label.size() == 2 && lower(label[0]) == lower(label[1]);
        if (label.size() > 2 || (label.size() == 2 && !is_double)) return 0;
        // (ii) and (xx) are numerals; (cc) comes after (bb).
        if (is_double && (lower(label[0]) == 'i' || lower(label[0]) == 'x')) return 0;
        const auto place = static_cast<std::uint32_t>(lower(label[0]) - 'a' + 1);
        return is_double ? place + 26 : place;
    }
    const Decoded first = decode(label, 0);
    if (first.next != label.size()) return 0;
    const std::uint32_t arabic = arabic_value(first.point);
    return arabic != 0 ? arabic : cyrillic_value(first.point);
}

/// The offset after a sign in its plain or full width, or `at` itself.
std::size_t after_sign(std::string_view text, std::size_t at, std::string_view plain,
                       std::string_view wide) {
    const std::string_view rest = text.substr(std::min(at, text.size()));
    if (rest.starts_with(plain)) return at + plain.size();
    return !wide.empty() && rest.starts_with(wide) ? at + wide.size() : at;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// The offset after `bis`, `ter`, `alt` and the like, which number what is put in between.
std::size_t after_insertion(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 5> insertions = {"bis", "ter", "quater", "quinquies",
                                                            "alt"};
    const std::size_t word = skip_blanks(text, at);
    for (const std::string_view insertion : insertions) {
        if (!text.substr(word).starts_with(insertion)) continue;
        const std::size_t end = word + insertion.size();
        if (end == text.size() || !is_letter(text[end])) return end;
    }
    return at;
}

std::uint32_t number_at(std::string_view digits) {
    std::uint32_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
}

/// `1.1`, `2.3.1.`, also `3.6 .`
std::optional<ParagraphMark> dotted_mark(std::string_view text, std::size_t first) {
    std::size_t end = first;
    while (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        ++end;
        while (end < text.size() && is_digit(text[end])) ++end;
    }
    if (end == first || end > 12) return std::nullopt;
    ParagraphMark mark;
    mark.kind = MarkKind::dotted;
    mark.label = text.substr(0, end);
    mark.value = number_at(text.substr(0, first));
    const std::size_t dot = skip_blanks(text, end);
    if (dot < text.size() && text[dot] == '.') end = dot + 1;
    if (end < text.size() && text[end] != ' ') return std::nullopt;
    mark.number = text.substr(0, end);
    mark.words = skip_blanks(text, end);
    // `1.5 million` is a quantity.
    const bool has_end = mark.number.ends_with('.');
    if (!has_end && mark.words < text.size() && text[mark.words] >= 'a' &&
        text[mark.words] <= 'z') {
        return std::nullopt;
    }
    return mark;
}

std::optional<ParagraphMark> decimal_mark(std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 3) return std::nullopt;
    if (auto dotted = dotted_mark(text, digits)) return dotted;
    const std::size_t label = after_insertion(text, digits);
    std::size_t end = after_sign(text, label, ".", "．");
    if (end == label) end = after_sign(text, label, ")", "）");
    if (end == label) end = after_sign(text, label, "、", "");
    const bool is_dashed = end == label && text.substr(label).starts_with(" - ");
    if (is_dashed) end = label + 2;
    if (end == label) return std::nullopt;
    // 1.5 million, 2./3: no mark.
    if (end < text.size() && (is_digit(text[end]) || text[end] == '/' || text[end] == ',')) {
        return std::nullopt;
    }
    ParagraphMark mark;
    mark.value = number_at(text.substr(0, digits));
    mark.is_bracketed = text[label] == ')';
    mark.label = text.substr(0, label);
    mark.number = text.substr(0, end);
    mark.words = skip_blanks(text, end);
    return mark;
}

std::size_t label_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 8 && is_letter(text[end])) ++end;
    if (end != at || at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80U) return end;
    const Decoded character = decode(text, at);
    const bool lists = arabic_value(character.point) != 0 || cyrillic_value(character.point) != 0;
    return lists ? character.next : end;
}

/// (a), a), a., (ii), II. and their like.
std::optional<ParagraphMark> letter_mark(std::string_view text) {
    const std::size_t open = after_sign(text, 0, "(", "（");
    const std::size_t close = label_end(text, open);
    if (close == open || close > text.size()) return std::nullopt;
    const std::string_view label = text.substr(open, close - open);
    std::size_t end = after_sign(text, close, ")", "）");
    const bool is_bracketed = end != close;
    if (!is_bracketed && open == 0) end = after_sign(text, close, ".", "．");
    if (end == close || (end < text.size() && text[end] != ' ' && !is_bracketed)) {
        return std::nullopt;
    }
    ParagraphMark mark;
    mark.value = letter_value(label);
    mark.roman = mark.value > 26 ? 0 : roman_value(label);
    if (mark.value == 0 && mark.roman == 0) return std::nullopt;
    mark.kind = mark.value != 0 ? MarkKind::letter : MarkKind::roman;
    mark.is_capital = label[0] >= 'A' && label[0] <= 'Z';
    mark.is_bracketed = is_bracketed;
    mark.label = label;
    mark.number = text.substr(0, end);
    mark.words = skip_blanks(text, end);
    return mark;
}

std::optional<ParagraphMark> bullet_mark(std::string_view text) {
    for (const std::string_view bullet : {"•", "-", "*", "‣", "▪", "●", "·"}) {
        if (!text.starts_with(bullet) || bullet.size() == text.size()) continue;
        if (text[bullet.size()] != ' ') continue;
        ParagraphMark mark;
        mark.kind = MarkKind::bullet;
        mark.label = mark.number = text.substr(0, bullet.size());
        mark.words = skip_blanks(text, bullet.size());
        return mark;
    }
    return std::nullopt;
}

}  // namespace

std::uint32_t roman_value(std::string_view text) {
    constexpr std::array<std::pair<char, std::uint32_t>, 5> values = {
        {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}}};
    if (text.empty() || text.size() > 8) return 0;
    std::uint32_t total = 0;
    std::uint32_t last = 0;
    for (auto c = text.rbegin(); c != text.rend(); ++c) {
        const auto* const digit =
            std::find_if(values.begin(), values.end(),
                         [&](const auto& value) { return value.first == lower(*c); });
        if (digit == values.end()) return 0;
        total = digit->second < last ? total - digit->second : total + digit->second;
        last = std::max(last, digit->second);
    }
    return total;
}

std::optional<ParagraphMark> mark_of(std::string_view text) {
    if (text.empty()) return std::nullopt;
    // A draft under negotiation may be open to brackets, and number by OP and PP.
    std::size_t skipped = 0;
    while (skipped < text.size() && text[skipped] == '[') ++skipped;
    for (const std::string_view prefix : {"OP", "PP"}) {
        if (!text.substr(skipped).starts_with(prefix)) continue;
        const std::size_t digit = skip_blanks(text, skipped + 2);
        if (digit < text.size() && is_digit(text[digit])) skipped = digit;
    }
    const std::string_view rest = text.substr(skipped);
    std::optional<ParagraphMark> mark = decimal_mark(rest);
    if (!mark) mark = letter_mark(rest);
    if (!mark) mark = bullet_mark(rest);
    if (!mark) return std::nullopt;
    mark->words += skipped;
    if (skipped != 0 && text[0] != '[') {
        mark->number = text.substr(0, skipped + mark->number.size());
    }
    return mark;
}

}  // namespace obverse::text
