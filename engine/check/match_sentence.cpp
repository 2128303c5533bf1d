#include "engine/base/edit_distance.h"
#include "engine/check/misspelt_kind.h"
#include "engine/check/refused_words.h"
#include "engine/check/statement.h"
#include "engine/check/verb_forms.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace obverse::checking {

namespace {

/// Least number of words to drop, add or change to make the words fit the pieces; a slot takes any
/// one or two words for nothing.
std::size_t word_distance(const PhrasePieces& pieces, std::span<const ast::Word> words) {
    const std::size_t width = words.size() + 1;
    std::vector<std::vector<std::size_t>> cost(pieces.size() + 1, std::vector<std::size_t>(width));
    for (std::size_t j = 0; j < width; ++j) cost[0][j] = 2 * j;
    for (std::size_t i = 1; i <= pieces.size(); ++i) {
        const auto* literal = std::get_if<std::string>(&pieces[i - 1]);
        for (std::size_t j = 0; j < width; ++j) {
            std::size_t best = cost[i - 1][j] + 2;
            if (j > 0) {
                best = std::min(best, cost[i][j - 1] + 2);
                std::size_t change = 0;
                if (literal != nullptr) {
                    const std::string word = word_key(words[j - 1].text);
                    const std::string wanted = word_key(*literal);
                    const bool is_near = edit_distance(word, wanted, 2) <= 2 && wanted.size() > 3;
                    change = word == wanted ? 0 : is_near ? 1 : 3;
                }
                best = std::min(best, cost[i - 1][j - 1] + change);
            }
            if (j > 1 && literal == nullptr) best = std::min(best, cost[i - 1][j - 2]);
            cost[i][j] = best;
        }
    }
    return cost[pieces.size()][words.size()];
}

/// How many words with a meaning of their own a phrase has in common with these, its slots by their
/// kinds and roles.
std::size_t shared_words(const Schema& schema, const Phrase& phrase,
                         std::span<const ast::Word> words) {
    std::set<std::string> own;
    for (const auto& piece : phrase.pieces) {
        if (const auto* word = std::get_if<std::string>(&piece)) own.insert(word_key(*word));
    }
    for (const Slot& slot : phrase.slots) {
        own.insert(slot.role);
        if (slot.kind) own.insert(word_key(schema.kind(*slot.kind).name));
    }
    std::set<std::string> shared;
    for (const ast::Word& word : words) {
        const std::string key = word_key(word.text);
        if (is_function_word(key)) continue;
        if (own.contains(key)) shared.insert(key);
        for (const std::string& noun : singulars(key)) {
            if (own.contains(noun)) shared.insert(noun);
        }
    }
    return shared.size();
}

/// Any term in any slot, `one of` or not: to tell a wrong value from a wrong phrase.
MatchResult match_leniently(const Context& context, std::span<const ast::Word> words) {
    return context.matcher.match(words, [&](std::span<const ast::Word> rest, OneOf) {
        return read_terms(context.schema(), context.checked.program.symbols, rest, std::nullopt);
    });
}

/// Reports the first word that stands in a slot of values without being one.
bool report_wrong_value(Context& context, const PhraseMatch& match) {
    const Phrase& phrase = context.schema().phrase(match.form.phrase);
    for (std::size_t i = 0; i < match.terms.size(); ++i) {
        const Slot& slot = phrase.slots[i];
        if (!slot.kind || !context.schema().kind(*slot.kind).is_one_of()) continue;
        const auto* term = std::get_if<ast::Term>(&match.terms[i].value);
        if (term == nullptr) continue;
        const std::string& kind = context.schema().kind(*slot.kind).name;
        const auto* name = std::get_if<ast::Name>(term);
        if (name != nullptr &&
            is_value_word(context.schema(), context.symbols(), *slot.kind, name->text)) {
            continue;
        }
        const std::string text(context.sources.text(match.terms[i].span));
        std::string values;
        for (const SymbolId value : context.schema().kind(*slot.kind).values) {
            values += (values.empty() ? "" : ", ") + std::string(context.symbols().text(value));
        }
        context.error(Code::unknown_value, match.terms[i].span,
                      "`" + text + "` is no value of `" + kind + "`", "a `" + kind + "` is wanted",
                      "write one of " + values + ", or a group of them");
        return true;
    }
    return false;
}

void report_unknown(Context& context, std::span<const ast::Word> words, Span span,
                    std::size_t furthest) {
    if (report_refused_words(context, words)) return;
    if (report_misspelt_kind(context, words, furthest)) return;
    const Span whole = span_of(words, span);
    const bool at_end = furthest >= words.size();
    const Span caret = at_end ? Span{whole.source, whole.end, whole.end} : words[furthest].span;
    std::string help;
    for (const std::string& phrase : nearest_phrases(context.schema(), words)) {
        help += (help.empty() ? "the nearest phrases are " : ", ") + ("`" + phrase + "`");
    }
    if (help.empty()) help = "declare the phrase in a vocabulary";
    context.error(Code::unknown_phrase, caret,
                  "`" + std::string(context.sources.text(whole)) + "` fits no declared phrase",
                  at_end ? "something is missing here" : "no phrase goes on with this word", help);
}

}  // namespace

