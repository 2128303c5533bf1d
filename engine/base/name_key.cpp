#include "engine/base/name_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace obverse {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

/// Lower-case letters without their marks; everything else as it is.
icu::UnicodeString fold(std::string_view text) {
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    folded.foldCase();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
    return U_SUCCESS(status) ? decompose->normalize(folded, status) : folded;
}

void append_point(std::string& key, UChar32 point) {
    char buffer[4];
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(buffer, length, 4, point, failed);
    if (!failed) key.append(buffer, static_cast<std::size_t>(length));
}

void drop_article(std::string& key) {
    for (const std::string_view article : {"the ", "a ", "an "}) {
        if (key.size() > article.size() && key.starts_with(article)) {
            key.erase(0, article.size());
            return;
        }
    }
}

/// What an ASCII character becomes in a key: itself in lower case, a gap, or nothing.
enum : char { gap = 0, nothing = 1 };
constexpr std::array<char, 128> ascii_keys = [] {
    std::array<char, 128> keys{};
    for (char c = '0'; c <= '9'; ++c) keys[static_cast<std::size_t>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        keys[static_cast<std::size_t>(c)] = c;
        keys[static_cast<std::size_t>(c - ('a' - 'A'))] = c;
    }
    keys['\''] = nothing;
    return keys;
}();

std::string ascii_key(std::string_view name) {
    std::string key;
    key.reserve(name.size());
    bool is_apart = false;
    for (const char c : name) {
        const char folded = ascii_keys[static_cast<std::size_t>(c)];
        if (folded == nothing) continue;
        if (folded == gap) {
            is_apart = true;
            continue;
        }
        if (is_apart && !key.empty()) key += ' ';
        is_apart = false;
        key += folded;
    }
    drop_article(key);
    return key;
}

}  // namespace

std::string name_key(std::string_view name) {
    if (is_ascii(name)) return ascii_key(name);
    std::string key;
    bool is_apart = false;
    const icu::UnicodeString folded = fold(name);
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 point = folded.char32At(i);
        if (u_charType(point) == U_NON_SPACING_MARK || point == U'\'' || point == U'\u2019') {
            continue;
        }
        if (!u_isalnum(point)) {
            is_apart = true;
            continue;
        }
        if (is_apart && !key.empty()) key += ' ';
        is_apart = false;
        append_point(key, point);
    }
    drop_article(key);
    return key;
}

bool is_valid_utf8(std::string_view text, std::size_t* offset) {
    const auto length = static_cast<std::int64_t>(text.size());
    std::int64_t i = 0;
    while (i < length) {
        const std::int64_t start = i;
        if (static_cast<unsigned char>(text[static_cast<std::size_t>(i)]) < 0x80U) {
            ++i;
            continue;
        }
        UChar32 point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
        U8_NEXT(text.data(), i, length, point);  // a macro of ICU's that narrows inside
#pragma GCC diagnostic pop
        if (point < 0) {
            if (offset != nullptr) *offset = static_cast<std::size_t>(start);
            return false;
        }
    }
    return true;
}

}  // namespace obverse
