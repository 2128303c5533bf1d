#pragma once

#include "engine/eval/relation.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

/// How the conditions of a rule are gone through: an order, and what each step looks up.
namespace obverse::eval {

/// Which rows of a relation a step reads, in the round that is running.
enum class Range : std::uint8_t { all, last, old };

struct KeyTerm {
    std::optional<std::uint32_t> variable;
    Word word = 0;
};
struct ColumnVariable {
    std::uint32_t column = 0;
    std::uint32_t variable = 0;
};

/// The rows that agree with what is bound; each binds more. With `exists` the first is enough, with
/// `absent` there must be none.
struct Fetch {
    datalog::RelationId relation;
    std::vector<std::uint32_t> key_columns;  // ascending
    std::vector<KeyTerm> key;
    std::vector<ColumnVariable> binds;
    std::vector<ColumnVariable> repeats;  // a variable that the same row has bound
    Range range = Range::all;
    bool exists = false;
    bool absent = false;
    std::optional<std::size_t> premise;  // its number among the present atoms
};
struct Compare {
    const datalog::Comparison* comparison = nullptr;
};
struct Compute {
    const datalog::Binding* binding = nullptr;
    bool is_bound = false;  // then the values are compared
};
struct JoinPlan;
struct Fold {
    const datalog::Aggregate* aggregate = nullptr;
    std::vector<std::uint32_t> groups;  // shared variables that nothing else binds
    std::vector<JoinPlan> inner;        // one
    bool is_bound = false;
};
using Step = std::variant<Fetch, Compare, Compute, Fold>;

struct JoinPlan {
    std::vector<Step> steps;
    std::size_t premise_count = 0;
};

struct JoinOptions {
    std::optional<std::size_t> last;  // position of the atom that reads the last round's rows
    std::set<std::uint32_t> bound;    // variables with a value from outside
    std::set<std::uint32_t> wanted;   // variables that are read afterwards
    bool keep_premises = false;       // every way counts, not only every result
    /// Relations that grow in this round: atoms before `last` read old rows of them only.
    std::set<std::uint32_t> growing;
};

/// The variables that have a value when the plan is through.
std::set<std::uint32_t> bound_after(const JoinPlan& plan, const std::set<std::uint32_t>& before);

JoinPlan plan_rule(const datalog::Rule& rule, const Database& database, const JoinOptions& options);

}  // namespace obverse::eval
