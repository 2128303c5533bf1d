#pragma once

#include "engine/datalog/expression.h"
#include "engine/model/citation.h"
#include "engine/model/claim.h"
#include "engine/model/draft_words.h"
#include "engine/model/schema.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace obverse {

using LensId = StrongId<struct LensTag>;

/// A checked program: what was written, with every name resolved. Data only.

using datalog::AggregateFunction;
using datalog::Comparator;
using datalog::Expression;
using datalog::Term;
using datalog::Variable;
using datalog::Wildcard;

/// A variable of one rule: how it was written and what it ranges over.
///
/// `the parameter NAME` is a variable too, one whose `parameter` is not empty: no condition binds
/// it. It stands for the parameter of the lens that the rule is read under, which may be another
/// than the lens the rule stands in; put the value in its place before evaluation.
struct VariableInfo {
    std::string name;  // `the behaviour`, `State A`, `X`
    ColumnType type = ColumnType::symbol;
    std::optional<KindId> kind;
    std::string parameter = {};
};

/// A phrase applied to terms. A group or `any` is a constant: the symbol of its name (`values_of`
/// tells them from values). At most one group or `any` in an atom.
struct Atom {
    PhraseId phrase;
    std::vector<Term> terms;
    Span span;
};

enum class Polarity : std::uint8_t { holds, denied, no_record };

struct Literal {
    Polarity polarity = Polarity::holds;
    Atom atom;
};
/// True or false of an entity, never disputed. Binds its variable to the entities of the kind (and
/// of its sub-kinds) when nothing else does. The checker adds one where a variable is of a narrower
/// kind than every slot that binds it.
struct KindTest {
    Term term;
    KindId kind;
    Span span;
};
struct Comparison {
    Comparator comparator = Comparator::equal;
    Expression left;
    Expression right;
    Span span;
};
struct Binding {
    Variable variable;
    Expression expression;
    Span span;
};
/// A quantity or grade against a level of its scale; `terms` fill the slots of the quantity.
struct GradeTest {
    QuantityId quantity;
    std::vector<Term> terms;
    Comparator comparator = Comparator::equal;
    SymbolId level;
    Span span;
};
struct Condition;
using Conditions = std::vector<Condition>;
/// At least `least` of the members hold: 1 for `any of`, all for `all of`.
struct Choice {
    std::size_t least = 1;
    std::vector<Conditions> members;
    Span span;
};
struct Aggregate {
    Variable result;
    AggregateFunction function = AggregateFunction::count;
    Expression value;
    std::vector<Variable> over;
    Conditions body;
    Span span;
};
struct Condition {
    std::variant<Literal, KindTest, Comparison, Binding, GradeTest, Choice, Aggregate> form;
};

/// A numbered point that a source makes.
struct Point {
    SymbolId source;
    std::string id;
    std::string text;
    std::vector<std::pair<std::string, std::string>> places;
    std::vector<std::string> encodings;  // what it is encoded as: `definition`, `finding`
    Span span;
};

enum class BlockKind : std::uint8_t { rule, exception, definition, table, grade };

/// What all rule-like blocks share.
struct BlockHeader {
    BlockKind block = BlockKind::rule;
    std::string name;  // unique within its lens; made from the place when not given
    std::string title;
    std::optional<LensId> lens;  // none: common ground
    std::vector<Citation> cites;
    std::vector<VariableInfo> variables;
    Span span;
};

/// A rule, or one result cell of one row of a table (then `row` counts from 1 and the name is
/// `TABLE row N`).
struct Rule {
    BlockHeader header;
    bool denies = false;
    Atom head;
    Conditions conditions;
    std::vector<std::string> overrides;  // names of rules
    std::vector<std::string> disputes;   // names of rules that are meant to stand against it
    std::uint32_t row = 0;
};

