#include "engine/examples/mutants.h"

#include "engine/base/overloaded.h"
#include "engine/examples/soundness.h"

#include <algorithm>

namespace obverse {

namespace {

using Change = Mutant::Change;
using Room = Mutant::Room;

/// What the checker added (a test of kind where a variable is narrower than its slot) has no place.
bool is_written(Span span) {
    return span.end > span.begin;
}

Span span_of(const Condition& condition) {
    return std::visit(overloaded{
                          [](const Literal& literal) { return literal.atom.span; },
                          [](const auto& form) { return form.span; },
                      },
                      condition.form);
}

bool has_opposite(Comparator comparator) {
    return comparator != Comparator::contains && comparator != Comparator::matches;
}
Comparator turned(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal:
            return Comparator::differs;
        case Comparator::differs:
            return Comparator::equal;
        case Comparator::less:
            return Comparator::more;
        case Comparator::more:
            return Comparator::less;
        case Comparator::at_least:
            return Comparator::at_most;
        case Comparator::at_most:
            return Comparator::at_least;
        case Comparator::contains:
        case Comparator::matches:
            break;
    }
    return comparator;
}

/// Lists the mutants of one block.
struct Lister {
    std::vector<Mutant>& list;
    BlockKind block;
    std::size_t index;
    std::string name;  // `rule kinetic-debris`

    Mutant made(Change change, Span span, std::string what) const {
        return {.change = change,
                .block = block,
                .index = index,
                .what = std::move(what) + " of " + name,
                .span = span};
    }

    void drop_block(Span span) const {
        list.push_back(made(Change::drop_block, span, ""));
        list.back().what = name;
    }

    void conditions(const Conditions& conditions, Room room, std::size_t part,
                    const std::string& where, const std::vector<std::size_t>& path = {}) const {
        // An element of one condition is dropped as an element.
        const bool is_only = path.empty() && room != Room::block && room != Room::when_only &&
                             std::count_if(conditions.begin(), conditions.end(), [](const auto& c) {
                                 return is_written(span_of(c));
                             }) == 1;
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            const Span span = span_of(conditions[i]);
            if (!is_written(span)) continue;
            std::vector<std::size_t> here = path;
            here.push_back(i);
            const auto add = [&](Change change, const std::string& what) {
                Mutant mutant = made(change, span, what + where);
                mutant.room = room;
                mutant.part = part;
                mutant.path = here;
                list.push_back(std::move(mutant));
            };
            if (!is_only) add(Change::drop_condition, "a condition");
            inside(conditions[i], room, part, where, here, add);
        }
    }

    template <class Add>
    void inside(const Condition& condition, Room room, std::size_t part, const std::string& where,
                const std::vector<std::size_t>& here, const Add& add) const {
        if (const auto* comparison = std::get_if<Comparison>(&condition.form)) {
            if (has_opposite(comparison->comparator)) {
                add(Change::turn_comparison, "a comparison turned round");
            }
        } else if (const auto* test = std::get_if<GradeTest>(&condition.form)) {
            if (has_opposite(test->comparator)) {
                add(Change::turn_comparison, "a comparison turned round");
            }
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (std::size_t m = 0; m < choice->members.size(); ++m) {
                std::vector<std::size_t> way = here;
                way.push_back(m);
                conditions(choice->members[m], room, part, where + ", in a list", way);
            }
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            std::vector<std::size_t> way = here;
            way.push_back(0);
            conditions(aggregate->body, room, part, where + ", in what is counted", way);
        }
    }

    void part(Change change, std::size_t number, Span span, const std::string& what) const {
        Mutant mutant = made(change, span, what);
        mutant.part = number;
        list.push_back(std::move(mutant));
    }
};

void list_definition(const Lister& lister, const Definition& definition) {
    lister.drop_block(definition.header.span);
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        const Element& element = definition.elements[i];
        if (definition.elements.size() > 1) {
            lister.part(Change::drop_element, i, element.span, "element " + element.name);
        }
        lister.conditions(element.conditions, Room::element, i, " in element " + element.name);
    }
    for (std::size_t i = 0; i < definition.unless.size(); ++i) {
        const Element& element = definition.unless[i];
        lister.part(Change::drop_unless, i, element.span, "exception " + element.name);
        lister.conditions(element.conditions, Room::unless, i, " in exception " + element.name);
    }
    for (std::size_t i = 0; i < definition.when_only.size(); ++i) {
        const WhenOnly& when = definition.when_only[i];
        lister.part(Change::drop_when_only, i, when.span, "a `when only`");
        lister.conditions(when.conditions, Room::when_only, i, " in a `when only`");
    }
    for (std::size_t i = 0; i < definition.categories.size(); ++i) {
        const Category& category = definition.categories[i];
        lister.part(Change::drop_category, i, category.span, "a category");
        for (std::size_t f = 0; category.forms.size() > 1 && f < category.forms.size(); ++f) {
            Mutant mutant = lister.made(Change::drop_form, category.span, "a form in a category");
            mutant.part = i;
            mutant.detail = f;
            lister.list.push_back(std::move(mutant));
        }
    }
    if (definition.shape == Definition::Shape::judged_by && definition.least > 1) {
        lister.part(Change::fewer_elements, 0, definition.header.span, "one element fewer");
    }
}

