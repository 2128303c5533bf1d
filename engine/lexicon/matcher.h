#pragma once

#include "engine/lexicon/form.h"
#include "engine/lexicon/words.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace obverse::lexicon {

/// A place where a form stands: its tokens from `first` to `last`.
struct Hit {
    std::uint32_t form = 0;  // the number it was added under
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    friend auto operator<=>(const Hit&, const Hit&) = default;
};

/// Finds many forms of one language in one pass. Every place is found, also those that overlap; a
/// form never reaches over a mark. Time is linear in the text and does not grow with the number of
/// forms, but with the room for other words that they leave.
class Matcher {
public:
    explicit Matcher(const std::string& language);

    const Stemmer& stemmer() const { return stemmer_; }
    void add(std::uint32_t form, std::span<const FormPiece> pieces);
    /// Hits by first token, then length, then form.
    std::vector<Hit> find(std::span<const Token> tokens) const;

private:
    struct Node {
        std::vector<std::uint32_t> forms;                           // that end here
        std::vector<std::pair<std::uint32_t, std::uint32_t>> gaps;  // at most words, then the node
        bool has_words = false;
    };
    struct Walk;
    std::uint32_t step(std::uint32_t node, const FormPiece& piece);
    std::uint32_t word_number(const std::string& word, bool is_stem);
    struct Place {
        std::uint32_t node = 0;
        std::uint32_t entered = 0;  // the group of the last piece
    };
    void insert(std::uint32_t form, std::span<const FormPiece> pieces, Place place);

    Stemmer stemmer_;
    std::vector<Node> nodes_;
    std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // node and label -> node
    std::unordered_map<std::string, std::uint32_t> words_;    // of exact words
    std::unordered_map<std::string, std::uint32_t> stems_;
};

}  // namespace obverse::lexicon
