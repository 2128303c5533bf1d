#include "engine/lexicon/matcher.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace obverse::lexicon {

namespace {

/// What an edge asks of a word: the word or its stem, in capitals or in any letters.
enum class Asks : std::uint32_t { word, capital_word, stem, capital_stem };

std::uint64_t label(std::uint32_t node, std::uint32_t number, Asks asks) {
    return (static_cast<std::uint64_t>(node) << 34U) | (static_cast<std::uint64_t>(number) << 2U) |
           static_cast<std::uint64_t>(asks);
}

}  // namespace

Matcher::Matcher(const std::string& language) : stemmer_(language), nodes_(1) {}

std::uint32_t Matcher::word_number(const std::string& word, bool is_stem) {
    auto& numbers = is_stem ? stems_ : words_;
    return numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second;
}

std::uint32_t Matcher::step(std::uint32_t node, const FormPiece& piece) {
    if (piece.gap > 0) {
        for (const auto& [gap, next] : nodes_[node].gaps) {
            if (gap == piece.gap) return next;
        }
        const auto next = static_cast<std::uint32_t>(nodes_.size());
        nodes_.emplace_back();
        nodes_[node].gaps.emplace_back(piece.gap, next);
        return next;
    }
    const Asks asks = piece.is_inflected ? (piece.wants_capitals ? Asks::capital_stem : Asks::stem)
                                         : (piece.wants_capitals ? Asks::capital_word : Asks::word);
    const std::uint64_t edge = label(node, word_number(piece.word, piece.is_inflected), asks);
    const auto [place, is_new] =
        edges_.try_emplace(edge, static_cast<std::uint32_t>(nodes_.size()));
    const std::uint32_t next = place->second;
    if (is_new) nodes_.emplace_back();
    nodes_[node].has_words = true;
    return next;
}

void Matcher::insert(std::uint32_t form, std::span<const FormPiece> pieces, Place place) {
    const auto [node, entered] = place;
    if (pieces.empty()) {
        std::vector<std::uint32_t>& forms = nodes_[node].forms;
        if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
        return;
    }
    const std::uint32_t group = pieces.front().group;
    if (group != 0 && group != entered) {
        std::size_t behind = 1;
        while (behind < pieces.size() && pieces[behind].group == group) ++behind;
        insert(form, pieces.subspan(behind), {node, 0});
    }
    insert(form, pieces.subspan(1), {step(node, pieces.front()), group});
}

void Matcher::add(std::uint32_t form, std::span<const FormPiece> pieces) {
    insert(form, pieces, {});
}

/// Follows the forms from one token on.
struct Matcher::Walk {
    struct Reading {
        std::optional<std::uint32_t> word;
        std::optional<std::uint32_t> stem;
    };

    const Matcher& matcher;
    std::span<const Token> tokens;
    std::vector<Reading> readings;
    std::uint32_t first = 0;
    std::vector<Hit> hits;

    void from(std::uint32_t node, std::uint32_t at) {
        const Node& here = matcher.nodes_[node];
        for (const std::uint32_t form : here.forms) hits.push_back({form, first, at - 1});
        if (at >= tokens.size() || !tokens[at].is_word) return;
        if (here.has_words) {
            follow(node, at, readings[at].word, Asks::word, Asks::capital_word);
            follow(node, at, readings[at].stem, Asks::stem, Asks::capital_stem);
        }
        for (const auto& [gap, next] : here.gaps) {
            for (std::uint32_t skipped = 0; skipped <= gap; ++skipped) {
                const std::uint32_t place = at + skipped;
                if (place >= tokens.size() || !tokens[place].is_word) break;
                from(next, place);
            }
        }
    }

    void follow(std::uint32_t node, std::uint32_t at, std::optional<std::uint32_t> number, Asks any,
                Asks capital) {
        if (!number) return;
        const auto any_edge = matcher.edges_.find(label(node, *number, any));
        if (any_edge != matcher.edges_.end()) from(any_edge->second, at + 1);
        if (!tokens[at].is_capital) return;
        const auto capital_edge = matcher.edges_.find(label(node, *number, capital));
        if (capital_edge != matcher.edges_.end()) from(capital_edge->second, at + 1);
    }
};

std::vector<Hit> Matcher::find(std::span<const Token> tokens) const {
    Walk walk{*this, tokens, {}, 0, {}};
    walk.readings.resize(tokens.size());
    std::unordered_map<std::string, std::optional<std::uint32_t>> known_stems;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_word) continue;
        const auto word = words_.find(tokens[i].word);
        if (word != words_.end()) walk.readings[i].word = word->second;
        if (stems_.empty()) continue;
        const auto [known, is_new] = known_stems.try_emplace(tokens[i].word);
        if (is_new) {
            const auto stem = stems_.find(stemmer_.stem(tokens[i].word));
            if (stem != stems_.end()) known->second = stem->second;
        }
        walk.readings[i].stem = known->second;
    }
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_word) continue;
        walk.first = i;
        walk.from(0, i);
    }
    std::sort(walk.hits.begin(), walk.hits.end(), [](const Hit& left, const Hit& right) {
        return std::tie(left.first, left.last, left.form) <
               std::tie(right.first, right.last, right.form);
    });
    walk.hits.erase(std::unique(walk.hits.begin(), walk.hits.end()), walk.hits.end());
    return std::move(walk.hits);
}

}  // namespace obverse::lexicon
