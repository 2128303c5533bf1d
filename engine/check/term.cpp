#include "engine/check/term.h"

#include "engine/base/overloaded.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace obverse::checking {

namespace {

Span joined(Span first, Span last) {
    return {first.source, first.begin, last.end};
}

bool is_word(const ast::Word& word, std::string_view text) {
    return word.kind == ast::WordKind::word && word.text == text;
}

bool related(const Schema& schema, KindId left, KindId right) {
    return schema.is_a(left, right) || schema.is_a(right, left);
}

/// `the KIND`, `KIND LETTER` and `the parameter NAME`.
std::optional<TermCandidate> read_long_term(const Schema& schema, std::span<const ast::Word> rest,
                                            OneOf one_of) {
    if (rest.size() < 2 || rest[0].kind != ast::WordKind::word) return std::nullopt;
    const Span two = joined(rest[0].span, rest[1].span);
    if (is_word(rest[0], "the") && is_word(rest[1], "parameter") && rest.size() > 2) {
        const Span three = joined(rest[0].span, rest[2].span);
        const ast::Parameter parameter{{rest[2].text, rest[2].span, false}};
        return TermCandidate{{ast::Term{parameter}, three}, 3};
    }
    if (rest[1].kind != ast::WordKind::word) return std::nullopt;
    const bool is_the = rest[0].text == "the" || rest[0].text == "The";
    if (!is_the && !is_letter(rest[1].text)) return std::nullopt;
    const std::string& kind_text = is_the ? rest[1].text : rest[0].text;
    const std::optional<KindId> kind = schema.kind_named(kind_text);
    if (!kind || (one_of && !related(schema, *kind, *one_of))) return std::nullopt;
    if (is_the) return TermCandidate{{ast::Term{ast::Variable{kind_text, "", two}}, two}, 2};
    return TermCandidate{{ast::Term{ast::Variable{kind_text, rest[1].text, two}}, two}, 2};
}

std::optional<ast::Term> read_short_term(const ast::Word& word) {
    switch (word.kind) {
        case ast::WordKind::quoted:
            return ast::Name{word.text, word.span, true};
        case ast::WordKind::date:
            return ast::DateText{word.text, word.span};
        case ast::WordKind::number: {
            return ast::Number{std::strtod(word.text.c_str(), nullptr), word.span};
        }
        case ast::WordKind::integer: {
            ast::Integer integer{0, word.span};
            const char* end = word.text.data() + word.text.size();
            std::from_chars(word.text.data(), end, integer.value);
            return integer;
        }
        case ast::WordKind::word:
            if (is_letter(word.text)) return ast::Variable{"", word.text, word.span};
            if (is_function_word(word.text)) return std::nullopt;
            return ast::Name{word.text, word.span, false};
        default:
            return std::nullopt;
    }
}

}  // namespace

bool is_letter(std::string_view word) {
    if (word.empty() || word[0] < 'A' || word[0] > 'Z') return false;
    return std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_function_word(std::string_view word) {
    static constexpr std::array<std::string_view, 41> words = {
        "a",     "an",   "and",  "another", "are",  "as",   "at",    "be",   "been", "but",  "by",
        "did",   "do",   "does", "for",     "from", "had",  "has",   "have", "if",   "in",   "into",
        "is",    "it",   "its",  "may",     "not",  "of",   "on",    "or",   "than", "that", "the",
        "their", "they", "to",   "was",     "were", "when", "which", "with"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_value_word(const Schema& schema, const SymbolTable& symbols, KindId kind,
                   std::string_view word) {
    if (word == "any") return true;
    const std::vector<SymbolId>& values = schema.kind(kind).values;
    const bool is_value = std::any_of(values.begin(), values.end(),
                                      [&](SymbolId value) { return symbols.text(value) == word; });
    return is_value ||
           std::any_of(schema.groups.begin(), schema.groups.end(), [&](const Group& group) {
               return group.kind == kind && group.name == word;
           });
}

std::vector<TermCandidate> read_terms(const Schema& schema, const SymbolTable& symbols,
                                      std::span<const ast::Word> rest, OneOf one_of) {
    std::vector<TermCandidate> candidates;
    if (rest.empty()) return candidates;
    const ast::Word& word = rest[0];
    if (word.kind == ast::WordKind::placeholder) {
        candidates.push_back({{CellName{word.text}, word.span}, 1});
        return candidates;
    }
    if (const auto term = read_long_term(schema, rest, one_of)) candidates.push_back(*term);
    if (one_of && !is_letter(word.text) &&
        !(is_value_word(schema, symbols, *one_of, word.text) &&
          (word.kind == ast::WordKind::word || word.kind == ast::WordKind::quoted))) {
        return candidates;
    }
    if (const auto term = read_short_term(word)) candidates.push_back({{*term, word.span}, 1});
    return candidates;
}

Span span_of(const ast::Term& term) {
    return std::visit(overloaded{
                          [](const ast::Parameter& parameter) { return parameter.name.span; },
                          [](const auto& other) { return other.span; },
                      },
                      term);
}

}  // namespace obverse::checking
