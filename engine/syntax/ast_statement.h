#pragma once

#include "engine/base/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Words, terms, sentences and conditions, and who says them.
namespace obverse::ast {

/// An identifier or a quoted name, without its quotes.
struct Name {
    std::string text;
    Span span;
    bool quoted = false;
};

enum class WordKind : std::uint8_t {
    word,         // letters, digits, hyphens, dots, apostrophes: an id, a keyword, a variable
    quoted,       // "…" (text without the quotes)
    integer,      // -12
    number,       // 3.5
    date,         // 2021-11-15, 2021-11
    placeholder,  // {column} of an import (text without the braces)
    punctuation,  // one of ( ) , : ; | + * / ^
};

struct Word {
    WordKind kind = WordKind::word;
    std::string text;
    Span span;
};

// ---- terms and expressions of built-in sentences

/// `the behaviour` (kind "behaviour"), `State A` (kind "State", letter "A"), `A` (letter only).
struct Variable {
    std::string kind;
    std::string letter;
    Span span;
};
struct Wildcard {
    Span span;
};
struct Integer {
    std::int64_t value = 0;
    Span span;
};
struct Number {
    double value = 0;
    Span span;
};
struct DateText {
    std::string text;
    Span span;
};
/// `the parameter long-lived`.
struct Parameter {
    Name name;
};
using Term = std::variant<Variable, Wildcard, Name, Integer, Number, DateText, Parameter>;

/// A term, or an operator over operands. Operators by their words: `+ - * / mod ^ band bor bxor
/// bnot`, `lesser`, `greater`, `joined`, `length`, `part` (text, from, for), `contains` and `days`
/// (from, to), `number-in`, `text-of`, `negated`.
struct Expression {
    std::string operation;  // empty for a term
    Term term = Wildcard{};
    std::vector<Expression> operands;
    Span span;
};

enum class Comparator : std::uint8_t {
    is,
    differs,
    less,
    more,
    at_least,
    at_most,
    contains,
    matches
};

// ---- statements

/// `responsible(A, B)`.
struct FunctionalAtom {
    Name relation;
    std::vector<Term> terms;
};
/// `N is less than 30`, `A differs from V`, `V is X + 1`.
struct Comparison {
    Comparator comparator = Comparator::is;
    Expression left;
    Expression right;
};
/// `x is a State`.
struct KindTest {
    Term term;
    Name kind;
};
enum class AggregateFunction : std::uint8_t { count, total, least, greatest, average };
/// `N is the number of Concern C such that:`, `T is the total of X over X, Y such that:`.
struct AggregateHead {
    Variable result;
    AggregateFunction function = AggregateFunction::count;
    std::optional<Expression> value;  // what is summed or compared; none for a count
    std::vector<Variable> over;       // the tuple whose distinct values count
};
/// Words that no built-in form fits: for the declared phrases.
struct Sentence {};

enum class Polarity : std::uint8_t { holds, denied, no_record };

/// One sentence with its prefix taken off. `words` always holds the whole sentence without the
/// prefix; `form` is the built-in form that the words fit, if they fit one. A sentence that fits a
/// built-in form and a declared phrase is the phrase's.
struct Statement {
    Polarity polarity = Polarity::holds;
    std::vector<Word> words;
    std::variant<Sentence, FunctionalAtom, Comparison, KindTest, AggregateHead> form;
    Span span;
    bool is_reported = false;  // as an error: nothing more is to be said of it
};

/// `cites wang-2026 section "4" points A2, A3`.
struct Citation {
    Name source;
    std::vector<std::pair<std::string, std::string>> places;  // ("section", "4"), ("article", "IX")
    std::vector<Name> points;
    Span span;
};

/// A statement, or a list over conjunctions. For an aggregate, `statement` holds its head and
/// `members` has one conjunction.
struct Condition {
    enum class Shape : std::uint8_t { statement, any_of, all_of, at_least, aggregate };
    Shape shape = Shape::statement;
    Statement statement;
    std::int64_t least = 0;  // of at_least
    std::vector<std::vector<Condition>> members;
    std::vector<Citation> cites;  // of a bullet
    Span span;
};

// ---- attribution of claims

enum class Stance : std::uint8_t { asserted, denied };

/// `asserted by A, B in SOURCE, url "…"`; in imports the words may be placeholders.
struct Voice {
    Stance stance = Stance::asserted;
    std::vector<Word> speakers;
    std::optional<Word> source;
    std::optional<Word> url;
    Span span;
};
struct Tail {
    std::vector<Voice> voices;
    std::optional<Word> source;  // `in SOURCE` without a speaker
    std::optional<Word> url;
    std::optional<Word> from;
    std::optional<Word> until;
    std::optional<Word> confidence;
};

}  // namespace obverse::ast
