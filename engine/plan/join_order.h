#pragma once

#include "engine/plan/body.h"
#include "engine/plan/statistics.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace obverse::plan {

/// Conditions to put in order, and what is bound before the first.
struct OrderTask {
    std::vector<ConditionView> conditions;
    std::vector<bool> bound;                  // by variable
    std::vector<bool> outside;                // by variable: named outside the aggregates
    std::vector<bool> from_literals;          // by variable: some positive literal binds it
    std::optional<std::uint32_t> first = {};  // a position in `conditions`
};

struct Order {
    std::vector<std::uint32_t> positions;
    double cost = 0;
};

/// Tests come as soon as what they read is bound, then the literal with the fewest rows for a
/// binding. What may fail with an error (a division) waits for the conditions that may guard it.
Order order_conditions(const OrderTask& task, const Statistics& statistics);

/// `V is EXPRESSION`, however it was written, when V is the only thing unbound: then the side that
/// is V, and the other. A date that some literal binds is compared, never assigned: a coarse date
/// is the same as nothing, itself included.
struct Assignment {
    std::uint32_t variable;
    const datalog::Expression* expression;
};
std::optional<Assignment> assignment_of(const datalog::Comparison& comparison,
                                        const std::vector<bool>& bound,
                                        const std::vector<bool>& from_literals);

/// The variables in positive literals among the conditions.
std::vector<bool> bound_by_literals(const std::vector<ConditionView>& conditions,
                                    std::size_t variable_count);

/// The variables of an aggregate that the rest of the rule binds, ascending.
std::vector<std::uint32_t> shared_variables(const datalog::Aggregate& aggregate,
                                            const std::vector<bool>& outside);

}  // namespace obverse::plan
