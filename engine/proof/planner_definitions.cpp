#include "engine/base/overloaded.h"
#include "engine/compile/parts.h"
#include "engine/proof/planner.h"

#include <algorithm>

namespace obverse::proving {

namespace {

Row row_of(const CompiledDefinition& compiled, const Bindings& bindings) {
    Row row;
    for (const Variable variable : compiled.head) {
        row.push_back(bindings[variable.index].value_or(0));
    }
    return row;
}

/// Plans under which at least `count` of some goals come about.
template <class Both, class Trim>
Plans enough(const std::vector<Plans>& goals, std::size_t count, const Both& both,
             const Trim& trim) {
    std::vector<Plans> plans(count + 1);
    plans.front() = {Plan{}};
    for (const Plans& goal : goals) {
        for (std::size_t k = count; k > 0; --k) {
            const Plans more = both(plans[k - 1], goal);
            plans[k].insert(plans[k].end(), more.begin(), more.end());
            trim(plans[k]);
        }
    }
    return plans.back();
}

}  // namespace

Plans Planner::establish_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                                  const std::vector<std::size_t>& elements, std::size_t least) {
    const Definition& definition = model_.program().definitions[compiled.index];
    const Row row = row_of(compiled, bindings);
    std::vector<Plans> goals;
    for (const std::size_t i : elements) {
        if (model_.judgement().bits(compiled.elements[i], row).plus_plus) {
            goals.push_back({Plan{}});
            continue;
        }
        Plans plans;
        const Conditions& conditions = definition.elements[i].conditions;
        for (const Application& way : reader_.nearest(definition.header, conditions, bindings, 3)) {
            const Plans found = establish(definition.header, conditions, way.bindings);
            plans.insert(plans.end(), found.begin(), found.end());
        }
        trim(plans);
        goals.push_back(std::move(plans));
    }
    Plans plans = enough(
        goals, least, [this](const Plans& left, const Plans& right) { return both(left, right); },
        [this](Plans& some) { trim(some); });
    return both(plans, without_unless(compiled, row, bindings));
}

/// One condition of the element that names no variable of its own, made to fail for certain.
Plans Planner::refute_element(const Definition& definition, const Element& element,
                              const Bindings& bindings) {
    Plans plans;
    const Bindings given = model_.with_parameters(definition.header, bindings);
    for (const Condition& condition : element.conditions) {
        const Plans found = std::visit(
            overloaded{
                [&](const Literal& literal) -> Plans {
                    const std::optional<Row> row = filled_row(literal.atom, given);
                    if (!row) {
                        is_complete_ = false;
                        return {};
                    }
                    const bool holds = literal.polarity == Polarity::holds;
                    return achieve(literal.atom.phrase, *row, holds ? Side::fails : Side::holds);
                },
                [&](const Choice& choice) -> Plans {
                    std::vector<Plans> members;
                    for (const Conditions& member : choice.members) {
                        const Element one{
                            .name = {}, .conditions = member, .cites = {}, .doc = {}, .span = {}};
                        members.push_back(refute_element(definition, one, given));
                    }
                    return enough(
                        members, choice.members.size() - choice.least + 1,
                        [this](const Plans& left, const Plans& right) { return both(left, right); },
                        [this](Plans& some) { trim(some); });
                },
                [&](const auto&) -> Plans {
                    is_complete_ = false;
                    return {};
                },
            },
            condition.form);
        plans.insert(plans.end(), found.begin(), found.end());
    }
    trim(plans);
    return plans;
}

Plans Planner::refute_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                               const std::vector<std::size_t>& elements, std::size_t count) {
    const Definition& definition = model_.program().definitions[compiled.index];
    const Row row = row_of(compiled, bindings);
    std::vector<Plans> goals;
    for (const std::size_t i : elements) {
        const bool fails = model_.judgement().bits(compiled.elements[i], row).minus_minus;
        goals.push_back(fails ? Plans{Plan{}}
                              : refute_element(definition, definition.elements[i], bindings));
    }
    Plans plans = enough(
        goals, count, [this](const Plans& left, const Plans& right) { return both(left, right); },
        [this](Plans& some) { trim(some); });
    // Or an exception applies.
    for (const Element& element : definition.unless) {
        for (const Application& way :
             reader_.nearest(definition.header, element.conditions, bindings, 2)) {
            const Plans found =
                both(establish(definition.header, element.conditions, way.bindings),
                     without_exceptions(definition.header.name + "." + element.name, way.bindings));
            plans.insert(plans.end(), found.begin(), found.end());
        }
    }
    trim(plans);
    return plans;
}

