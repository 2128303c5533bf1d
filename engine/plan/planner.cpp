#include "engine/plan/planner.h"

#include "engine/base/invariant.h"
#include "engine/plan/join_order.h"

#include <algorithm>

namespace obverse::plan {

namespace {

using VariableSet = std::vector<bool>;

std::vector<VariableIndex> listed(const VariableSet& set) {
    std::vector<VariableIndex> list;
    for (VariableIndex variable = 0; variable < set.size(); ++variable) {
        if (set[variable]) list.push_back(variable);
    }
    return list;
}

/// Turns conditions in order into steps.
class Planner {
public:
    Planner(const datalog::Rule& rule, const OrderTask& task, std::uint32_t variable_count,
            const PlanOptions& options, const Statistics& statistics)
        : rule_(rule),
          task_(task),
          options_(options),
          statistics_(statistics),
          variable_count_(variable_count) {}

    RulePlan run(const std::vector<VariableIndex>& wanted) {
        const Order order = order_conditions(task_, statistics_);
        RulePlan plan;
        plan.variable_count = variable_count_;
        plan.cost = order.cost;
        plan.wanted = wanted;
        bound_.assign(variable_count_, false);
        for (std::size_t variable = 0; variable < task_.bound.size(); ++variable) {
            bound_[variable] = task_.bound[variable];
        }
        plan.given = listed(bound_);
        find_live(order, wanted);
        for (std::size_t i = 0; i < order.positions.size(); ++i) {
            position_ = order.positions[i];
            is_first_ = i == 0;
            live_ = &live_after_[i];
            plan.steps.push_back(std::visit([this](const auto* form) { return step(*form); },
                                            task_.conditions[position_]));
        }
        for (const VariableIndex variable : wanted) invariant(bound_[variable]);
        return plan;
    }

private:
    /// live_after_[i]: the variables that are read after step i. What a step binds counts as read
    /// by it too, which keeps at most one value too many.
    void find_live(const Order& order, const std::vector<VariableIndex>& wanted) {
        live_after_.assign(order.positions.size(), VariableSet(variable_count_, false));
        VariableSet live(variable_count_, false);
        for (const VariableIndex variable : wanted) live[variable] = true;
        for (std::size_t i = order.positions.size(); i-- > 0;) {
            live_after_[i] = live;
            const ConditionView& condition = task_.conditions[order.positions[i]];
            if (const auto* aggregate = std::get_if<const datalog::Aggregate*>(&condition)) {
                live[(*aggregate)->result.index] = true;
                for (const auto v : shared_variables(**aggregate, task_.outside)) live[v] = true;
            } else {
                for_each_variable(condition, [&live](VariableIndex v) { live[v] = true; });
            }
        }
    }

    std::vector<VariableIndex> kept() const {
        VariableSet both = *live_;
        for (std::size_t v = 0; v < both.size(); ++v) both[v] = both[v] && bound_[v];
        return listed(both);
    }

    struct Columns {
        std::vector<KeyColumn> key;
        std::vector<EqualColumns> equal_columns;
        std::vector<BoundColumn> binds;  // only what is read later
    };
    Columns columns_of(const datalog::Atom& atom) const {
        Columns columns;
        std::vector<BoundColumn> first_places;
        for (std::uint32_t column = 0; column < atom.terms.size(); ++column) {
            const datalog::Term& term = atom.terms[column];
            if (const auto* value = std::get_if<Value>(&term)) {
                columns.key.push_back({column, *value});
                continue;
            }
            const auto* variable = std::get_if<datalog::Variable>(&term);
            if (variable == nullptr) continue;
            if (bound_[variable->index]) {
                columns.key.push_back({column, variable->index});
                continue;
            }
            const auto first = std::find_if(
                first_places.begin(), first_places.end(),
                [&](const BoundColumn& place) { return place.variable == variable->index; });
            if (first != first_places.end()) {
                columns.equal_columns.push_back({first->column, column});
                continue;
            }
            first_places.push_back({column, variable->index});
            if ((*live_)[variable->index]) columns.binds.push_back(first_places.back());
        }
        return columns;
    }

    Range range_of(const datalog::Literal& literal) const {
        if (!options_.delta || is_complete(literal.atom.relation)) return Range::all;
        if (position_ == *options_.delta) return Range::delta;
        // An instance with several new premises is found once: at the first of them.
        return position_ < *options_.delta ? Range::old : Range::all;
    }
    bool is_complete(datalog::RelationId relation) const {
        return !options_.is_complete || options_.is_complete(relation);
    }
    bool is_delta() const { return options_.delta && position_ == *options_.delta; }

    Step step(const datalog::Literal& literal) {
        Columns columns = columns_of(literal.atom);
        const bool keeps_row = options_.keep_rows && !literal.absent;
        if (!is_delta() && !keeps_row && columns.binds.empty()) {
            return Probe{.relation = literal.atom.relation,
                         .condition = position_,
                         .range = range_of(literal),
                         .absent = literal.absent,
                         .complete = is_complete(literal.atom.relation),
                         .key = std::move(columns.key),
                         .equal_columns = std::move(columns.equal_columns),
                         .kept = kept()};
        }
        Fetch fetch{.relation = literal.atom.relation,
                    .condition = position_,
                    .range = range_of(literal),
                    .key = std::move(columns.key),
                    .checks = {},
                    .equal_columns = std::move(columns.equal_columns),
                    .binds = std::move(columns.binds),
                    .carried = kept(),
                    .row = std::nullopt};
        const bool only_constants = std::all_of(
            fetch.key.begin(), fetch.key.end(),
            [](const KeyColumn& column) { return std::holds_alternative<Value>(column.equals); });
        // One pass over the rows costs less than an index for one look.
        if (is_delta() || (is_first_ && only_constants)) std::swap(fetch.key, fetch.checks);
        for_each_variable(literal.atom, [this](VariableIndex v) { bound_[v] = true; });
        if (keeps_row) {
            fetch.row = row_variable();
            bound_[*fetch.row] = true;
        }
        return fetch;
    }

