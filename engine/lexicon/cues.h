#pragma once

#include "engine/lexicon/matcher.h"
#include "engine/lexicon/words.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace obverse::lexicon {

/// How far what a cue says reaches.
struct Reach {
    enum class Side : std::uint8_t { left, right, both };
    Side side = Side::right;
    std::vector<std::string> marks = {};      // at which it ends, besides those that end a clause
    std::optional<std::uint32_t> words = {};  // at most so many
    bool is_across_clauses = false;           // past `;` and `.`, to the end of the paragraph
    bool is_over_name = false;                // words with a capital, and small ones between them
};

/// No cue reaches further than so many words, whatever it says.
inline constexpr std::uint32_t widest_reach = 200;

/// Tokens from `first` to `last`.
struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// The tokens that a cue at `cue` speaks of, itself included: on its side as far as the clause, its
/// marks, its number of words and the nearest of `bounds` (in order) allow.
Stretch stretch_of(std::span<const Token> tokens, Stretch cue, const Reach& reach,
                   std::span<const Stretch> bounds);

}  // namespace obverse::lexicon
