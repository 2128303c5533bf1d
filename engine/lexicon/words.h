#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::lexicon {

/// A word or a mark of a text, by its bytes. Hyphens and dashes part words and are no tokens, nor
/// are footnote marks; apostrophes and soft hyphens are left out of the word that they stand in.
struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string word;  // lower case, without accents, in one spelling; of a mark, the mark itself
    bool is_word = true;
    bool is_initial = false;  // begins with a capital
    bool is_capital = false;  // every letter of it, and there is more than one; `ASATs` too
};

/// The words and marks of a text in UTF-8. Scripts without spaces are parted by ICU's dictionaries.
std::vector<Token> tokens_of(std::string_view text);

/// Ends a sentence or a part of one that stands for itself: `.` `;` `?` `!` and their like. A colon
/// does not: what stands behind it unfolds what stands before.
bool ends_clause(const Token& token);

}  // namespace obverse::lexicon