void Planner::add_when_only(const CompiledDefinition& compiled, std::size_t number,
                            const Bindings& bindings, Plans& plans) {
    const Definition& definition = model_.program().definitions[compiled.index];
    const WhenOnly& when = definition.when_only[number];
    Plans clause;
    for (const Application& way :
         reader_.nearest(definition.header, when.conditions, bindings, 2)) {
        const Plans found = establish(definition.header, when.conditions, way.bindings);
        clause.insert(clause.end(), found.begin(), found.end());
    }
    trim(clause);
    clause = both(clause, establish_elements(compiled, bindings, {when.element}, 1));
    const Row row = row_of(compiled, bindings);
    std::vector<std::size_t> others;
    bool all_possible = true;
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        if (i == when.element) continue;
        others.push_back(i);
        all_possible = all_possible && model_.judgement().bits(compiled.elements[i], row).plus;
    }
    if (all_possible) {
        Plans fewer;
        for (const std::size_t i : others) {
            const Plans found = refute_element(definition, definition.elements[i], bindings);
            fewer.insert(fewer.end(), found.begin(), found.end());
        }
        trim(fewer);
        clause = both(clause, fewer);
    }
    plans.insert(plans.end(), clause.begin(), clause.end());
}

void Planner::add_definitions(PhraseId phrase, const Row& row, Side side, Plans& plans) {
    for (const CompiledDefinition& compiled : model_.compiled().definitions) {
        const Definition& definition = model_.program().definitions[compiled.index];
        const std::size_t variables = definition.header.variables.size();
        const auto add = [&](const Bindings& bindings, const std::vector<std::size_t>& elements,
                             std::size_t least) {
            const Plans found =
                side == Side::holds
                    ? establish_elements(compiled, bindings, elements, least)
                    : refute_elements(compiled, bindings, elements, elements.size() - least + 1);
            plans.insert(plans.end(), found.begin(), found.end());
        };
        if (definition.head.phrase == phrase) {
            Atom head = definition.head;
            const bool has_forms = definition.shape == Definition::Shape::forms;
            if (has_forms) head.terms[definition.form_slot] = Wildcard{};
            const auto bindings = unify(head, row, variables);
            std::vector<std::size_t> elements;
            for (std::size_t i = 0; i < definition.elements.size(); ++i) {
                if (!has_forms ||
                    definition.form_values[i] == as_symbol(row[definition.form_slot])) {
                    elements.push_back(i);
                }
            }
            for (const Category& category : definition.categories) {
                if (has_forms && category.name == as_symbol(row[definition.form_slot])) {
                    elements = category.forms;
                }
            }
            const bool all = definition.shape == Definition::Shape::requires_all;
            const std::size_t least = all ? elements.size() : has_forms ? 1 : definition.least;
            if (bindings && !elements.empty()) add(*bindings, elements, least);
        }
        for (std::size_t i = 0; i < definition.when_only.size(); ++i) {
            if (definition.when_only[i].conclusion.phrase != phrase) continue;
            const auto bindings = unify(definition.when_only[i].conclusion, row, variables);
            if (!bindings) continue;
            if (side == Side::holds) {
                add_when_only(compiled, i, *bindings, plans);
            } else {
                const Element& element = definition.elements[definition.when_only[i].element];
                const Plans found = refute_element(definition, element, *bindings);
                plans.insert(plans.end(), found.begin(), found.end());
                is_complete_ = false;  // that the others hold would refute it as well
            }
        }
    }
}

/// Levels of the factors of which nothing is said, one factor at a time and all together.
void Planner::add_grades(PhraseId phrase, const Row& row, Plans& plans) {
    for (const Grade& grade : model_.program().grades) {
        const Quantity& quantity = model_.schema().quantity(grade.quantity);
        if (quantity.phrase != phrase || !model_.visible().sees(grade.header)) continue;
        Atom head{.phrase = phrase, .terms = grade.terms, .span = {}};
        head.terms.emplace_back(Wildcard{});
        const auto bindings = unify(head, row, grade.header.variables.size());
        if (!bindings) continue;
        Plans together = {Plan{}};
        for (const Grade::Factor& factor : grade.factors) {
            const auto interval = model_.interval(factor.quantity, factor.terms, *bindings);
            if (!interval || interval->is_known) continue;
            const Quantity& of = model_.schema().quantity(factor.quantity);
            Plans levels;
            for (const SymbolId level : model_.schema().scale(of.scale).levels) {
                Row said;
                for (const std::optional<Word>& word : model_.pattern(factor.terms, *bindings)) {
                    said.push_back(word.value_or(0));
                }
                said.push_back(to_word(level));
                const Plans found = achieve(of.phrase, said, Side::holds);
                levels.insert(levels.end(), found.begin(), found.end());
            }
            trim(levels);
            plans.insert(plans.end(), levels.begin(), levels.end());
            together = both(together, levels);
        }
        if (together.size() > 1) plans.insert(plans.end(), together.begin(), together.end());
        is_complete_ = false;  // levels that are claimed could be withdrawn
    }
}

}  // namespace obverse::proving
