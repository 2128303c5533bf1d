#include "engine/check/misspelt_kind.h"

#include "engine/base/edit_distance.h"
#include "engine/check/statement.h"
#include "engine/check/vocabulary.h"

#include <algorithm>

namespace obverse::checking {

namespace {

using Words = std::span<const ast::Word>;

/// A noun that is no kind but resembles one, and how the kind would stand in its place.
struct Misspelling {
    std::size_t position = 0;
    std::string kind;
    std::string suggestion;
};

bool is_text(Words words, std::size_t at, std::string_view text) {
    return at < words.size() && words[at].kind == ast::WordKind::word && words[at].text == text;
}

/// The kind that the word was meant for, if it is none itself.
std::optional<std::string> kind_meant(const Schema& schema, const ast::Word& word) {
    if (word.kind != ast::WordKind::word || schema.kind_named(word.text)) return std::nullopt;
    const std::vector<std::string> nearest = nearest_kinds(schema, word.text);
    return nearest.empty() ? std::nullopt : std::optional(nearest.front());
}

/// `the behaviuor` and `Stat V`.
std::vector<Misspelling> misspelt_nouns(const Schema& schema, Words words) {
    std::vector<Misspelling> found;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (is_text(words, i, "the") || is_text(words, i, "The")) {
            if (auto kind = kind_meant(schema, words[i + 1])) {
                found.push_back({i + 1, *kind, "the " + word_key(*kind)});
            }
        } else if (words[i + 1].kind == ast::WordKind::word && is_letter(words[i + 1].text)) {
            if (is_letter(words[i].text) || is_function_word(words[i].text)) continue;
            if (auto kind = kind_meant(schema, words[i])) {
                found.push_back({i, *kind, *kind + " " + words[i + 1].text});
            }
        }
    }
    return found;
}

/// `x is a state`, with or without a label: a test of a kind by a word that only resembles one.
bool report_kind_test(Context& context, Words words) {
    for (std::size_t i = 1; i + 2 < words.size(); ++i) {
        const bool has_form = is_text(words, i, "is") &&
                              (is_text(words, i + 1, "a") || is_text(words, i + 1, "an")) &&
                              (i + 3 == words.size() || is_text(words, i + 3, "labelled"));
        if (!has_form || words[i + 2].kind != ast::WordKind::word) continue;
        const std::vector<std::string> nearest = nearest_kinds(context.schema(), words[i + 2].text);
        if (nearest.empty()) return false;
        context.error(Code::unknown_kind, words[i + 2].span,
                      "no kind is called `" + words[i + 2].text + "`", "", did_you_mean(nearest));
        return true;
    }
    return false;
}

}  // namespace

bool report_misspelt_kind(Context& context, Words words, std::size_t furthest) {
    if (report_kind_test(context, words)) return true;
    const std::vector<Misspelling> found = misspelt_nouns(context.schema(), words);
    if (found.empty()) return false;
    std::vector<ast::Word> corrected(words.begin(), words.end());
    bool is_at_fault = false;
    for (const Misspelling& one : found) {
        corrected[one.position].text = one.kind;
        is_at_fault = is_at_fault || one.position == furthest || one.position == furthest + 1;
    }
    if (!is_at_fault && find_phrases(context, corrected).matches.empty()) return false;
    for (const Misspelling& one : found) {
        const ast::Word& word = words[one.position];
        context.error(Code::unknown_kind, word.span, "no kind is called `" + word.text + "`", "",
                      "did you mean `" + one.suggestion + "`?");
    }
    return true;
}

}  // namespace obverse::checking
