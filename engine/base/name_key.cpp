#include "engine/base/name_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

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

std::string drop_article(std::string key) {
    for (const std::string_view article : {"the ", "a ", "an "}) {
        if (key.size() > article.size() && key.starts_with(article)) {
            return key.substr(article.size());
        }
    }
    return key;
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key;
    bool gap = false;
    const auto add = [&](auto point, bool is_word, bool is_mark) {
        if (is_mark) return;
        if (!is_word) {
            gap = true;
            return;
        }
        if (gap && !key.empty()) key += ' ';
        gap = false;
        append_point(key, static_cast<UChar32>(point));
    };
    if (is_ascii(name)) {
        for (const char c : name) {
            const bool upper = c >= 'A' && c <= 'Z';
            const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            add(upper ? c + ('a' - 'A') : static_cast<int>(c), word, c == '\'');
        }
        return drop_article(std::move(key));
    }
    const icu::UnicodeString folded = fold(name);
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 point = folded.char32At(i);
        const bool is_mark =
            u_charType(point) == U_NON_SPACING_MARK || point == U'\'' || point == U'\u2019';
        add(point, u_isalnum(point), is_mark);
    }
    return drop_article(std::move(key));
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
