#include "engine/check/phrase_matcher.h"

#include "engine/base/name_key.h"

#include <algorithm>
#include <set>
#include <utility>

namespace obverse::checking {

std::string word_key(std::string_view word) {
    std::string key = name_key(word);
    return key.empty() ? std::string(word) : key;
}

std::uint32_t PhraseMatcher::word_child(std::uint32_t node, const std::string& word) {
    const auto found = nodes_[node].words.find(word);
    if (found != nodes_[node].words.end()) return found->second;
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_[node].words.emplace(word, child);
    return child;
}

std::uint32_t PhraseMatcher::slot_child(std::uint32_t node, OneOf one_of) {
    for (const SlotEdge& edge : nodes_[node].slots) {
        if (edge.one_of == one_of) return edge.node;
    }
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_[node].slots.push_back({one_of, child});
    return child;
}

void PhraseMatcher::add(const PhrasePieces& pieces, std::span<const Slot> slots, PhraseForm form) {
    std::uint32_t node = 0;
    std::vector<std::uint32_t> order;
    for (const auto& piece : pieces) {
        if (const auto* word = std::get_if<std::string>(&piece)) {
            node = word_child(node, word_key(*word));
            continue;
        }
        const std::uint32_t index = std::get<std::uint32_t>(piece);
        const Slot& slot = slots[index];
        const bool is_one_of = slot.kind && schema_->kind(*slot.kind).is_one_of();
        node = slot_child(node, is_one_of ? slot.kind : std::nullopt);
        order.push_back(index);
    }
    nodes_[node].ends.push_back({std::move(form), std::move(order)});
}

/// A search in progress: the terms taken so far, in the order of the words.
struct PhraseMatcher::Search {
    std::span<const ast::Word> words;
    const TermReader& read;
    std::vector<std::string> keys;  // of the words
    std::vector<SlotTerm> taken;
    MatchResult result;
    std::set<std::pair<std::uint32_t, std::size_t>> dead;  // nodes that led nowhere from a word
};

namespace {

// Patterns of many slots in a row may fit the same words in ever so many ways.
constexpr std::size_t match_limit = 64;

}  // namespace

void PhraseMatcher::finish(Search& search, const Node& node) const {
    for (const End& end : node.ends) {
        PhraseMatch match{end.form, std::vector<SlotTerm>(end.slots.size())};
        for (std::size_t i = 0; i < end.slots.size(); ++i) {
            match.terms[end.slots[i]] = search.taken[i];
        }
        search.result.matches.push_back(std::move(match));
    }
}

void PhraseMatcher::walk(Search& search, std::uint32_t index, std::size_t position) const {
    const Node& node = nodes_[index];
    search.result.furthest = std::max(search.result.furthest, position);
    if (position == search.words.size()) {
        finish(search, node);
        return;
    }
    const std::size_t found_before = search.result.matches.size();
    const bool branches = node.slots.size() + node.words.size() > 0;
    if (!branches || found_before >= match_limit || search.dead.contains({index, position})) return;
    const ast::Word& word = search.words[position];
    const bool may_be_literal =
        word.kind != ast::WordKind::quoted && word.kind != ast::WordKind::placeholder;
    if (may_be_literal && !node.words.empty()) {
        const auto child = node.words.find(search.keys[position]);
        if (child != node.words.end()) walk(search, child->second, position + 1);
    }
    for (const SlotEdge& edge : node.slots) {
        for (TermCandidate& term : search.read(search.words.subspan(position), edge.one_of)) {
            search.taken.push_back(std::move(term.term));
            walk(search, edge.node, position + term.length);
            search.taken.pop_back();
        }
    }
    if (search.result.matches.size() == found_before) search.dead.emplace(index, position);
}

MatchResult PhraseMatcher::match(std::span<const ast::Word> words, const TermReader& read) const {
    Search search{words, read, {}, {}, {}, {}};
    for (const ast::Word& word : words) search.keys.push_back(word_key(word.text));
    walk(search, 0, 0);
    return std::move(search.result);
}

}  // namespace obverse::checking