Span span_of(std::span<const ast::Word> words, Span otherwise) {
    if (words.empty()) return otherwise;
    return {words.front().span.source, words.front().span.begin, words.back().span.end};
}

std::vector<std::string> nearest_phrases(const Schema& schema, std::span<const ast::Word> words,
                                         std::size_t count) {
    if (words.size() > 60) return {};  // no sentence: a comparison would cost more than it tells
    // Most words in common first, then the least changes.
    std::vector<std::tuple<std::ptrdiff_t, std::size_t, std::string>> ranked;
    for (const Phrase& phrase : schema.phrases) {
        if (phrase.is_relation) continue;
        const std::size_t distance = word_distance(phrase.pieces, words);
        const auto shared = static_cast<std::ptrdiff_t>(shared_words(schema, phrase, words));
        const bool is_near = words.size() > 2 && distance < 2 * phrase.pieces.size();
        if (shared > 0 || is_near) {
            ranked.emplace_back(-shared, distance, pattern_text(schema, phrase));
        }
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> names;
    for (const auto& [shared, distance, text] : ranked) {
        if (names.size() < count) names.push_back(text);
    }
    return names;
}

MatchResult find_phrases(const Context& context, std::span<const ast::Word> words) {
    MatchResult result =
        context.matcher.match(words, [&](std::span<const ast::Word> rest, OneOf one_of) {
            return read_terms(context.schema(), context.checked.program.symbols, rest, one_of);
        });
    std::erase_if(result.matches, [](const PhraseMatch& match) {
        return match.form.shape != PhraseForm::Shape::statement &&
               match.form.shape != PhraseForm::Shape::grade_test;
    });
    return result;
}

std::optional<PhraseMatch> match_sentence(Context& context, std::span<const ast::Word> words,
                                          Span span) {
    MatchResult found = find_phrases(context, words);
    if (found.matches.size() > 1) {
        std::erase_if(found.matches, [&](const PhraseMatch& match) {
            return context.overlapping.contains(match.form.phrase);
        });
    }
    if (found.matches.size() == 1) return std::move(found.matches.front());
    if (found.matches.empty()) {
        const MatchResult lenient = match_leniently(context, words);
        if (lenient.matches.size() != 1 || !report_wrong_value(context, lenient.matches.front())) {
            report_unknown(context, words, span, found.furthest);
        }
        return std::nullopt;
    }
    std::string help = "it fits";
    for (std::size_t i = 0; i < found.matches.size(); ++i) {
        const Phrase& phrase = context.schema().phrase(found.matches[i].form.phrase);
        help += (i == 0 ? " `" : " and `") + pattern_text(context.schema(), phrase) + "`";
    }
    const Span whole = span_of(words, span);
    context.error(Code::ambiguous_sentence, whole,
                  "`" + std::string(context.sources.text(whole)) + "` fits several phrases", "",
                  help + ": use the functional form of the one you mean");
    return std::nullopt;
}

}  // namespace obverse::checking
