#include "engine/check/subsumption.h"

#include "engine/check/blocks.h"
#include "engine/check/conditions.h"
#include "engine/check/rule_match.h"
#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::checking {

namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Something may withdraw what the rule concludes.
bool is_attacked(const Program& program, const Rule& rule) {
    return std::any_of(program.exceptions.begin(), program.exceptions.end(),
                       [&](const Exception& other) { return other.target == rule.header.name; }) ||
           std::any_of(program.rules.begin(), program.rules.end(),
                       [&](const Rule& other) { return names(other.overrides, rule.header.name); });
}

/// Wherever the special rule is read, the general one is.
bool is_beside(const Program& program, const Rule& general, const Rule& special) {
    if (!general.header.lens) return true;
    return special.header.lens &&
           lens_extends(program, *special.header.lens, *general.header.lens) &&
           (special.header.lens == general.header.lens ||
            special.header.name != general.header.name);
}

bool subsumes(const Context& context, const Rule& general, const Rule& special) {
    const Program& program = context.program();
    if (general.denies != special.denies || general.head.phrase != special.head.phrase ||
        !special.overrides.empty() || !is_beside(program, general, special)) {
        return false;
    }
    RuleMatch match(program, context.checked.entities, general.header, special.header,
                    special.conditions);
    return match.heads(general.head, special.head) && match.follow(general.conditions) &&
           !is_attacked(program, general);
}

void check_rules(Context& context) {
    const std::vector<Rule>& rules = context.program().rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].row > 0) continue;
        for (std::size_t j = 0; j < rules.size(); ++j) {
            if (i == j || rules[j].row > 0 || !subsumes(context, rules[j], rules[i])) continue;
            if (i < j && subsumes(context, rules[i], rules[j])) continue;  // told of the later one
            context.diagnostics.report({
                .code = Code::subsumed_rule,
                .message = "`" + rules[i].header.name + "` concludes nothing that `" +
                           rules[j].header.name + "` does not",
                .primary = Label{rules[i].header.span, "may be dropped"},
                .secondary = {Label{rules[j].header.span, "asks for no more, or for less"}},
                .help = "drop it, or add the condition that tells the two apart",
            });
            break;
        }
    }
}

Span span_of(const Condition& condition) {
    return std::visit(
        [](const auto& form) {
            if constexpr (requires { form.atom; }) {
                return form.atom.span;
            } else {
                return form.span;
            }
        },
        condition.form);
}

/// Of two conditions that say the same, the later is told of.
void check_repetitions(Context& context, const BlockHeader& header, Conditions conditions,
                       const VariableSet& outside) {
    for (std::size_t i = conditions.size(); i-- > 0 && conditions.size() > 1;) {
        const Condition condition = conditions[i];
        // Kinds are what the checker itself infers from the other conditions.
        if (std::holds_alternative<KindTest>(condition.form)) continue;
        Conditions others = conditions;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        RuleMatch match(context.program(), context.checked.entities, header, header, others);
        VariableSet fixed = outside;
        variables_in(others, fixed);
        for (const std::uint32_t index : fixed) match.fix({index});
        if (!match.follows(condition)) continue;
        context.error(Code::repeated_condition, span_of(condition),
                      "another condition of `" + header.name + "` says as much already", "",
                      "drop it, or the other one");
        conditions = std::move(others);
    }
}

}  // namespace

void check_subsumption(Context& context) {
    check_rules(context);
    const Program& program = context.program();
    for (const Rule& rule : program.rules) {
        if (rule.row > 0) continue;
        VariableSet head;
        variables_in(rule.head.terms, head);
        check_repetitions(context, rule.header, rule.conditions, head);
    }
    for (const Exception& exception : program.exceptions) {
        VariableSet shared;
        for (const auto& [own, target] : exception.shared) shared.insert(own.index);
        check_repetitions(context, exception.header, exception.conditions, shared);
    }
    for (const Definition& definition : program.definitions) {
        VariableSet head;
        variables_in(definition.head.terms, head);
        for (const auto* list : {&definition.elements, &definition.unless}) {
            for (const Element& element : *list) {
                check_repetitions(context, definition.header, element.conditions, head);
            }
        }
    }
}

}  // namespace obverse::checking
