#pragma once

#include "engine/base/strong_id.h"
#include "engine/datalog/expression.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// Plain stratified Datalog: what the engine evaluates. Lenses, verdicts and definitions are
/// compiled to it and are unknown here.
namespace obverse::datalog {

using RelationId = StrongId<struct RelationTag>;
using RuleId = StrongId<struct RuleTag>;

struct Relation {
    std::string name;
    std::vector<ColumnType> columns;  // may be empty: a relation that holds or not
};

struct Atom {
    RelationId relation;
    std::vector<Term> terms;  // as many as the relation has columns
};

/// `positive` atoms bind variables; an atom under absence binds none, and each of its variables
/// must be bound elsewhere (a wildcard asks for any value).
struct Literal {
    Atom atom;
    bool absent = false;
};

/// True, false, or not decidable from coarse dates. As a condition it holds when its outcome is
/// `wanted`: a rule for denial asks for `no`, one for what cannot be denied for `not_no`.
enum class Outcome : std::uint8_t { yes, no, not_yes, not_no };
struct Comparison {
    Comparator comparator = Comparator::equal;
    Expression left;
    Expression right;
    Outcome wanted = Outcome::yes;
};

/// Binds `variable` to the value of the expression.
struct Binding {
    Variable variable;
    Expression expression;
};

/// `result` is the aggregate over the distinct tuples of `over` for which `body` holds, one group
/// for each way of binding the variables that `body` shares with the rest of the rule (which bind
/// them). An empty group counts 0, totals 0, and has no least, greatest or average: then the
/// condition fails.
struct Aggregate {
    Variable result;
    AggregateFunction function = AggregateFunction::count;
    Expression value;            // not read for a count
    std::vector<Variable> over;  // local to the aggregate
    std::vector<std::variant<Literal, Comparison, Binding>> body;
};

using Condition = std::variant<Literal, Comparison, Binding, Aggregate>;

struct Rule {
    Atom head;
    std::vector<Condition> body;  // empty: the head is a fact
    std::uint32_t variable_count = 0;
    std::vector<ColumnType> variable_types;  // variable_count of them
    std::uint32_t origin = 0;                // the compiler's own number of what the rule came from
    Span span = {};                          // where a run-time error (division by zero) points
};

struct Program {
    std::vector<Relation> relations;
    std::vector<Rule> rules;
};

}  // namespace obverse::datalog
