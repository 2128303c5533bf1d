#include "engine/eval/join.h"

#include "engine/base/invariant.h"
#include "engine/base/overloaded.h"

#include <algorithm>
#include <cmath>

namespace obverse::eval {

namespace {

using datalog::Aggregate;
using datalog::Binding;
using datalog::Comparison;
using datalog::Expression;
using datalog::Literal;
using VariableSet = std::set<std::uint32_t>;
using Form = std::variant<const Literal*, const Comparison*, const Binding*, const Aggregate*>;

void add(const datalog::Term& term, VariableSet& variables) {
    if (const auto* variable = std::get_if<datalog::Variable>(&term)) {
        variables.insert(variable->index);
    }
}
void add(const Expression& expression, VariableSet& variables) {
    if (expression.operation == datalog::Operation::term) add(expression.term, variables);
    for (const Expression& operand : expression.operands) add(operand, variables);
}

template <class Body>
std::vector<Form> forms_of(const Body& body) {
    std::vector<Form> forms;
    for (const auto& condition : body) {
        std::visit([&](const auto& form) { forms.emplace_back(&form); }, condition);
    }
    return forms;
}

VariableSet variables_of(const Form& form) {
    VariableSet variables;
    std::visit(overloaded{
                   [&](const Literal* literal) {
                       for (const datalog::Term& term : literal->atom.terms) add(term, variables);
                   },
                   [&](const Comparison* comparison) {
                       add(comparison->left, variables);
                       add(comparison->right, variables);
                   },
                   [&](const Binding* binding) {
                       variables.insert(binding->variable.index);
                       add(binding->expression, variables);
                   },
                   [&](const Aggregate* aggregate) {
                       if (aggregate->function != datalog::AggregateFunction::count) {
                           add(aggregate->value, variables);
                       }
                       for (const datalog::Variable v : aggregate->over) variables.insert(v.index);
                       for (const Form& inner : forms_of(aggregate->body)) {
                           const VariableSet inside = variables_of(inner);
                           variables.insert(inside.begin(), inside.end());
                       }
                   },
               },
               form);
    return variables;
}

bool is_within(const VariableSet& part, const VariableSet& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

/// Orders the conditions of one body.
class Planner {
public:
    Planner(std::vector<Form> forms, const Database& database, const JoinOptions& options)
        : forms_(std::move(forms)),
          database_(database),
          options_(options),
          bound_(options.bound),
          used_(forms_.size(), false) {
        for (const Form& form : forms_) {
            const auto* literal = std::get_if<const Literal*>(&form);
            const bool is_premise = literal != nullptr && !(*literal)->absent;
            premises_.push_back(is_premise ? std::optional(plan_.premise_count++) : std::nullopt);
        }
    }

    JoinPlan run() {
        for (std::size_t left = forms_.size(); left > 0; --left) {
            const std::size_t next = cheapest();
            used_[next] = true;
            take(next);
        }
        return std::move(plan_);
    }

private:
    std::size_t cheapest() const {
        std::optional<std::size_t> best;
        double least = 0;
        for (std::size_t i = 0; i < forms_.size(); ++i) {
            if (used_[i]) continue;
            const std::optional<double> cost = cost_of(i);
            if (!cost || (best && *cost >= least)) continue;
            best = i;
            least = *cost;
        }
        // The checker and the compiler see to it that every variable is bound by something.
        invariant(best.has_value());
        return *best;
    }

    /// Nothing for a condition that cannot be taken yet.
    std::optional<double> cost_of(std::size_t i) const {
        return std::visit(overloaded{
                              [&](const Literal* literal) { return cost_of(*literal, i); },
                              [&](const Comparison*) -> std::optional<double> {
                                  if (!is_within(variables_of(forms_[i]), bound_))
                                      return std::nullopt;
                                  return -2.0;
                              },
                              [&](const Binding* binding) -> std::optional<double> {
                                  VariableSet read;
                                  add(binding->expression, read);
                                  if (!is_within(read, bound_)) return std::nullopt;
                                  return -2.0;
                              },
                              [&](const Aggregate*) -> std::optional<double> {
                                  const VariableSet shared = shared_of(i);
                                  // Groups of what nothing else binds come last.
                                  return is_within(shared, bound_) ? 1e15 : 1e30;
                              },
                          },
                          forms_[i]);
    }

    std::optional<double> cost_of(const Literal& literal, std::size_t i) const {
        std::size_t known = 0;
        bool all = true;
        for (const datalog::Term& term : literal.atom.terms) {
            const auto* variable = std::get_if<datalog::Variable>(&term);
            if (variable == nullptr) {
                known += std::holds_alternative<Value>(term) ? 1 : 0;
            } else if (bound_.contains(variable->index)) {
                ++known;
            } else {
                all = false;
            }
        }
        if (literal.absent) return all ? std::optional(-1.0) : std::nullopt;
        if (options_.last == i) return -1.5;
        const auto width = static_cast<double>(literal.atom.terms.size());
        if (all) return 0.0;
        // Each bound column is taken to leave an equal share of the rows.
        const auto rows = static_cast<double>(database_.size(literal.atom.relation)) + 1.0;
        const double share = (width - static_cast<double>(known)) / width;
        return std::pow(rows, share) * (known == 0 ? 1e6 : 1.0);
    }

    /// The variables of an aggregate that something outside of it reads.
    VariableSet shared_of(std::size_t i) const {
        const auto& aggregate = *std::get<const Aggregate*>(forms_[i]);
        VariableSet outside = options_.wanted;
        outside.insert(options_.bound.begin(), options_.bound.end());
        for (std::size_t j = 0; j < forms_.size(); ++j) {
            if (j == i) continue;
            const VariableSet there = variables_of(forms_[j]);
            outside.insert(there.begin(), there.end());
        }
        VariableSet shared;
        for (const std::uint32_t index : variables_of(forms_[i])) {
            if (outside.contains(index)) shared.insert(index);
        }
        for (const datalog::Variable v : aggregate.over) shared.erase(v.index);
        shared.erase(aggregate.result.index);
        return shared;
    }

    bool is_read_later(std::uint32_t variable) const {
        if (options_.wanted.contains(variable)) return true;
        for (std::size_t j = 0; j < forms_.size(); ++j) {
            if (used_[j]) continue;
            if (variables_of(forms_[j]).contains(variable)) return true;
        }
        return false;
    }

    void take(std::size_t i) {
        std::visit(overloaded{
                       [&](const Literal* literal) { take_literal(*literal, i); },
                       [&](const Comparison* form) { plan_.steps.emplace_back(Compare{form}); },
                       [&](const Binding* form) {
                           const bool is_bound = !bound_.insert(form->variable.index).second;
                           plan_.steps.emplace_back(Compute{form, is_bound});
                       },
                       [&](const Aggregate* form) { take_aggregate(*form, i); },
                   },
                   forms_[i]);
    }

    void take_literal(const Literal& literal, std::size_t i) {
        Fetch fetch;
        fetch.relation = literal.atom.relation;
        fetch.absent = literal.absent;
        fetch.premise = premises_[i];
        if (options_.last && options_.growing.contains(fetch.relation.index)) {
            fetch.range = i == *options_.last  ? Range::last
                          : i < *options_.last ? Range::old
                                               : Range::all;
        }
        VariableSet fresh;
        for (std::uint32_t column = 0; column < literal.atom.terms.size(); ++column) {
            const datalog::Term& term = literal.atom.terms[column];
            if (const auto* value = std::get_if<Value>(&term)) {
                fetch.key_columns.push_back(column);
                fetch.key.push_back({std::nullopt, value->word});
            } else if (const auto* variable = std::get_if<datalog::Variable>(&term)) {
                if (bound_.contains(variable->index)) {
                    fetch.key_columns.push_back(column);
                    fetch.key.push_back({variable->index, 0});
                } else if (!fresh.insert(variable->index).second) {
                    fetch.repeats.push_back({column, variable->index});
                } else {
                    fetch.binds.push_back({column, variable->index});
                }
            }
        }
        bound_.insert(fresh.begin(), fresh.end());
        fetch.exists = !literal.absent && !options_.keep_premises &&
                       std::none_of(fresh.begin(), fresh.end(),
                                    [&](std::uint32_t index) { return is_read_later(index); });
        plan_.steps.emplace_back(std::move(fetch));
    }

    void take_aggregate(const Aggregate& aggregate, std::size_t i) {
        Fold fold;
        fold.aggregate = &aggregate;
        JoinOptions inner{.last = std::nullopt,
                          .bound = bound_,
                          .wanted = {},
                          .keep_premises = false,
                          .growing = {}};
        for (const datalog::Variable v : aggregate.over) inner.bound.erase(v.index);
        for (const std::uint32_t index : shared_of(i)) {
            inner.wanted.insert(index);
            if (!bound_.contains(index)) fold.groups.push_back(index);
        }
        for (const datalog::Variable v : aggregate.over) inner.wanted.insert(v.index);
        if (aggregate.function != datalog::AggregateFunction::count) {
            add(aggregate.value, inner.wanted);
        }
        fold.inner.push_back(Planner(forms_of(aggregate.body), database_, inner).run());
        bound_.insert(fold.groups.begin(), fold.groups.end());
        fold.is_bound = !bound_.insert(aggregate.result.index).second;
        plan_.steps.emplace_back(std::move(fold));
    }

    std::vector<Form> forms_;
    const Database& database_;
    const JoinOptions& options_;
    VariableSet bound_;
    std::vector<bool> used_;
    std::vector<std::optional<std::size_t>> premises_;
    JoinPlan plan_;
};

}  // namespace

VariableSet bound_after(const JoinPlan& plan, const VariableSet& before) {
    VariableSet bound = before;
    for (const Step& step : plan.steps) {
        std::visit(
            overloaded{
                [&](const Fetch& fetch) {
                    if (fetch.absent) return;
                    for (const ColumnVariable& bind : fetch.binds) {
                        bound.insert(bind.variable);
                    }
                },
                [](const Compare&) {},
                [&](const Compute& compute) { bound.insert(compute.binding->variable.index); },
                [&](const Fold& fold) {
                    bound.insert(fold.groups.begin(), fold.groups.end());
                    bound.insert(fold.aggregate->result.index);
                },
            },
            step);
    }
    return bound;
}

JoinPlan plan_rule(const datalog::Rule& rule, const Database& database,
                   const JoinOptions& options) {
    return Planner(forms_of(rule.body), database, options).run();
}

}  // namespace obverse::eval
