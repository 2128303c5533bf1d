#include "engine/lexicon/language.h"

#include <algorithm>
#include <array>

namespace obverse::lexicon {

namespace {

struct Language {
    std::string_view code;
    std::string_view name;
};
constexpr std::array languages = {
    Language{"ar", "arabic"},  Language{"zh", "chinese"}, Language{"en", "english"},
    Language{"fr", "french"},  Language{"de", "german"},  Language{"pt", "portuguese"},
    Language{"ru", "russian"}, Language{"es", "spanish"},
};

}  // namespace

std::string language_name(std::string_view name) {
    if (name.empty()) return "english";
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    for (const Language& each : languages) {
        if (lower == each.code) return std::string(each.name);
    }
    return lower;
}

}  // namespace obverse::lexicon
