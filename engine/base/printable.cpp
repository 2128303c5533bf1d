#include "engine/base/printable.h"

#include "engine/base/name_key.h"

#include <algorithm>

namespace obverse {

namespace {

constexpr std::string_view replacement = "\uFFFD";

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20U || c == '\x7F';
}

/// `text` is valid UTF-8.
void append_visible(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        // U+0080 to U+009F, in two bytes, are control characters too.
        const bool is_c1 = text[i] == '\xC2' && i + 1 < text.size() &&
                           static_cast<unsigned char>(text[i + 1]) < 0xA0U;
        if (text[i] == '\t') {
            out += ' ';
        } else if (is_c1 || is_control(text[i])) {
            out += replacement;
            if (is_c1) ++i;
        } else {
            out += text[i];
        }
    }
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::size_t bad = text.size();
        is_valid_utf8(text, &bad);
        append_visible(out, text.substr(0, bad));
        if (bad == text.size()) break;
        out += replacement;
        text.remove_prefix(bad + 1);
    }
    return out;
}

}  // namespace obverse
