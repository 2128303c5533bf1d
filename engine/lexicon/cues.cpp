#include "engine/lexicon/cues.h"

#include <algorithm>
#include <array>

namespace obverse::lexicon {

namespace {

bool ends_at(const Token& token, const Reach& reach) {
    if (token.is_word) return false;
    if (ends_clause(token) && !reach.is_across_clauses) return true;
    return std::find(reach.marks.begin(), reach.marks.end(), token.word) != reach.marks.end();
}

/// Small words that stand inside names: `Treaty on the Prevention of …`.
bool joins_names(const Token& token) {
    static constexpr std::array<std::string_view, 12> joiners = {
        "of", "the", "on", "in", "and", "for", "to", "a", "an", "by", "against", "from"};
    return std::find(joiners.begin(), joiners.end(), token.word) != joiners.end();
}

std::uint32_t right_end(std::span<const Token> tokens, std::uint32_t last, const Reach& reach) {
    const std::uint32_t limit = std::min(reach.words.value_or(widest_reach), widest_reach);
    std::uint32_t named = last;  // the last token that belongs to a name
    for (std::uint32_t words = 0; last + 1 < tokens.size(); ++last) {
        const Token& next = tokens[last + 1];
        if (ends_at(next, reach) || (next.is_word && ++words > limit)) break;
        if (!reach.is_over_name) continue;
        if (!next.is_word || !(next.is_initial || joins_names(next))) break;
        if (next.is_initial) named = last + 1;
    }
    return reach.is_over_name ? named : last;
}

std::uint32_t left_end(std::span<const Token> tokens, std::uint32_t first, const Reach& reach) {
    const std::uint32_t limit = std::min(reach.words.value_or(widest_reach), widest_reach);
    std::uint32_t named = first;
    for (std::uint32_t words = 0; first > 0; --first) {
        const Token& next = tokens[first - 1];
        if (ends_at(next, reach) || (next.is_word && ++words > limit)) break;
        if (!reach.is_over_name) continue;
        if (!next.is_word || !(next.is_initial || joins_names(next))) break;
        if (next.is_initial) named = first - 1;
    }
    return reach.is_over_name ? named : first;
}

}  // namespace

Stretch stretch_of(std::span<const Token> tokens, Stretch cue, const Reach& reach,
                   std::span<const Stretch> bounds) {
    Stretch stretch = cue;
    if (reach.side != Reach::Side::left) {
        stretch.last = right_end(tokens, cue.last, reach);
        const auto bound = std::upper_bound(
            bounds.begin(), bounds.end(), cue.last,
            [](std::uint32_t last, const Stretch& one) { return last < one.first; });
        if (bound != bounds.end()) stretch.last = std::min(stretch.last, bound->first - 1);
    }
    if (reach.side != Reach::Side::right) {
        stretch.first = left_end(tokens, cue.first, reach);
        for (auto bound = std::lower_bound(
                 bounds.begin(), bounds.end(), cue.first,
                 [](const Stretch&one, std::uint32_t first) { return one.first < first; });
             bound != bounds.begin();) {
            --bound;
            if (bound->last >= cue.first) continue;
            stretch.first = std::max(stretch.first, bound->last + 1);
            break;
        }
    }
    return stretch;
}

}  // namespace obverse::lexicon
