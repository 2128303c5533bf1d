#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

namespace obverse::compiling {

void variables_in(const Term& term, VariableSet& variables) {
    if (const auto* variable = std::get_if<Variable>(&term)) variables.insert(variable->index);
}

void variables_in(const Expression& expression, VariableSet& variables) {
    if (expression.operation == datalog::Operation::term) {
        variables_in(expression.term, variables);
    }
    for (const Expression& operand : expression.operands) variables_in(operand, variables);
}

void variables_in(const Condition& condition, VariableSet& variables) {
    const auto add_terms = [&](const std::vector<Term>& terms) {
        for (const Term& term : terms) variables_in(term, variables);
    };
    std::visit(overloaded{
                   [&](const Literal& literal) { add_terms(literal.atom.terms); },
                   [&](const KindTest& test) { variables_in(test.term, variables); },
                   [&](const Comparison& comparison) {
                       variables_in(comparison.left, variables);
                       variables_in(comparison.right, variables);
                   },
                   [&](const Binding& binding) {
                       variables.insert(binding.variable.index);
                       variables_in(binding.expression, variables);
                   },
                   [&](const GradeTest& test) { add_terms(test.terms); },
                   [&](const Choice& choice) {
                       for (const Conditions& member : choice.members) {
                           variables_in(member, variables);
                       }
                   },
                   [&](const Aggregate& aggregate) {
                       variables.insert(aggregate.result.index);
                       variables_in(aggregate.value, variables);
                       for (const Variable variable : aggregate.over) {
                           variables.insert(variable.index);
                       }
                       variables_in(aggregate.body, variables);
                   },
               },
               condition.form);
}

void variables_in(const Conditions& conditions, VariableSet& variables) {
    for (const Condition& condition : conditions) variables_in(condition, variables);
}

void bound_by(const Conditions& conditions, VariableSet& variables) {
    for (const Condition& condition : conditions) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (literal->polarity != Polarity::holds) continue;
            for (const Term& term : literal->atom.terms) variables_in(term, variables);
        } else if (const auto* test = std::get_if<KindTest>(&condition.form)) {
            variables_in(test->term, variables);
        } else if (const auto* binding = std::get_if<Binding>(&condition.form)) {
            variables.insert(binding->variable.index);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            variables.insert(aggregate->result.index);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            // A variable is bound by a list when enough members bind it that one of them holds.
            std::map<std::uint32_t, std::size_t> counts;
            for (const Conditions& member : choice->members) {
                VariableSet inner;
                bound_by(member, inner);
                for (const std::uint32_t index : inner) ++counts[index];
            }
            for (const auto& [index, count] : counts) {
                if (count + choice->least > choice->members.size()) variables.insert(index);
            }
        } else if (const auto* grade = std::get_if<GradeTest>(&condition.form)) {
            for (const Term& term : grade->terms) variables_in(term, variables);
        }
    }
}

std::vector<std::vector<std::size_t>> combinations(std::size_t from, std::size_t count) {
    std::vector<std::vector<std::size_t>> all;
    std::vector<std::size_t> chosen(count);
    for (std::size_t i = 0; i < count; ++i) chosen[i] = i;
    while (count <= from) {
        all.push_back(chosen);
        if (all.size() > alternative_limit) return {};
        std::size_t i = count;
        while (i > 0 && chosen[i - 1] == from - count + i - 1) --i;
        if (i == 0) break;
        ++chosen[i - 1];
        for (; i < count; ++i) chosen[i] = chosen[i - 1] + 1;
    }
    return all;
}

}  // namespace obverse::compiling
