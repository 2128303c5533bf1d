#include "engine/plan/join_order.h"

#include "engine/base/invariant.h"
#include "engine/plan/estimate.h"

#include <algorithm>
#include <limits>

namespace obverse::plan {

namespace {

using datalog::Operation;

bool may_fail(const datalog::Expression& expression) {
    const Operation operation = expression.operation;
    if (operation == Operation::divide || operation == Operation::modulo ||
        operation == Operation::power) {
        return true;
    }
    return std::any_of(expression.operands.begin(), expression.operands.end(), may_fail);
}

bool all_bound(const datalog::Expression& expression, const std::vector<bool>& bound) {
    bool all = true;
    for_each_variable(expression, [&](std::uint32_t variable) { all = all && bound[variable]; });
    return all;
}

/// How soon a condition may come, given what is bound.
enum class Readiness : std::uint8_t { not_ready, test, risky, aggregate, literal };

/// Puts conditions in order one by one.
class Ordering {
public:
    Ordering(const OrderTask& task, const Statistics& statistics)
        : task_(task),
          statistics_(statistics),
          bound_(task.bound),
          placed_(task.conditions.size(), false) {}

    Order run(std::optional<std::uint32_t> first) {
        if (first) place(*first);
        while (order_.positions.size() < task_.conditions.size()) place(next());
        return std::move(order_);
    }

private:
    Readiness readiness(const ConditionView& condition) const {
        return std::visit(
            overloaded{
                [&](const datalog::Literal* literal) {
                    bool all = true;
                    for_each_variable(literal->atom,
                                      [&](std::uint32_t v) { all = all && bound_[v]; });
                    if (all) return Readiness::test;
                    return literal->absent ? Readiness::not_ready : Readiness::literal;
                },
                [&](const datalog::Comparison* comparison) {
                    const bool ready = (all_bound(comparison->left, bound_) &&
                                        all_bound(comparison->right, bound_)) ||
                                       assignment_of(*comparison, bound_, task_.from_literals);
                    if (!ready) return Readiness::not_ready;
                    const bool risky = may_fail(comparison->left) || may_fail(comparison->right);
                    return risky ? Readiness::risky : Readiness::test;
                },
                [&](const datalog::Binding* binding) {
                    if (!all_bound(binding->expression, bound_)) return Readiness::not_ready;
                    return may_fail(binding->expression) ? Readiness::risky : Readiness::test;
                },
                [&](const datalog::Aggregate* aggregate) {
                    for (const std::uint32_t v : shared_variables(*aggregate, task_.outside)) {
                        if (!bound_[v]) return Readiness::not_ready;
                    }
                    return Readiness::aggregate;
                },
            },
            condition);
    }

    /// The variable that a condition gives its value to, when it is ready to.
    void mark_pending(const ConditionView& condition, std::vector<bool>& pending) const {
        if (const auto* binding = std::get_if<const datalog::Binding*>(&condition)) {
            pending[(*binding)->variable.index] = true;
        } else if (const auto* aggregate = std::get_if<const datalog::Aggregate*>(&condition)) {
            pending[(*aggregate)->result.index] = true;
        } else if (const auto* comparison = std::get_if<const datalog::Comparison*>(&condition)) {
            if (const auto assigned = assignment_of(**comparison, bound_, task_.from_literals)) {
                pending[assigned->variable] = true;
            }
        }
    }

    std::uint32_t next() {
        std::optional<std::uint32_t> risky;
        std::optional<std::uint32_t> aggregate;
        std::vector<bool> pending(bound_.size(), false);
        std::vector<std::uint32_t> literals;
        for (std::uint32_t i = 0; i < task_.conditions.size(); ++i) {
            if (placed_[i]) continue;
            switch (readiness(task_.conditions[i])) {
                case Readiness::not_ready:
                    break;
                case Readiness::test:
                    return i;
                case Readiness::risky:
                    if (!risky) risky = i;
                    mark_pending(task_.conditions[i], pending);
                    break;
                case Readiness::aggregate:
                    if (!aggregate) aggregate = i;
                    mark_pending(task_.conditions[i], pending);
                    break;
                case Readiness::literal:
                    literals.push_back(i);
                    break;
            }
        }
        if (const auto joined = best_literal(literals, pending, Joined::yes)) return *joined;
        if (risky) return *risky;
        if (aggregate) return *aggregate;
        const auto any = best_literal(literals, pending, Joined::maybe);
        invariant(any.has_value());
        return *any;
    }

    enum class Joined : std::uint8_t { yes, maybe };

    /// The literal with the fewest rows for a binding; with Joined::yes only among those that share
    /// a variable with what is bound and wait for none that is about to be computed.
    std::optional<std::uint32_t> best_literal(const std::vector<std::uint32_t>& literals,
                                              const std::vector<bool>& pending,
                                              Joined joined) const {
        std::optional<std::uint32_t> best;
        double fewest = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : literals) {
            const auto& atom = std::get<const datalog::Literal*>(task_.conditions[i])->atom;
            bool shares = false;
            bool waits = false;
            for_each_variable(atom, [&](std::uint32_t v) {
                shares = shares || bound_[v];
                waits = waits || (pending[v] && !bound_[v]);
            });
            if (joined == Joined::yes && (!shares || waits)) continue;
            const double rows = fan_out(atom, bound_, statistics_);
            if (rows < fewest) {
                fewest = rows;
                best = i;
            }
        }
        return best;
    }

