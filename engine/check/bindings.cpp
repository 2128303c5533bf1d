#include "engine/base/overloaded.h"
#include "engine/check/conditions.h"

#include <algorithm>

namespace obverse::checking {

namespace {

using datalog::Operation;

std::optional<datalog::Variable> plain_variable(const Expression& side) {
    const auto* variable = std::get_if<datalog::Variable>(&side.term);
    if (side.operation != Operation::term || variable == nullptr) return std::nullopt;
    return *variable;
}

bool all_in(const VariableSet& variables, const VariableSet& bound) {
    return std::includes(bound.begin(), bound.end(), variables.begin(), variables.end());
}

/// Parameters have their value from the lens.
void add_parameters(std::span<const VariableInfo> variables, VariableSet& bound) {
    for (std::uint32_t i = 0; i < variables.size(); ++i) {
        if (!variables[i].parameter.empty()) bound.insert(i);
    }
}

bool binds_when(const Expression& target, const Expression& source, const VariableSet& bound) {
    VariableSet used;
    variables_in(source, used);
    return plain_variable(target) && all_in(used, bound);
}

void add_bound_by(const Condition& condition, std::span<const VariableInfo> variables,
                  VariableSet& bound) {
    std::visit(overloaded{
                   [&](const Literal& literal) {
                       if (literal.polarity == Polarity::no_record) return;
                       variables_in(literal.atom.terms, bound);
                   },
                   [&](const KindTest& test) {
                       const auto* variable = std::get_if<datalog::Variable>(&test.term);
                       if (variable != nullptr) bound.insert(variable->index);
                   },
                   [&](const Comparison& comparison) {
                       if (comparison.comparator != datalog::Comparator::equal) return;
                       if (binds_when(comparison.left, comparison.right, bound)) {
                           bound.insert(plain_variable(comparison.left)->index);
                       } else if (binds_when(comparison.right, comparison.left, bound)) {
                           bound.insert(plain_variable(comparison.right)->index);
                       }
                   },
                   [&](const Binding& binding) { bound.insert(binding.variable.index); },
                   [](const GradeTest&) {},
                   [&](const Choice& choice) {
                       // One member that may be left out binds nothing; all that must hold do.
                       const bool needs_all = choice.least == choice.members.size();
                       std::optional<VariableSet> common;
                       for (const Conditions& member : choice.members) {
                           VariableSet inside = bound;
                           add_bound(member, variables, inside);
                           if (!common || needs_all) {
                               if (common) inside.insert(common->begin(), common->end());
                               common = inside;
                               continue;
                           }
                           VariableSet both;
                           std::set_intersection(common->begin(), common->end(), inside.begin(),
                                                 inside.end(), std::inserter(both, both.end()));
                           common = both;
                       }
                       if (common) bound.insert(common->begin(), common->end());
                   },
                   [&](const Aggregate& aggregate) { bound.insert(aggregate.result.index); },
               },
               condition.form);
}

}  // namespace

void variables_in(const Expression& expression, VariableSet& variables) {
    if (const auto variable = plain_variable(expression)) variables.insert(variable->index);
    for (const Expression& operand : expression.operands) variables_in(operand, variables);
}

void variables_in(std::span<const Term> terms, VariableSet& variables) {
    for (const Term& term : terms) {
        const auto* variable = std::get_if<datalog::Variable>(&term);
        if (variable != nullptr) variables.insert(variable->index);
    }
}

void variables_in(const Conditions& conditions, VariableSet& variables) {
    for (const Condition& condition : conditions) {
        std::visit(
            overloaded{
                [&](const Literal& literal) { variables_in(literal.atom.terms, variables); },
                [&](const KindTest& test) { variables_in(std::span(&test.term, 1), variables); },
                [&](const Comparison& comparison) {
                    variables_in(comparison.left, variables);
                    variables_in(comparison.right, variables);
                },
                [&](const Binding& binding) {
                    variables.insert(binding.variable.index);
                    variables_in(binding.expression, variables);
                },
                [&](const GradeTest& test) { variables_in(test.terms, variables); },
                [&](const Choice& choice) {
                    for (const Conditions& member : choice.members) {
                        variables_in(member, variables);
                    }
                },
                [&](const Aggregate& aggregate) {
                    variables.insert(aggregate.result.index);
                    variables_in(aggregate.value, variables);
                    for (const auto variable : aggregate.over) {
                        variables.insert(variable.index);
                    }
                    variables_in(aggregate.body, variables);
                },
            },
            condition.form);
    }
}

void add_bound(const Conditions& conditions, std::span<const VariableInfo> variables,
               VariableSet& bound) {
    add_parameters(variables, bound);
    // Equations may stand in any order: go round until nothing more is bound.
    for (std::size_t before = bound.size() + 1; before != bound.size();) {
        before = bound.size();
        for (const Condition& condition : conditions) add_bound_by(condition, variables, bound);
    }
}

void orient_bindings(Conditions& conditions, std::span<const VariableInfo> variables,
                     const VariableSet& bound_outside) {
    VariableSet bound = bound_outside;
    add_parameters(variables, bound);
    for (const Condition& condition : conditions) {
        if (!std::holds_alternative<Comparison>(condition.form)) {
            add_bound_by(condition, variables, bound);
        }
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (Condition& condition : conditions) {
            const auto* comparison = std::get_if<Comparison>(&condition.form);
            if (comparison == nullptr || comparison->comparator != datalog::Comparator::equal) {
                continue;
            }
            const bool left = binds_when(comparison->left, comparison->right, bound);
            const bool right = binds_when(comparison->right, comparison->left, bound);
            const Expression& target = left ? comparison->left : comparison->right;
            if (!left && !right) continue;
            const datalog::Variable variable = *plain_variable(target);
            if (bound.contains(variable.index)) continue;
            Binding binding{.variable = variable,
                            .expression = left ? comparison->right : comparison->left,
                            .span = comparison->span};
            bound.insert(variable.index);
            condition.form = std::move(binding);
            changed = true;
        }
    }
    for (Condition& condition : conditions) {
        if (auto* choice = std::get_if<Choice>(&condition.form)) {
            for (Conditions& member : choice->members) orient_bindings(member, variables, bound);
        } else if (auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            orient_bindings(aggregate->body, variables, bound);
        }
    }
}

void add_kind_guards(const Schema& schema, Conditions& conditions,
                     std::span<const VariableInfo> variables, VariableSet guarded) {
    VariableSet wide;
    for (const Condition& condition : conditions) {
        if (const auto* test = std::get_if<KindTest>(&condition.form)) {
            variables_in(std::span(&test->term, 1), guarded);
        }
        const auto* literal = std::get_if<Literal>(&condition.form);
        if (literal == nullptr || literal->polarity == Polarity::no_record) continue;
        const Phrase& phrase = schema.phrase(literal->atom.phrase);
        for (std::size_t i = 0; i < literal->atom.terms.size(); ++i) {
            const auto* variable = std::get_if<datalog::Variable>(&literal->atom.terms[i]);
            if (variable == nullptr) continue;
            const auto kind = variables[variable->index].kind;
            if (!kind || schema.kind(*kind).is_one_of()) continue;
            const auto slot = phrase.slots[i].kind;
            (slot && schema.is_a(*slot, *kind) ? guarded : wide).insert(variable->index);
        }
    }
    for (const std::uint32_t index : wide) {
        if (guarded.contains(index)) continue;
        guarded.insert(index);
        conditions.push_back({KindTest{
            .term = datalog::Variable{index}, .kind = *variables[index].kind, .span = {}}});
    }
    for (Condition& condition : conditions) {
        if (auto* choice = std::get_if<Choice>(&condition.form)) {
            for (Conditions& member : choice->members) {
                add_kind_guards(schema, member, variables, guarded);
            }
        } else if (auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            add_kind_guards(schema, aggregate->body, variables, guarded);
        }
    }
}

}  // namespace obverse::checking
