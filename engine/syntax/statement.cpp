#include "engine/syntax/statement.h"

#include "engine/base/invariant.h"
#include "engine/syntax/skeleton.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace obverse {

namespace {

using ast::Word;
using ast::WordKind;
using Words = std::span<const Word>;

bool starts_with(Words words, std::span<const std::string_view> prefix) {
    if (words.size() <= prefix.size()) return false;
    return std::equal(prefix.begin(), prefix.end(), words.begin(),
                      [](std::string_view text, const Word& word) { return word.text == text; });
}

constexpr std::array<std::string_view, 4> denial = {"it", "is", "denied", "that"};
constexpr std::array<std::string_view, 5> absence = {"there", "is", "no", "record", "that"};

// Each level of parentheses costs the grammar several frames of the stack.
constexpr std::size_t deepest_parenthesis = 64;
// Operators nest without parentheses too: a longer sentence is no built-in form.
constexpr std::size_t longest_form = 1000;

/// Reports parentheses nested too deep for anybody to read.
bool is_shallow(Words words, Diagnostics& diagnostics) {
    std::size_t depth = 0;
    for (const Word& word : words) {
        if (word.kind != WordKind::punctuation) continue;
        if (word.text == "(" && ++depth > deepest_parenthesis) {
            diagnostics.report({.code = Code::nesting_too_deep,
                                .message = "parentheses are nested more than 64 deep",
                                .primary = Label{word.span, "this is the 65th"},
                                .help = "name the inner part by a condition of its own: `N is …`"});
            return false;
        }
        if (word.text == ")" && depth > 0) --depth;
    }
    return true;
}

}  // namespace

ast::Statement parse_statement(std::span<const Word> words, Diagnostics& diagnostics) {
    invariant(!words.empty());
    ast::Statement statement;
    statement.span = {words.front().span.source, words.front().span.begin, words.back().span.end};
    if (starts_with(words, denial)) {
        statement.polarity = ast::Polarity::denied;
        words = words.subspan(denial.size());
    } else if (starts_with(words, absence)) {
        statement.polarity = ast::Polarity::no_record;
        words = words.subspan(absence.size());
    }
    statement.words.assign(words.begin(), words.end());
    statement.is_reported = !is_shallow(words, diagnostics);
    if (statement.is_reported || words.size() > longest_form) return statement;
    if (auto form = skeleton::built_in(words)) statement.form = std::move(*form);
    return statement;
}

}  // namespace obverse
