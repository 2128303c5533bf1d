#pragma once

#include "engine/base/overloaded.h"
#include "engine/datalog/program.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace obverse::plan {

/// A condition of a rule or of an aggregate, which belongs to the program.
using ConditionView = std::variant<const datalog::Literal*, const datalog::Comparison*,
                                   const datalog::Binding*, const datalog::Aggregate*>;

template <class Conditions>
std::vector<ConditionView> views_of(const Conditions& conditions) {
    std::vector<ConditionView> views;
    views.reserve(conditions.size());
    for (const auto& condition : conditions) {
        std::visit([&views](const auto& form) { views.emplace_back(&form); }, condition);
    }
    return views;
}

/// Calls `visit` with the index of each variable in the term, the expression or the atom.
template <class Visit>
void for_each_variable(const datalog::Term& term, const Visit& visit) {
    if (const auto* variable = std::get_if<datalog::Variable>(&term)) visit(variable->index);
}
template <class Visit>
void for_each_variable(const datalog::Expression& expression, const Visit& visit) {
    if (expression.operation == datalog::Operation::term) for_each_variable(expression.term, visit);
    for (const datalog::Expression& operand : expression.operands) {
        for_each_variable(operand, visit);
    }
}
template <class Visit>
void for_each_variable(const datalog::Atom& atom, const Visit& visit) {
    for (const datalog::Term& term : atom.terms) for_each_variable(term, visit);
}
/// Those of a condition, within aggregates too.
template <class Visit>
void for_each_variable(const ConditionView& condition, const Visit& visit) {
    std::visit(
        overloaded{
            [&](const datalog::Literal* literal) { for_each_variable(literal->atom, visit); },
            [&](const datalog::Comparison* comparison) {
                for_each_variable(comparison->left, visit);
                for_each_variable(comparison->right, visit);
            },
            [&](const datalog::Binding* binding) {
                visit(binding->variable.index);
                for_each_variable(binding->expression, visit);
            },
            [&](const datalog::Aggregate* aggregate) {
                visit(aggregate->result.index);
                if (aggregate->function != datalog::AggregateFunction::count) {
                    for_each_variable(aggregate->value, visit);
                }
                for (const datalog::Variable variable : aggregate->over) {
                    visit(variable.index);
                }
                for (const ConditionView& inner : views_of(aggregate->body)) {
                    for_each_variable(inner, visit);
                }
            },
        },
        condition);
}

}  // namespace obverse::plan
