#pragma once

#include "engine/syntax/ast_vocabulary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What follows: grades, rules, exceptions, definitions, tables, lenses and examples.
namespace obverse::ast {

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
    std::vector<Name> disputes = {};
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
    /// `beside "PATTERN" answer "PATTERN"`: who asks the first is told the second too.
    struct BesideLine {
        Pattern asked;
        Pattern answered;
        std::vector<Citation> cites;
        Span span;
    };
    Name name;
    std::string title;
    std::string doc;
    std::vector<Name> uses;
    std::vector<Name> extends;
    std::vector<ParameterLine> parameters;
    std::vector<Pattern> silent_on;
    std::vector<BesideLine> besides;
    std::vector<Citation> cites;
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

}  // namespace obverse::ast
