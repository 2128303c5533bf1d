#pragma once

#include "engine/check/term.h"
#include "engine/datalog/expression.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace obverse::checking {

/// What a row of words that the trie holds stands for.
struct PhraseForm {
    enum class Shape : std::uint8_t { statement, plural, question, translation, grade_test };
    PhraseId phrase;
    Shape shape = Shape::statement;
    std::optional<QuantityId> quantity = std::nullopt;  // of grade_test, with the comparator
    datalog::Comparator comparator = datalog::Comparator::equal;
    std::string language = {};  // of translation
    std::uint32_t variant = 0;  // which of several patterns of one shape
};

struct PhraseMatch {
    PhraseForm form;
    std::vector<SlotTerm> terms;  // by slot; for a grade test the level is last
};

struct MatchResult {
    std::vector<PhraseMatch> matches;
    std::size_t furthest = 0;  // the first word that no phrase could go on with
};

/// The declared phrases as a trie of words and slots.
class PhraseMatcher {
public:
    explicit PhraseMatcher(const Schema& schema) : schema_(&schema), nodes_(1) {}

    void add(const PhrasePieces& pieces, std::span<const Slot> slots, PhraseForm form);
    /// Every way in which all the words fit a phrase. A slot takes exactly one of the terms that
    /// `read` offers.
    MatchResult match(std::span<const ast::Word> words, const TermReader& read) const;

private:
    struct SlotEdge {
        OneOf one_of;
        std::uint32_t node = 0;
    };
    struct End {
        PhraseForm form;
        std::vector<std::uint32_t> slots;  // the order in which the path fills them
    };
    struct Node {
        std::map<std::string, std::uint32_t> words;
        std::vector<SlotEdge> slots;
        std::vector<End> ends;
    };
    struct Search;

    std::uint32_t word_child(std::uint32_t node, const std::string& word);
    std::uint32_t slot_child(std::uint32_t node, OneOf one_of);
    void walk(Search& search, std::uint32_t node, std::size_t position) const;
    void finish(Search& search, const Node& node) const;

    const Schema* schema_;
    std::vector<Node> nodes_;
};

/// A word as the trie compares it: without regard to case and accents.
std::string word_key(std::string_view word);

}  // namespace obverse::checking