    void place(std::uint32_t position) {
        placed_[position] = true;
        order_.positions.push_back(position);
        const ConditionView& condition = task_.conditions[position];
        if (const auto* literal = std::get_if<const datalog::Literal*>(&condition)) {
            if ((*literal)->absent) return;
            rows_ *= std::max(fan_out((*literal)->atom, bound_, statistics_), 0.01);
            order_.cost += rows_;
            for_each_variable((*literal)->atom, [&](std::uint32_t v) { bound_[v] = true; });
            return;
        }
        std::vector<bool> pending(bound_.size(), false);
        mark_pending(condition, pending);
        bool binds = false;
        for (std::size_t v = 0; v < pending.size(); ++v) {
            if (!pending[v] || bound_[v]) continue;
            bound_[v] = true;
            binds = true;
        }
        if (!binds) rows_ *= comparison_selectivity;
    }

    static constexpr double comparison_selectivity = 0.4;

    const OrderTask& task_;
    const Statistics& statistics_;
    std::vector<bool> bound_;
    std::vector<bool> placed_;
    Order order_;
    double rows_ = 1;
};

/// Below this many rows in all, any order will do and planning costs more than it saves.
constexpr double few_rows = 500;
constexpr std::size_t most_starts = 8;

}  // namespace

std::vector<bool> bound_by_literals(const std::vector<ConditionView>& conditions,
                                    std::size_t variable_count) {
    std::vector<bool> found(variable_count, false);
    for (const ConditionView& condition : conditions) {
        const auto* literal = std::get_if<const datalog::Literal*>(&condition);
        if (literal == nullptr || (*literal)->absent) continue;
        for_each_variable((*literal)->atom, [&found](std::uint32_t v) { found[v] = true; });
    }
    return found;
}

std::optional<Assignment> assignment_of(const datalog::Comparison& comparison,
                                        const std::vector<bool>& bound,
                                        const std::vector<bool>& from_literals) {
    if (comparison.comparator != datalog::Comparator::equal ||
        comparison.wanted != datalog::Outcome::yes) {
        return std::nullopt;
    }
    const bool is_of_dates = comparison.left.type == ColumnType::date;
    const auto unbound = [&](const datalog::Expression& side) -> const datalog::Variable* {
        if (side.operation != Operation::term) return nullptr;
        const auto* variable = std::get_if<datalog::Variable>(&side.term);
        if (variable == nullptr || bound[variable->index]) return nullptr;
        return is_of_dates && from_literals[variable->index] ? nullptr : variable;
    };
    if (const auto* left = unbound(comparison.left);
        left != nullptr && all_bound(comparison.right, bound)) {
        return Assignment{left->index, &comparison.right};
    }
    if (const auto* right = unbound(comparison.right);
        right != nullptr && all_bound(comparison.left, bound)) {
        return Assignment{right->index, &comparison.left};
    }
    return std::nullopt;
}

std::vector<std::uint32_t> shared_variables(const datalog::Aggregate& aggregate,
                                            const std::vector<bool>& outside) {
    std::vector<bool> found_inside(outside.size(), false);
    std::vector<std::uint32_t> shared;
    const auto add = [&](std::uint32_t variable) {
        if (outside[variable]) shared.push_back(variable);
    };
    for (const ConditionView& condition : views_of(aggregate.body)) {
        for_each_variable(condition, add);
        if (const auto* binding = std::get_if<const datalog::Binding*>(&condition)) {
            found_inside[(*binding)->variable.index] = true;
        } else if (const auto* literal = std::get_if<const datalog::Literal*>(&condition);
                   literal != nullptr && !(*literal)->absent) {
            for_each_variable((*literal)->atom, [&](std::uint32_t v) { found_inside[v] = true; });
        }
    }
    if (aggregate.function != datalog::AggregateFunction::count) {
        for_each_variable(aggregate.value, add);
    }
    // What is counted is local, unless only the rest of the rule can say what it is.
    for (const datalog::Variable variable : aggregate.over) {
        if (found_inside[variable.index]) std::erase(shared, variable.index);
    }
    std::sort(shared.begin(), shared.end());
    shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
    return shared;
}

Order order_conditions(const OrderTask& task, const Statistics& statistics) {
    Order best = Ordering(task, statistics).run(task.first);
    if (task.first) return best;
    std::vector<std::uint32_t> starts;
    double rows = 0;
    for (std::uint32_t i = 0; i < task.conditions.size(); ++i) {
        const auto* literal = std::get_if<const datalog::Literal*>(&task.conditions[i]);
        if (literal == nullptr || (*literal)->absent) continue;
        starts.push_back(i);
        rows += statistics.rows((*literal)->atom.relation);
    }
    if (rows < few_rows || starts.size() < 2 || starts.size() > most_starts) return best;
    for (const std::uint32_t start : starts) {
        Order order = Ordering(task, statistics).run(start);
        if (order.cost < best.cost) best = std::move(order);
    }
    return best;
}

}  // namespace obverse::plan
