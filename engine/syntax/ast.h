#pragma once

#include "engine/base/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The syntax tree of the rule language. Plain structs, each with its span; nothing is resolved
/// yet: sentences are rows of words until `check` matches them against the declared phrases.
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
};

/// A statement, or a list over conjunctions. For an aggregate, `statement` holds its head and
/// `members` has one conjunction.
struct Condition {
    enum class Shape : std::uint8_t { statement, any_of, all_of, at_least, aggregate };
    Shape shape = Shape::statement;
    Statement statement;
    std::int64_t least = 0;  // of at_least
    std::vector<std::vector<Condition>> members;
    Span span;
};

/// `cites wang-2026 section "4" points A2, A3`.
struct Citation {
    Name source;
    std::vector<std::pair<std::string, std::string>> places;  // ("section", "4"), ("article", "IX")
    std::vector<Name> points;
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

// ---- blocks

struct KindDeclaration {
    Name name;
    std::optional<Name> parent;  // `is a kind of Actor`
    std::vector<Name> values;    // `is one of …`; empty for a kind of entities
    std::string doc;
    Span span;
};
struct GroupDeclaration {
    Name name;
    Name kind;
    std::vector<Name> values;
    std::string doc;
    Span span;
};

/// `{State}`, `{victim: State}`, `{day: date}`.
struct SlotPattern {
    std::string role;  // empty when the kind stands alone
    Name kind;
    Span span;
};
/// The pattern of a phrase: literal words and slots in order.
struct Pattern {
    std::vector<std::variant<Word, SlotPattern>> pieces;
    std::string text;
    Span span;
};
struct Translation {
    std::string language;
    Pattern pattern;
};
struct PhraseDeclaration {
    Name name;
    Pattern pattern;
    bool derived = false;
    bool closed = false;
    std::vector<Name> closed_per;  // slots
    std::optional<Name> one;       // `one {Intention} per {Behaviour}`
    std::vector<Name> one_per;
    std::vector<Pattern> plurals;
    std::vector<Pattern> questions;
    std::vector<Translation> translations;
    std::string doc;
    Span span;
};
struct Vocabulary {
    Name name;
    std::string doc;
    std::vector<KindDeclaration> kinds;
    std::vector<GroupDeclaration> groups;
    std::vector<PhraseDeclaration> phrases;
    Span span;
};

struct RelationDeclaration {
    struct Column {
        Name name;
        Name type;  // text, integer, number, date
    };
    Name name;
    std::vector<Column> columns;
    bool input = false;
    bool output = false;
    bool size = false;
    std::string doc;
    Span span;
};

struct ScaleDeclaration {
    struct Worth {
        std::int64_t numerator = 0;
        std::int64_t denominator = 1;
    };
    Name name;
    std::vector<Name> levels;   // least first
    std::vector<Worth> worths;  // as many as levels, or none
    std::string doc;
    Span span;
};
struct QuantityDeclaration {
    Name name;
    Pattern pattern;  // `the deterrent strength of {State}`
    Name scale;
    std::string doc;
    Span span;
};
struct Grade {
    struct Factor {
        Name name;
        std::vector<Word> words;  // `the deterrent strength of A`
        std::vector<Citation> cites;
        Span span;
    };
    Name name;
    Pattern pattern;
    std::vector<Variable> variables;  // `for State A and State B`
    std::vector<Factor> factors;      // `is the product of:`
    std::vector<Citation> cites;
    std::string doc;
    Span span;
    std::string lens = {};  // the lens that it stands in; empty for common ground
};

/// What the rule-like blocks share. `lens` is the lens that the block stands in, empty for common
/// ground.
struct RuleHeader {
    Name name;  // empty text for an unnamed rule
    std::string title;
    std::string lens;
    std::vector<Citation> cites;
    Span span;
    bool is_incomplete = false;  // a line of the block was left out, for an error that is reported
};
struct Rule {
    RuleHeader header;
    Statement conclusion;  // polarity `denied` for a rule that denies
    std::vector<Condition> conditions;
    std::vector<Name> overrides;
};
/// `exception NAME to TARGET`; the target is a rule, an exception or `DEFINITION.ELEMENT`.
struct Exception {
    RuleHeader header;
    Name target;
    std::vector<Condition> conditions;
};
struct Element {
    Name name;
    std::vector<Condition> conditions;
    std::vector<Citation> cites;
    std::string doc;
    Span span;
};
struct WhenOnly {
    Name element;
    Statement conclusion;
    std::vector<Condition> conditions;
    std::vector<Citation> cites;
    Span span;
};
struct Category {
    Name name;
    std::vector<Name> forms;
    std::vector<Citation> cites;
    Span span;
};
struct Definition {
    enum class Shape : std::uint8_t { requires_all, judged_by, forms };
    RuleHeader header;
    Statement conclusion;
    Shape shape = Shape::requires_all;
    std::int64_t least = 0;  // of judged_by; 0 means all of them
    std::vector<Element> elements;
    std::vector<Category> categories;
    std::vector<Element> unless;
    std::vector<WhenOnly> when_only;
};
struct Table {
    enum class Cell : std::uint8_t { yes, no, no_record, either };
    struct Column {
        Statement statement;
        bool marked_result = false;  // header begins with `then`
        Span span;
    };
    struct Row {
        std::vector<Cell> cells;
        std::vector<Citation> cites;
        Span span;
    };
    RuleHeader header;
    std::vector<Variable> variables;  // `for State A`
    std::vector<Condition> conditions;
    std::vector<Column> columns;
    std::vector<Row> rows;
    bool checked = false;  // `checked for gaps and overlaps`
};

struct Lens {
    struct ParameterLine {
        Name name;
        std::variant<Integer, Number, DateText, Name> value;
        std::string unit;  // `days`, `months`, `years` or another word; may be empty
        Span span;
    };
    Name name;
    std::string title;
    std::string doc;
    std::vector<Name> uses;
    std::vector<Name> extends;
    std::vector<ParameterLine> parameters;
    std::vector<Pattern> silent_on;
    std::vector<Citation> cites;
    Span span;
};

/// A line of an `entities` block or of an import that declares rather than claims: `x is a State
/// labelled "…"`, `x is also called "…", "…"`, `x speaks for y`, `x has url "…"`, `x is issued by y
/// on DATE`, `x is based on y`. In imports the words may be placeholders.
struct EntityLine {
    enum class Shape : std::uint8_t { kind, alias, speaks_for, url, issued, based_on };
    Shape shape = Shape::kind;
    Word subject;
    std::vector<Word> objects;  // the kind, the aliases, the actor, the url, the issuer, the source
    std::optional<Word> label;  // of kind
    std::optional<Word> date;   // of issued
    Span span;
};
struct Entities {
    std::vector<EntityLine> lines;
    Span span;
};
struct Speaker {
    Name name;
    std::string label;
    std::optional<Name> speaks_for;
    std::vector<Name> aliases;
    Span span;
};
struct SourceDeclaration {
    Name name;
    std::string label;
    std::optional<Name> issued_by;
    std::optional<DateText> issued_on;
    std::string url;
    std::vector<Name> based_on;
    Span span;
};
struct Claim {
    Name name;  // empty text when unnamed
    Statement statement;
    Tail tail;
    Span span;
};
/// `corroborated`, `own word on intent, impact`, `word of X`, `confidence at least medium`.
struct PolicyLine {
    enum class Shape : std::uint8_t {
        keep_disputes,
        undisputed,
        corroborated,
        word_of,
        own_word,
        confidence,
    };
    Shape shape = Shape::keep_disputes;
    std::vector<Name> names;
    Span span;
};
struct Policy {
    Name name;
    std::string title;
    std::vector<PolicyLine> lines;
    Span span;
};

/// `{actor} is not "unknown"`.
struct CellTest {
    enum class Shape : std::uint8_t { is, is_not, one_of, empty, not_empty };
    Shape shape = Shape::is;
    Name column;
    std::vector<Name> values;
    Span span;
};
/// `let event be {same_event_as} or {id}`: the first of the columns that is not empty.
struct Let {
    Name name;
    std::vector<Name> columns;
    Span span;
};
/// `for each state in {target_states}`.
struct ForEach {
    Name name;
    Name column;
    Span span;
};
/// A line of an import: a guard over deeper lines, an entity line, or a claim.
struct ImportLine {
    std::vector<CellTest> when;  // all must hold
    std::optional<ForEach> for_each;
    std::variant<std::vector<ImportLine>, EntityLine, Statement> body;
    Tail tail;  // of a statement
    Span span;
};
struct Import {
    Name file;
    std::vector<Let> lets;
    std::vector<ImportLine> lines;
    std::vector<Name> notes;  // `the column {c} is a note`
    Tail tail;                // the block's own `asserted by … in …`
    struct ConfidenceLine {
        Name level;
        std::vector<CellTest> when;
    };
    std::vector<ConfidenceLine> confidence;
    Span span;
};

struct Expectation {
    enum class Verdict : std::uint8_t { supported, refuted, contested, undetermined, outside };
    Verdict verdict = Verdict::supported;
    Statement statement;
    std::optional<Name> because;
    Span span;
};
struct Given {
    Statement statement;
    Tail tail;
    Span span;
};
struct Example {
    std::string title;
    std::string lens;  // of the section it stands in
    std::optional<Name> under;
    std::optional<Name> accept;
    std::optional<DateText> as_of;
    std::vector<Given> givens;
    std::vector<Expectation> expectations;
    std::vector<Citation> cites;
    Span span;
};
/// `events are also called "{year} {object} test"`.
struct EventNames {
    std::vector<Name> patterns;
    Span span;
};
struct Workspace {
    Name name;
    std::string title;
    std::optional<Name> extends;
    std::optional<Name> lens;
    std::optional<Name> accept;
    std::optional<DateText> as_of;
    Span span;
};

using Block =
    std::variant<Vocabulary, RelationDeclaration, ScaleDeclaration, QuantityDeclaration, Grade,
                 Rule, Exception, Definition, Table, Lens, Entities, Speaker, SourceDeclaration,
                 Claim, Policy, Import, Example, EventNames, Workspace>;

/// One file.
struct File {
    SourceId source;
    std::vector<Block> blocks;
};

}  // namespace obverse::ast
