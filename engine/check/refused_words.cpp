#include "engine/check/refused_words.h"

#include "engine/check/statement.h"
#include "engine/syntax/statement.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::checking {

namespace {

using ast::Word;
using ast::WordKind;
using Words = std::span<const Word>;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, const Word& word) {
    return word.kind != WordKind::quoted &&
           std::find(list.begin(), list.end(), word.text) != list.end();
}

std::vector<Word> without(Words words, std::size_t position) {
    std::vector<Word> rest(words.begin(), words.end());
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(position));
    return rest;
}

std::string text_of(Words words) {
    std::string text;
    for (const Word& word : words) {
        if (!text.empty()) text += ' ';
        text += word.kind == WordKind::quoted ? "\"" + word.text + "\"" : word.text;
    }
    return text;
}

/// A declared sentence or a built-in one.
bool is_statement(const Context& context, Words words) {
    if (words.size() < 2) return false;
    if (!find_phrases(context, words).matches.empty()) return true;
    Diagnostics reported_elsewhere;
    const ast::Statement statement = parse_statement(words, reported_elsewhere);
    return !std::holds_alternative<ast::Sentence>(statement.form);
}

bool report_not(Context& context, Words words, std::size_t furthest) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].kind != WordKind::word || words[i].text != "not") continue;
        const std::vector<Word> rest = without(words, i);
        if (i < furthest && find_phrases(context, rest).matches.empty()) continue;
        const std::string sentence = text_of(rest);
        context.error(Code::ambiguous_not, words[i].span,
                      "`not` may mean that nobody says so, or that somebody denies it",
                      "which of the two?",
                      "write `there is no record that " + sentence + "` or `it is denied that " +
                          sentence + "`");
        return true;
    }
    return false;
}

bool report_or(Context& context, Words words, std::size_t furthest) {
    for (std::size_t i = furthest; i < words.size(); ++i) {
        if (words[i].kind != WordKind::word || words[i].text != "or") continue;
        context.error(Code::inline_or, words[i].span, "`or` stands inside a sentence",
                      "two sentences meet here", "list the two below `any of:`");
        return true;
    }
    return false;
}

/// `A if B`, `A and B`, `A; B`, where one of the two is a sentence by itself.
bool report_two(Context& context, Words words) {
    static constexpr std::array<std::string_view, 6> joints = {"and", "if", "unless",
                                                               "but", ";",  "."};
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (!is_one_of(joints, words[i])) continue;
        if (!is_statement(context, words.first(i)) &&
            !is_statement(context, words.subspan(i + 1))) {
            continue;
        }
        context.error(Code::two_statements, words[i].span, "two statements stand on one line",
                      "a second one begins here",
                      "write each on a line of its own, led by `if`, `and` or a bullet");
        return true;
    }
    return false;
}

bool report_pronoun(Context& context, Words words, std::size_t furthest) {
    static constexpr std::array<std::string_view, 8> pronouns = {"another", "it",   "its", "they",
                                                                 "their",   "them", "he",  "she"};
    for (std::size_t i = furthest; i < words.size(); ++i) {
        if (!is_one_of(pronouns, words[i])) continue;
        context.error(Code::pronoun, words[i].span,
                      "`" + words[i].text + "` does not say whom it means", "who or what?",
                      "name it again, as in `State A` or `the behaviour`");
        return true;
    }
    return false;
}

}  // namespace

bool report_refused_words(Context& context, Words words) {
    const std::size_t furthest = find_phrases(context, words).furthest;
    return report_not(context, words, furthest) || report_or(context, words, furthest) ||
           report_two(context, words) || report_pronoun(context, words, furthest);
}

}  // namespace obverse::checking
