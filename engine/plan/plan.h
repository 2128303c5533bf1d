#pragma once

#include "engine/datalog/program.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

/// What to do for one rule, as data: steps in order, each handing batches of bindings to the next.
/// Plans point into the program that they were made for.
namespace obverse::plan {

using VariableIndex = std::uint32_t;

/// Which rows of a relation a step reads: all that are visible, those of the last round, or those
/// before it.
enum class Range : std::uint8_t { all, delta, old };

/// A column that must equal a constant or a variable with a value.
struct KeyColumn {
    std::uint32_t column = 0;
    std::variant<Value, VariableIndex> equals;
};
/// A column whose value a variable takes.
struct BoundColumn {
    std::uint32_t column = 0;
    VariableIndex variable = 0;
};
struct EqualColumns {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
};

/// For each binding, the rows that agree with it: the step that multiplies. With a key the rows
/// come from an index, without one from a scan.
struct Fetch {
    datalog::RelationId relation;
    std::uint32_t condition = 0;  // position in the body
    Range range = Range::all;
    std::vector<KeyColumn> key;
    std::vector<KeyColumn> checks;  // compared row by row, for a scan
    std::vector<EqualColumns> equal_columns;
    std::vector<BoundColumn> binds;
    std::vector<VariableIndex> carried;  // variables that later steps still read
    std::optional<VariableIndex> row;    // takes the id of the row
};

/// Keeps the bindings for which a row with the key exists, or none does.
struct Probe {
    datalog::RelationId relation;
    std::uint32_t condition = 0;
    Range range = Range::all;
    bool absent = false;
    bool complete = false;  // the relation belongs to a lower stratum
    std::vector<KeyColumn> key;
    std::vector<EqualColumns> equal_columns;
    std::vector<VariableIndex> kept;
};

struct Filter {
    const datalog::Comparison* comparison = nullptr;
    std::uint32_t condition = 0;
    std::vector<VariableIndex> kept;
};

/// Gives the variable the value of the expression, or compares when it has one.
struct Compute {
    const datalog::Expression* expression = nullptr;
    VariableIndex variable = 0;
    bool compares = false;
    std::uint32_t condition = 0;
    std::vector<VariableIndex> kept;
};

struct RulePlan;
/// Runs `inner` for each distinct group (the values of `shared`) and folds what it finds.
struct Group {
    const datalog::Aggregate* aggregate = nullptr;
    bool compares = false;
    std::uint32_t condition = 0;
    std::vector<VariableIndex> shared;
    std::vector<VariableIndex> members;  // the tuple whose distinct values are folded
    std::vector<ColumnType> member_types;
    ColumnType result_type = ColumnType::integer;
    std::vector<RulePlan> inner;  // one; its last variable is the number of the group
    std::vector<VariableIndex> kept;
};

using Step = std::variant<Fetch, Probe, Filter, Compute, Group>;

struct RulePlan {
    std::uint32_t variable_count = 0;
    std::vector<VariableIndex> given;  // bound before the first step
    std::vector<Step> steps;
    std::vector<VariableIndex> wanted;  // bound after the last
    double cost = 0;                    // rows that are estimated to pass through the steps
};

}  // namespace obverse::plan
