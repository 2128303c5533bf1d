#include "engine/examples/soundness.h"

#include "engine/base/overloaded.h"

#include <algorithm>
#include <set>
#include <span>

namespace obverse {

namespace {

using Variables = std::set<std::uint32_t>;

void add(const Term& term, Variables& variables) {
    if (const auto* variable = std::get_if<Variable>(&term)) variables.insert(variable->index);
}
void add(std::span<const Term> terms, Variables& variables) {
    for (const Term& term : terms) add(term, variables);
}
void add(const Expression& expression, Variables& variables) {
    if (expression.operation == datalog::Operation::term) add(expression.term, variables);
    for (const Expression& operand : expression.operands) add(operand, variables);
}

bool is_within(const Variables& part, const Variables& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

/// Adds what the conditions bind; bindings wait until what they read is bound.
void bind(const Conditions& conditions, Variables& bound) {
    std::size_t before = 0;
    do {
        before = bound.size();
        for (const Condition& condition : conditions) {
            std::visit(
                overloaded{
                    [&](const Literal& literal) {
                        if (literal.polarity != Polarity::no_record) {
                            add(literal.atom.terms, bound);
                        }
                    },
                    [&](const KindTest& test) { add(test.term, bound); },
                    [](const Comparison&) {},
                    [&](const Binding& binding) {
                        Variables read;
                        add(binding.expression, read);
                        if (is_within(read, bound)) bound.insert(binding.variable.index);
                    },
                    [&](const GradeTest& test) { add(test.terms, bound); },
                    [&](const Choice& choice) {
                        if (choice.least != choice.members.size()) return;
                        for (const Conditions& member : choice.members) bind(member, bound);
                    },
                    [&](const Aggregate& aggregate) { bound.insert(aggregate.result.index); },
                },
                condition.form);
        }
    } while (bound.size() != before);
}

bool conditions_are_sound(const Conditions& conditions, Variables bound) {
    bind(conditions, bound);
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        Variables needed;
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (literal->polarity == Polarity::no_record) add(literal->atom.terms, needed);
        } else if (const auto* comparison = std::get_if<Comparison>(&condition.form)) {
            add(comparison->left, needed);
            add(comparison->right, needed);
        } else if (const auto* binding = std::get_if<Binding>(&condition.form)) {
            add(binding->expression, needed);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            return std::all_of(
                choice->members.begin(), choice->members.end(),
                [&](const Conditions& member) { return conditions_are_sound(member, bound); });
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            Variables inside = bound;
            bind(aggregate->body, inside);
            for (const Variable variable : aggregate->over) needed.insert(variable.index);
            add(aggregate->value, needed);
            return is_within(needed, inside) && conditions_are_sound(aggregate->body, bound);
        }
        return is_within(needed, bound);
    });
}

/// The parameters of a lens have a value from elsewhere.
Variables parameters(const BlockHeader& header) {
    Variables variables;
    for (std::uint32_t i = 0; i < header.variables.size(); ++i) {
        if (!header.variables[i].parameter.empty()) variables.insert(i);
    }
    return variables;
}

bool binds_head(const Conditions& conditions, const Atom& head, Variables bound) {
    bind(conditions, bound);
    Variables needed;
    add(head.terms, needed);
    return is_within(needed, bound);
}

}  // namespace

bool binds(const Conditions& conditions, Variable variable) {
    Variables bound;
    bind(conditions, bound);
    return bound.contains(variable.index);
}

bool is_sound(const Rule& rule) {
    const Variables known = parameters(rule.header);
    return conditions_are_sound(rule.conditions, known) &&
           binds_head(rule.conditions, rule.head, known);
}

bool is_sound(const Exception& exception) {
    Variables known = parameters(exception.header);
    for (const auto& [own, of_target] : exception.shared) known.insert(own.index);
    return conditions_are_sound(exception.conditions, known);
}

bool is_sound(const Definition& definition) {
    Variables known = parameters(definition.header);
    add(definition.head.terms, known);
    const auto element_is_sound = [&](const Element& element) {
        return conditions_are_sound(element.conditions, known);
    };
    return std::all_of(definition.elements.begin(), definition.elements.end(), element_is_sound) &&
           std::all_of(definition.unless.begin(), definition.unless.end(), element_is_sound) &&
           std::all_of(definition.when_only.begin(), definition.when_only.end(),
                       [&](const WhenOnly& when) {
                           return conditions_are_sound(when.conditions, known) &&
                                  binds_head(when.conditions, when.conclusion, known);
                       });
}

}  // namespace obverse