/// A row of a table is dropped whole, as its first cell.
bool is_later_cell(const Program& program, std::size_t index) {
    const Rule& rule = program.rules[index];
    if (rule.row == 0 || index == 0) return false;
    const Rule& before = program.rules[index - 1];
    return before.row == rule.row && before.header.name == rule.header.name &&
           before.header.lens == rule.header.lens;
}

Conditions* members_at(Condition& condition, std::size_t member) {
    if (auto* choice = std::get_if<Choice>(&condition.form)) return &choice->members[member];
    if (auto* aggregate = std::get_if<Aggregate>(&condition.form)) return &aggregate->body;
    return nullptr;
}

void change_condition(Conditions& conditions, const Mutant& mutant) {
    Conditions* list = &conditions;
    for (std::size_t i = 0; i + 2 < mutant.path.size(); i += 2) {
        list = members_at((*list)[mutant.path[i]], mutant.path[i + 1]);
    }
    const auto place = list->begin() + static_cast<std::ptrdiff_t>(mutant.path.back());
    if (mutant.change == Change::drop_condition) {
        list->erase(place);
        // A member of a list without conditions would hold always: the member goes with the last.
        if (!list->empty() || mutant.path.size() < 3) return;
        Conditions* outer = &conditions;
        for (std::size_t i = 0; i + 4 < mutant.path.size(); i += 2) {
            outer = members_at((*outer)[mutant.path[i]], mutant.path[i + 1]);
        }
        auto* choice = std::get_if<Choice>(&(*outer)[mutant.path[mutant.path.size() - 3]].form);
        if (choice == nullptr || choice->members.size() < 2) return;
        const bool is_all = choice->least == choice->members.size();
        choice->members.erase(choice->members.begin() +
                              static_cast<std::ptrdiff_t>(mutant.path[mutant.path.size() - 2]));
        if (is_all) --choice->least;
        return;
    }
    if (auto* comparison = std::get_if<Comparison>(&place->form)) {
        comparison->comparator = turned(comparison->comparator);
    } else if (auto* test = std::get_if<GradeTest>(&place->form)) {
        test->comparator = turned(test->comparator);
    }
}

template <class Item>
void drop(std::vector<Item>& items, std::size_t index) {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
}

void drop_element(Definition& definition, std::size_t part) {
    drop(definition.elements, part);
    if (definition.shape == Definition::Shape::requires_all) --definition.least;
    definition.least = std::min(definition.least, definition.elements.size());
    if (!definition.form_values.empty()) drop(definition.form_values, part);
    for (Category& category : definition.categories) {
        std::erase(category.forms, part);
        for (std::size_t& form : category.forms) form -= form > part ? 1 : 0;
    }
    std::erase_if(definition.when_only, [&](const WhenOnly& when) { return when.element == part; });
    for (WhenOnly& when : definition.when_only) when.element -= when.element > part ? 1 : 0;
}

void change_definition(Definition& definition, const Mutant& mutant) {
    switch (mutant.change) {
        case Change::drop_element:
            drop_element(definition, mutant.part);
            return;
        case Change::drop_unless:
            drop(definition.unless, mutant.part);
            return;
        case Change::drop_when_only:
            drop(definition.when_only, mutant.part);
            return;
        case Change::drop_category:
            drop(definition.categories, mutant.part);
            return;
        case Change::drop_form:
            drop(definition.categories[mutant.part].forms, mutant.detail);
            return;
        case Change::fewer_elements:
            --definition.least;
            return;
        default:
            break;
    }
    switch (mutant.room) {
        case Room::element:
            change_condition(definition.elements[mutant.part].conditions, mutant);
            return;
        case Room::unless:
            change_condition(definition.unless[mutant.part].conditions, mutant);
            return;
        case Room::when_only:
            change_condition(definition.when_only[mutant.part].conditions, mutant);
            return;
        case Room::block:
            return;
    }
}

