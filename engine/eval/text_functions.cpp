#include "engine/eval/text_functions.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace obverse::eval {

namespace {

bool begins_code_point(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// The byte at which the code point with the number begins, or the end.
std::size_t offset_of(std::string_view text, std::int64_t code_point) {
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!begins_code_point(text[i])) continue;
        if (seen == code_point) return i;
        ++seen;
    }
    return text.size();
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::int64_t length_of(std::string_view text) {
    return std::count_if(text.begin(), text.end(), begins_code_point);
}

std::string_view part_of(std::string_view text, std::int64_t from, std::int64_t count) {
    if (count <= 0) return {};
    std::int64_t end = 0;
    if (__builtin_add_overflow(from, count, &end)) end = std::numeric_limits<std::int64_t>::max();
    if (end <= 0) return {};
    const std::size_t first = offset_of(text, std::max<std::int64_t>(from, 0));
    const std::string_view rest = text.substr(first);
    return rest.substr(0, offset_of(rest, end - std::max<std::int64_t>(from, 0)));
}

std::optional<std::int64_t> integer_in(std::string_view text) {
    return whole_number<std::int64_t>(text);
}

std::optional<double> number_in(std::string_view text) {
    const std::optional<double> number = whole_number<double>(text);
    if (!number || !std::isfinite(*number)) return std::nullopt;
    return number;
}

struct Patterns::Pattern {
    explicit Pattern(std::string_view text)
        : regex(re2::StringPiece(text.data(), text.size()), options()) {}
    static RE2::Options options() {
        RE2::Options options;
        options.set_log_errors(false);
        return options;
    }
    RE2 regex;
    std::unordered_map<SymbolId, bool> seen;
};

Patterns::Patterns() = default;
Patterns::~Patterns() = default;

std::optional<bool> Patterns::matches(SymbolId text, SymbolId pattern, const SymbolTable& symbols) {
    std::unique_ptr<Pattern>& compiled = patterns_[pattern];
    if (!compiled) compiled = std::make_unique<Pattern>(symbols.text(pattern));
    if (!compiled->regex.ok()) return std::nullopt;
    const auto [place, is_new] = compiled->seen.try_emplace(text, false);
    if (is_new) {
        const std::string_view subject = symbols.text(text);
        place->second =
            RE2::FullMatch(re2::StringPiece(subject.data(), subject.size()), compiled->regex);
    }
    return place->second;
}

std::string_view Patterns::error(SymbolId pattern) const {
    const auto found = patterns_.find(pattern);
    return found == patterns_.end() ? std::string_view() : found->second->regex.error();
}

}  // namespace obverse::eval
