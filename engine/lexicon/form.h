#pragma once

#include "engine/lexicon/stemmer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::lexicon {

/// A piece of a form: a word, or room for other words.
struct FormPiece {
    std::string word;             // folded, or its stem when it is `inflected`
    bool is_inflected = false;    // `test~`: any word of that stem
    bool wants_capitals = false;  // written in capitals: `US` is not `us`
    std::uint32_t group = 0;  // `(in space)`: pieces of one number are missing together; 0: none
    std::uint32_t gap = 0;    // `..4`: at most so many words in its place
};

/// How a form is written, taken apart: words parted by spaces or hyphens, `~` behind a word for any
/// inflection of it, brackets round what may be missing, `..4` for at most four words of any kind.
/// Nothing when there is no word that must be there, when a gap stands at an end or is wider than
/// 9, or when brackets do not match; `problem` then says which.
std::optional<std::vector<FormPiece>> parse_form(std::string_view text, const Stemmer& stemmer,
                                                 std::string& problem);

}  // namespace obverse::lexicon