/// What a rule no longer binds, an exception to it cannot share: it is the exception's own.
void loosen_exceptions(std::vector<Exception>& exceptions, const Rule& rule) {
    for (Exception& exception : exceptions) {
        if (exception.target != rule.header.name) continue;
        std::erase_if(exception.shared,
                      [&](const auto& pair) { return !binds(rule.conditions, pair.second); });
    }
}

/// Everything that a table row concludes stands in neighbouring rules.
void drop_rule(std::vector<Rule>& rules, std::size_t index) {
    const Rule first = rules[index];
    do {
        drop(rules, index);
    } while (first.row != 0 && index < rules.size() && rules[index].row == first.row &&
             rules[index].header.name == first.header.name &&
             rules[index].header.lens == first.header.lens);
}

}  // namespace

std::vector<Mutant> mutants_of(const Program& program) {
    std::vector<Mutant> list;
    for (std::size_t i = 0; i < program.rules.size(); ++i) {
        const Rule& rule = program.rules[i];
        const Lister lister{list, BlockKind::rule, i,
                            (rule.row == 0 ? "rule " : "table ") + rule.header.name};
        if (!is_later_cell(program, i)) lister.drop_block(rule.header.span);
        lister.conditions(rule.conditions, Room::block, 0, "");
        for (std::size_t o = 0; o < rule.overrides.size(); ++o) {
            lister.part(Change::drop_override, o, rule.header.span,
                        "`overrides " + rule.overrides[o] + "`");
        }
    }
    for (std::size_t i = 0; i < program.exceptions.size(); ++i) {
        const Exception& exception = program.exceptions[i];
        const Lister lister{list, BlockKind::exception, i, "exception " + exception.header.name};
        lister.drop_block(exception.header.span);
        lister.conditions(exception.conditions, Room::block, 0, "");
    }
    for (std::size_t i = 0; i < program.definitions.size(); ++i) {
        const Definition& definition = program.definitions[i];
        list_definition({list, BlockKind::definition, i, "definition " + definition.header.name},
                        definition);
    }
    for (std::size_t i = 0; i < program.grades.size(); ++i) {
        const Grade& grade = program.grades[i];
        const Lister lister{list, BlockKind::grade, i, "grade " + grade.header.name};
        lister.drop_block(grade.header.span);
        for (std::size_t f = 0; grade.factors.size() > 1 && f < grade.factors.size(); ++f) {
            lister.part(Change::drop_factor, f, grade.factors[f].span,
                        "factor " + grade.factors[f].name);
        }
    }
    return list;
}

Mutation::Mutation(Program& program, const Mutant& mutant)
    : program_(program), block_(mutant.block) {
    const bool drops_block = mutant.change == Change::drop_block;
    switch (mutant.block) {
        case BlockKind::exception: {
            exceptions_ = program.exceptions;
            if (drops_block) {
                drop(program.exceptions, mutant.index);
                break;
            }
            Exception& exception = program.exceptions[mutant.index];
            change_condition(exception.conditions, mutant);
            is_sound_ = obverse::is_sound(exception);
            break;
        }
        case BlockKind::definition: {
            definitions_ = program.definitions;
            if (drops_block) {
                drop(program.definitions, mutant.index);
                break;
            }
            change_definition(program.definitions[mutant.index], mutant);
            is_sound_ = obverse::is_sound(program.definitions[mutant.index]);
            break;
        }
        case BlockKind::grade: {
            grades_ = program.grades;
            if (drops_block) {
                drop(program.grades, mutant.index);
            } else {
                drop(program.grades[mutant.index].factors, mutant.part);
            }
            break;
        }
        case BlockKind::rule:
        case BlockKind::table: {
            rules_ = program.rules;
            exceptions_ = program.exceptions;
            Rule& rule = program.rules[mutant.index];
            if (drops_block) {
                drop_rule(program.rules, mutant.index);
            } else if (mutant.change == Change::drop_override) {
                drop(rule.overrides, mutant.part);
            } else {
                change_condition(rule.conditions, mutant);
                is_sound_ = obverse::is_sound(rule);
                loosen_exceptions(program.exceptions, rule);
            }
            break;
        }
    }
}

Mutation::~Mutation() {
    switch (block_) {
        case BlockKind::exception:
            program_.exceptions = std::move(exceptions_);
            break;
        case BlockKind::definition:
            program_.definitions = std::move(definitions_);
            break;
        case BlockKind::grade:
            program_.grades = std::move(grades_);
            break;
        case BlockKind::rule:
        case BlockKind::table:
            program_.rules = std::move(rules_);
            program_.exceptions = std::move(exceptions_);
            break;
    }
}

}  // namespace obverse