    VariableIndex row_variable() const {
        auto variable = static_cast<VariableIndex>(task_.bound.size());
        for (std::uint32_t i = 0; i < position_; ++i) {
            const auto* literal = std::get_if<const datalog::Literal*>(&task_.conditions[i]);
            if (literal != nullptr && !(*literal)->absent) ++variable;
        }
        return variable;
    }

    Step step(const datalog::Comparison& comparison) {
        if (const auto assigned = assignment_of(comparison, bound_, task_.from_literals)) {
            return compute(*assigned->expression, assigned->variable);
        }
        return Filter{.comparison = &comparison, .condition = position_, .kept = kept()};
    }
    Step step(const datalog::Binding& binding) {
        return compute(binding.expression, binding.variable.index);
    }
    Step compute(const datalog::Expression& expression, VariableIndex variable) {
        const bool compares = bound_[variable];
        bound_[variable] = true;
        return Compute{.expression = &expression,
                       .variable = variable,
                       .compares = compares,
                       .condition = position_,
                       .kept = kept()};
    }

    Step step(const datalog::Aggregate& aggregate) {
        Group group{.aggregate = &aggregate,
                    .compares = bound_[aggregate.result.index],
                    .condition = position_,
                    .shared = shared_variables(aggregate, task_.outside),
                    .members = {},
                    .member_types = {},
                    .result_type = rule_.variable_types[aggregate.result.index],
                    .inner = {},
                    .kept = {}};
        group.members = members_of(aggregate, group.shared);
        for (const VariableIndex variable : group.members) {
            group.member_types.push_back(rule_.variable_types[variable]);
        }
        group.inner.push_back(inner_plan(aggregate, group));
        bound_[aggregate.result.index] = true;
        group.kept = kept();
        return group;
    }

    /// What `over` names and what the value reads; what is the same for the whole group aside.
    std::vector<VariableIndex> members_of(const datalog::Aggregate& aggregate,
                                          const std::vector<VariableIndex>& shared) const {
        VariableSet members(variable_count_, false);
        for (const datalog::Variable variable : aggregate.over) members[variable.index] = true;
        if (aggregate.function != datalog::AggregateFunction::count) {
            for_each_variable(aggregate.value, [&](VariableIndex v) { members[v] = true; });
        }
        for (const VariableIndex variable : shared) members[variable] = false;
        return listed(members);
    }

    RulePlan inner_plan(const datalog::Aggregate& aggregate, const Group& group) const {
        const VariableIndex group_number = variable_count_;
        OrderTask task{.conditions = views_of(aggregate.body),
                       .bound = VariableSet(variable_count_ + 1, false),
                       .outside = {},
                       .from_literals = {}};
        task.from_literals = bound_by_literals(task.conditions, variable_count_ + 1);
        for (const VariableIndex variable : group.shared) task.bound[variable] = true;
        task.bound[group_number] = true;
        std::vector<VariableIndex> wanted = group.members;
        wanted.push_back(group_number);
        return Planner(rule_, task, variable_count_ + 1, {}, statistics_).run(wanted);
    }

    const datalog::Rule& rule_;
    const OrderTask& task_;
    const PlanOptions& options_;
    const Statistics& statistics_;
    std::uint32_t variable_count_;
    VariableSet bound_;
    std::vector<VariableSet> live_after_;
    const VariableSet* live_ = nullptr;
    std::uint32_t position_ = 0;
    bool is_first_ = false;
};

/// What the head and every condition but the aggregates name, and the results of those.
VariableSet named_outside(const datalog::Rule& rule, const std::vector<ConditionView>& body) {
    VariableSet outside(rule.variable_count, false);
    const auto add = [&outside](VariableIndex variable) { outside[variable] = true; };
    for_each_variable(rule.head, add);
    for (const ConditionView& condition : body) {
        if (const auto* aggregate = std::get_if<const datalog::Aggregate*>(&condition)) {
            add((*aggregate)->result.index);
        } else {
            for_each_variable(condition, add);
        }
    }
    return outside;
}

}  // namespace

RulePlan make_plan(const datalog::Rule& rule, const PlanOptions& options,
                   const Statistics& statistics) {
    OrderTask task{.conditions = views_of(rule.body),
                   .bound = VariableSet(rule.variable_count, false),
                   .outside = {},
                   .from_literals = {},
                   .first = options.delta};
    task.from_literals = bound_by_literals(task.conditions, rule.variable_count);
    task.outside = named_outside(rule, task.conditions);
    for (const VariableIndex variable : options.given) task.bound[variable] = true;
    VariableSet wanted(rule.variable_count, false);
    if (options.wanted) {
        for (const VariableIndex variable : *options.wanted) wanted[variable] = true;
    } else {
        for_each_variable(rule.head, [&wanted](VariableIndex v) { wanted[v] = true; });
    }
    std::uint32_t variable_count = rule.variable_count;
    if (options.keep_rows) {
        for (const ConditionView& condition : task.conditions) {
            const auto* literal = std::get_if<const datalog::Literal*>(&condition);
            if (literal == nullptr || (*literal)->absent) continue;
            ++variable_count;
            wanted.push_back(true);
        }
    }
    return Planner(rule, task, variable_count, options, statistics).run(listed(wanted));
}

}  // namespace obverse::plan
