#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/statistics.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace obverse::plan {

struct PlanOptions {
    /// Position in the body of the literal that reads the last round's rows; it comes first.
    std::optional<std::uint32_t> delta = std::nullopt;
    /// Variables that have a value from outside.
    std::vector<VariableIndex> given = {};
    /// Variables that must have one at the end. Those of the head, when nothing is said.
    std::optional<std::vector<VariableIndex>> wanted = std::nullopt;
    /// Keep the row of each positive literal: its variable is `variable_count` of the rule plus its
    /// place among the positive literals.
    bool keep_rows = false;
    /// True for relations that no rule adds to while the plan runs.
    std::function<bool(datalog::RelationId)> is_complete = {};
};

/// Orders the conditions by what they cost, whatever order they were written in, and says which
/// columns each looks up. Every variable must be bound by some condition (the checker sees to
/// that).
RulePlan make_plan(const datalog::Rule& rule, const PlanOptions& options,
                   const Statistics& statistics);

}  // namespace obverse::plan
