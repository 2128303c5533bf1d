#include "engine/base/overloaded.h"
#include "engine/check/conditions.h"

namespace obverse::checking {

namespace {

void demand(const SafetyCheck& check, const VariableSet& variables, const VariableSet& bound,
            Span span) {
    for (const std::uint32_t index : variables) {
        if (bound.contains(index)) continue;
        const std::string& name = check.variables[index].name;
        const Span first = check.scope.first_use({index});
        const bool has_place = first.end > first.begin;
        // Once for each variable, though several conditions may want it.
        if (has_place &&
            !check.context.told_unbound.emplace(first.source.index, first.begin).second) {
            continue;
        }
        const bool is_inside = first.source == span.source && first.begin >= span.begin &&
                               first.end <= span.end && has_place;
        check.context.error(Code::unbound_variable, is_inside ? first : span,
                            "no condition says which `" + name + "` is meant", "",
                            "add a condition that names `" + name + "`, or drop it");
    }
}

void demand_in(const SafetyCheck& check, const Condition& condition, const VariableSet& bound) {
    VariableSet needed;
    std::visit(overloaded{
                   [&](const Literal& literal) {
                       variables_in(literal.atom.terms, needed);
                       demand(check, needed, bound, literal.atom.span);
                   },
                   [](const KindTest&) {},
                   [&](const Comparison& comparison) {
                       variables_in(comparison.left, needed);
                       variables_in(comparison.right, needed);
                       demand(check, needed, bound, comparison.span);
                   },
                   [&](const Binding& binding) {
                       variables_in(binding.expression, needed);
                       demand(check, needed, bound, binding.span);
                   },
                   [&](const GradeTest& test) {
                       variables_in(test.terms, needed);
                       demand(check, needed, bound, test.span);
                   },
                   [&](const Choice& choice) {
                       // A member sees what the other members bind only if all must hold.
                       VariableSet visible = bound;
                       for (const Conditions& member : choice.members) {
                           if (choice.least == choice.members.size()) {
                               add_bound(member, check.variables, visible);
                           }
                       }
                       for (const Conditions& member : choice.members) {
                           check_safety(check, member, visible);
                       }
                   },
                   [&](const Aggregate& aggregate) {
                       VariableSet inside = bound;
                       add_bound(aggregate.body, check.variables, inside);
                       check_safety(check, aggregate.body, bound);
                       variables_in(aggregate.value, needed);
                       for (const auto variable : aggregate.over) needed.insert(variable.index);
                       demand(check, needed, inside, aggregate.span);
                   },
               },
               condition.form);
}

}  // namespace

void check_safety(const SafetyCheck& check, const Conditions& conditions,
                  const VariableSet& bound_outside) {
    VariableSet bound = bound_outside;
    add_bound(conditions, check.variables, bound);
    for (const Condition& condition : conditions) demand_in(check, condition, bound);
}

void check_head_safety(const SafetyCheck& check, const Atom& head, const VariableSet& bound) {
    VariableSet needed;
    variables_in(head.terms, needed);
    demand(check, needed, bound, head.span);
    for (const Term& term : head.terms) {
        if (std::holds_alternative<datalog::Wildcard>(term)) {
            check.context.error(Code::unbound_variable, head.span,
                                "`_` cannot stand in a conclusion", "",
                                "name what the conclusion is about");
        }
    }
}

}  // namespace obverse::checking