/// An exception to what `target` names: a rule, an exception, or `DEFINITION.ELEMENT`. `shared`
/// pairs its variables with those of the target that they are.
struct Exception {
    BlockHeader header;
    std::string target;
    std::vector<std::pair<Variable, Variable>> shared;
    Conditions conditions;
};

struct Element {
    std::string name;
    Conditions conditions;
    std::vector<Citation> cites;
    std::string doc;
    Span span;
};
struct WhenOnly {
    std::size_t element = 0;
    Atom conclusion;
    Conditions conditions;
    std::vector<Citation> cites;
    Span span;
};
struct Category {
    SymbolId name;
    std::vector<std::size_t> forms;  // indexes of elements
    std::vector<Citation> cites;
    Span span;
};
/// Head variables are those of `head`; every other variable of an element is local to it.
struct Definition {
    enum class Shape : std::uint8_t { requires_all, judged_by, forms };
    BlockHeader header;
    Atom head;  // with forms, the variable of the form slot stands in it
    Shape shape = Shape::requires_all;
    std::size_t least = 0;  // of judged_by: how many elements must hold
    std::vector<Element> elements;
    std::vector<Element> unless;
    std::vector<WhenOnly> when_only;
    std::uint32_t form_slot = 0;        // of forms
    std::vector<SymbolId> form_values;  // of forms: one for each element
    std::vector<Category> categories;
};

/// The product of factors, each a quantity over the grade's variables.
struct Grade {
    struct Factor {
        std::string name;
        QuantityId quantity;
        std::vector<Term> terms;
        std::vector<Citation> cites;
        Span span;
    };
    BlockHeader header;
    QuantityId quantity;
    std::vector<Term> terms;
    std::vector<Factor> factors;
};

/// What a table said, for its own check and for coverage; its cells are rules.
struct Table {
    enum class Cell : std::uint8_t { yes, no, no_record, either };
    BlockHeader header;
    Conditions conditions;
    std::vector<Atom> condition_columns;
    std::vector<Atom> result_columns;
    struct Row {
        std::vector<Cell> cells;  // conditions, then results
        std::vector<Citation> cites;
        Span span;
    };
    std::vector<Row> rows;
    bool checked = false;
};

struct Parameter {
    std::string name;
    Value value;       // days for a length of time
    std::string text;  // as written: `25 years`
    Span span;
};
/// Whoever asks for a sentence of `asked` is told about `answered` too: the slots of a pair take
/// the same value, the others of `answered` are open and listed.
struct Beside {
    PhraseId asked;
    PhraseId answered;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> shared;  // slots of asked, of answered
    std::vector<Citation> cites;
    Span span;
};

struct Lens {
    std::string name;
    std::string title;
    std::string doc;
    std::vector<LensId> extends;
    std::vector<Parameter> parameters;
    std::vector<PhraseId> silent_on;
    std::vector<Beside> beside;  // in the order of the lines
    std::vector<Citation> cites;
    Span span;
};

struct Example {
    struct Expectation {
        enum class Verdict : std::uint8_t { supported, refuted, contested, undetermined, outside };
        Verdict verdict = Verdict::supported;
        Atom sentence;  // ground
        std::string because;
        Span span;
    };
    std::string title;
    std::optional<LensId> lens;  // none: the workspace's own
    std::string accept;          // name of a policy; empty: keep-disputes
    std::optional<Date> as_of;
    ClaimSet record;  // the givens
    std::vector<Expectation> expectations;
    std::vector<Citation> cites;
    Span span;
};

struct Program {
    SymbolTable symbols;
    Schema schema;
    std::vector<Lens> lenses;
    std::vector<Rule> rules;
    std::vector<Exception> exceptions;
    std::vector<Definition> definitions;
    std::vector<Grade> grades;
    std::vector<Table> tables;
    std::vector<Policy> policies;
    std::vector<Example> examples;
    std::vector<Point> points;  // in the order of the files
    std::vector<DraftTerm> terms;
    std::vector<Cue> cues;
    std::vector<Finding> findings;
};

}  // namespace obverse
