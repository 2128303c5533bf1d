#pragma once

#include "engine/syntax/skeleton.h"

#include <boost/spirit/home/x3.hpp>

#include <optional>
#include <string_view>

/// The words of a line as tokens of a grammar. Costs seconds to compile: for the sources that hold
/// grammars, and for no other.
namespace obverse::skeleton {

namespace x3 = boost::spirit::x3;
using ast::Name;
using ast::Word;
using ast::WordKind;
using Iterator = Words::iterator;

struct FurthestTag;

/// One word that satisfies a predicate; its attribute is the word. Notes how far the parse came.
template <class Predicate>
struct Token : x3::parser<Token<Predicate>> {
    using attribute_type = Word;
    static constexpr bool has_attribute = true;

    explicit Token(Predicate predicate) : accepts(predicate) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
               Attribute& attribute) const {
        Iterator& furthest = x3::get<FurthestTag>(context).get();
        if (first > furthest) furthest = first;
        if (first == last || !accepts(*first)) return false;
        x3::traits::move_to(Word(*first), attribute);
        ++first;
        if (first > furthest) furthest = first;
        return true;
    }

    Predicate accepts;
};

inline auto keyword(std::string_view text) {
    return x3::omit[Token([text](const Word& word) {
        return (word.kind == WordKind::word || word.kind == WordKind::punctuation) &&
               word.text == text;
    })];
}
inline auto of_kind(WordKind kind) {
    return Token([kind](const Word& word) { return word.kind == kind; });
}

inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
inline bool is_capitalised(const Word& word) {
    return word.kind == WordKind::word && !word.text.empty() && is_upper(word.text[0]);
}

inline const auto id = Token([](const Word& word) {
    return word.kind == WordKind::word || word.kind == WordKind::integer ||
           word.kind == WordKind::date;
});
inline const auto name_word = Token([](const Word& word) {
    return word.kind != WordKind::punctuation && word.kind != WordKind::placeholder;
});
/// What names something in a line that may belong to an import: an id, a quoted name or a cell.
inline const auto operand =
    Token([](const Word& word) { return word.kind != WordKind::punctuation; });
inline const auto comma = keyword(",");

inline Name name_of(const Word& word) {
    return {word.text, word.span, word.kind == WordKind::quoted};
}
inline Span join(Span left, Span right) {
    return {left.source, left.begin, right.end};
}

template <class Parser, class Attribute>
bool parse_all(Words words, const Parser& parser, Attribute& attribute, std::size_t* furthest) {
    Iterator first = words.begin();
    Iterator reached = first;
    const auto noted = x3::with<FurthestTag>(std::ref(reached))[parser];
    const bool fits = x3::parse(first, words.end(), noted, attribute) && first == words.end();
    if (furthest != nullptr) *furthest = static_cast<std::size_t>(reached - words.begin());
    return fits;
}

template <class Node, class Parser>
std::optional<Node> parse_node(Words words, const Parser& parser, std::size_t* furthest) {
    Node node{};
    if (!parse_all(words, parser, node, furthest)) return std::nullopt;
    return node;
}

/// Runs a semantic action: `node` is the attribute of the rule, `value` that of the parser.
template <class Function>
auto act(Function function) {
    return [function](auto& context) { function(x3::_val(context), x3::_attr(context)); };
}

inline const auto is = keyword("is");
inline const auto of = keyword("of");
/// `a, b and c`
inline const auto separator =
    (comma >> -(keyword("and") | keyword("or"))) | keyword("and") | keyword("or");

}  // namespace obverse::skeleton
