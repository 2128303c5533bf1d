#include "engine/plain/alternatives.h"

#include "engine/base/invariant.h"
#include "engine/base/overloaded.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <set>

namespace obverse::plain {

namespace {

/// So many ways for a rule to hold are taken; a list that leaves more is refused.
constexpr std::size_t most_bodies = 4096;

void collect(const Term& term, std::set<std::uint32_t>& variables) {
    if (const auto* variable = std::get_if<Variable>(&term)) variables.insert(variable->index);
}
void collect(const Expression& expression, std::set<std::uint32_t>& variables) {
    if (expression.operation == datalog::Operation::term) collect(expression.term, variables);
    for (const Expression& operand : expression.operands) collect(operand, variables);
}
void collect(const datalog::Literal& literal, std::set<std::uint32_t>& variables) {
    for (const Term& term : literal.atom.terms) collect(term, variables);
}
void collect(const datalog::Comparison& comparison, std::set<std::uint32_t>& variables) {
    collect(comparison.left, variables);
    collect(comparison.right, variables);
}
void collect(const datalog::Binding& binding, std::set<std::uint32_t>& variables) {
    variables.insert(binding.variable.index);
    collect(binding.expression, variables);
}
void collect(const datalog::Aggregate& aggregate, std::set<std::uint32_t>& variables) {
    variables.insert(aggregate.result.index);
    for (const auto& inner : aggregate.body) {
        std::visit([&variables](const auto& form) { collect(form, variables); }, inner);
    }
}
std::set<std::uint32_t> variables_of(const Body& body) {
    std::set<std::uint32_t> variables;
    for (const datalog::Condition& condition : body) {
        std::visit([&variables](const auto& form) { collect(form, variables); }, condition);
    }
    return variables;
}

bool has_aggregate(const Body& body) {
    return std::any_of(body.begin(), body.end(), [](const datalog::Condition& condition) {
        return std::holds_alternative<datalog::Aggregate>(condition);
    });
}

}  // namespace

datalog::RelationId Translation::add_relation(std::string name, std::vector<ColumnType> columns) {
    std::vector<datalog::Relation>& relations = result.program.relations;
    relations.push_back({std::move(name), std::move(columns)});
    return {static_cast<std::uint32_t>(relations.size() - 1)};
}

std::vector<bool> bound_by(const Body& body, std::size_t variable_count) {
    std::vector<bool> bound(variable_count, false);
    std::set<std::uint32_t> found;
    for (const datalog::Condition& condition : body) {
        if (const auto* literal = std::get_if<datalog::Literal>(&condition)) {
            if (!literal->absent) collect(*literal, found);
        } else if (const auto* binding = std::get_if<datalog::Binding>(&condition)) {
            found.insert(binding->variable.index);
        } else if (const auto* aggregate = std::get_if<datalog::Aggregate>(&condition)) {
            found.insert(aggregate->result.index);
        }
    }
    for (const std::uint32_t variable : found) bound[variable] = true;
    return bound;
}

Alternatives::Alternatives(Translation& translation, const BlockHeader& header)
    : translation_(translation), header_(header) {
    for (const VariableInfo& variable : header.variables) types_.push_back(variable.type);
}

/// A parameter of the lens that the block stands in is its value.
Term Alternatives::term(const Term& source) const {
    const auto* variable = std::get_if<Variable>(&source);
    if (variable == nullptr || variable->index >= header_.variables.size()) return source;
    const std::string& name = header_.variables[variable->index].parameter;
    if (name.empty() || !header_.lens) return source;
    std::vector<LensId> lenses{*header_.lens};
    for (std::size_t i = 0; i < lenses.size(); ++i) {
        const Lens& lens = translation_.source.lenses[lenses[i].index];
        for (const Parameter& parameter : lens.parameters) {
            if (parameter.name == name) return parameter.value;
        }
        lenses.insert(lenses.end(), lens.extends.begin(), lens.extends.end());
    }
    return source;
}

Expression Alternatives::expression(const Expression& source) const {
    Expression made = source;
    if (made.operation == datalog::Operation::term) made.term = term(source.term);
    for (Expression& operand : made.operands) operand = expression(operand);
    return made;
}

void Alternatives::report_sentence(const Atom& atom) {
    translation_.diagnostics.report(
        {.code = Code::unknown_relation,
         .message = "`" + sentence(translation_.source, atom, header_.variables) +
                    "` is a sentence about a record, and there is none here",
         .primary = Label{atom.span, "not a relation"},
         .help = "declare a `relation` and read that, or ask with `obverse ask`"});
}

bool Alternatives::read_relation(const Atom& atom) {
    if (translation_.result.relation_of[atom.phrase.index]) return true;
    report_sentence(atom);
    return false;
}

datalog::Atom Alternatives::atom(const Atom& source) {
    datalog::Atom made{*translation_.result.relation_of[source.phrase.index], {}};
    for (const Term& each : source.terms) made.terms.push_back(term(each));
    return made;
}

std::vector<Body> Alternatives::combine(const std::vector<Body>& left,
                                        const std::vector<Body>& right, Span span) {
    if (left.size() * right.size() > most_bodies) {
        if (!is_too_long_) {
            translation_.diagnostics.report(
                {.code = Code::limit_reached,
                 .message = "the lists of this rule hold in more than " +
                            std::to_string(most_bodies) + " ways",
                 .primary = Label{span, "this list"},
                 .help = "conclude a relation of its own from the list"});
        }
        is_too_long_ = true;
        return left;
    }
    std::vector<Body> made;
    for (const Body& first : left) {
        for (const Body& second : right) {
            made.push_back(first);
            made.back().insert(made.back().end(), second.begin(), second.end());
        }
    }
    return made;
}

std::vector<Body> Alternatives::of(const Conditions& conditions) {
    const bool is_outermost = outermost_ == nullptr;
    if (is_outermost) outermost_ = &conditions;
    std::vector<Body> made{{}};
    for (const Condition& condition : conditions) {
        made = combine(made, of(condition), header_.span);
    }
    if (is_outermost) outermost_ = nullptr;
    return made;
}

std::vector<Body> Alternatives::of(const Condition& condition) {
    return std::visit(
        overloaded{
            [&](const Literal& literal) { return of(literal); },
            [&](const KindTest& test) { return std::vector<Body>{{kind_literal(test)}}; },
            [&](const Comparison& comparison) {
                return std::vector<Body>{
                    {datalog::Comparison{comparison.comparator, expression(comparison.left),
                                         expression(comparison.right), datalog::Outcome::yes}}};
            },
            [&](const Binding& binding) {
                return std::vector<Body>{
                    {datalog::Binding{binding.variable, expression(binding.expression)}}};
            },
            [&](const GradeTest& test) {
                translation_.diagnostics.report(
                    {.code = Code::unknown_relation,
                     .message = "a grade rests on a record, and there is none here",
                     .primary = Label{test.span, "graded here"},
                     .help = "ask with `obverse ask`"});
                return std::vector<Body>{{}};
            },
            [&](const Choice& choice) { return of(choice); },
            [&](const Aggregate& aggregate) { return of(aggregate); },
        },
        condition.form);
}

datalog::Literal Alternatives::kind_literal(const KindTest& test) const {
    return {{translation_.relation_of_kind.at(test.kind), {term(test.term)}}, false};
}

/// A relation is closed: what is not recorded is denied. A group stands for any of its values, and
/// under absence for all of them.
std::vector<Body> Alternatives::of(const Literal& literal) {
    if (!read_relation(literal.atom)) return {{}};
    const bool absent = literal.polarity != Polarity::holds;
    const Phrase& phrase = translation_.source.schema.phrase(literal.atom.phrase);
    const datalog::Atom plain = atom(literal.atom);
    for (std::size_t slot = 0; slot < phrase.slots.size(); ++slot) {
        const auto* value = std::get_if<Value>(&plain.terms[slot]);
        const std::optional<KindId> kind = phrase.slots[slot].kind;
        if (value == nullptr || !kind) continue;
        const std::vector<SymbolId> values = translation_.source.schema.values_of(
            *kind, as_symbol(value->word), translation_.source.symbols);
        if (values.empty() || (values.size() == 1 && values[0] == as_symbol(value->word))) continue;
        std::vector<Body> made;
        for (const SymbolId each : values) {
            datalog::Atom one = plain;
            one.terms[slot] = Value{ColumnType::symbol, to_word(each)};
            const datalog::Literal found{std::move(one), absent};
            if (!absent || made.empty()) {
                made.push_back({found});
            } else {
                made.front().push_back(found);
            }
        }
        return made;
    }
    return {{datalog::Literal{plain, absent}}};
}

/// At least k of n: one body for each k of them.
std::vector<Body> Alternatives::of(const Choice& choice) {
    std::vector<std::vector<Body>> members;
    for (const Conditions& member : choice.members) members.push_back(of(member));
    std::vector<bool> chosen(members.size(), false);
    std::fill_n(chosen.begin(), choice.least, true);
    std::vector<Body> made;
    do {
        std::vector<Body> together{{}};
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (chosen[i]) together = combine(together, members[i], choice.span);
        }
        made.insert(made.end(), together.begin(), together.end());
        if (made.size() > most_bodies) return combine(made, {{}, {}}, choice.span);
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
    return made;
}

Body Alternatives::context_of(const Conditions& conditions) {
    Body context;
    for (const Condition& condition : conditions) {
        const bool is_list = std::holds_alternative<Choice>(condition.form) ||
                             std::holds_alternative<Aggregate>(condition.form);
        if (is_list) continue;
        const std::vector<Body> bodies = of(condition);
        if (bodies.size() == 1) context.insert(context.end(), bodies[0].begin(), bodies[0].end());
    }
    return context;
}

/// One plain list of conditions is folded as it stands; of several, or with aggregates inside, a
/// relation is made that holds the tuples.
std::vector<Body> Alternatives::of(const Aggregate& aggregate) {
    invariant(outermost_ != nullptr);
    datalog::Aggregate made{.result = aggregate.result,
                            .function = aggregate.function,
                            .value = expression(aggregate.value),
                            .over = aggregate.over,
                            .body = {}};
    std::vector<Body> bodies = of(aggregate.body);
    if (bodies.size() == 1 && !has_aggregate(bodies[0])) {
        for (const datalog::Condition& condition : bodies[0]) {
            if (const auto* literal = std::get_if<datalog::Literal>(&condition)) {
                made.body.emplace_back(*literal);
            } else if (const auto* comparison = std::get_if<datalog::Comparison>(&condition)) {
                made.body.emplace_back(*comparison);
            } else if (const auto* binding = std::get_if<datalog::Binding>(&condition)) {
                made.body.emplace_back(*binding);
            }
        }
        return {{std::move(made)}};
    }
    std::set<std::uint32_t> columns;
    for (const Body& body : bodies) {
        for (const std::uint32_t variable : variables_of(body)) columns.insert(variable);
    }
    if (aggregate.function != AggregateFunction::count) collect(made.value, columns);
    for (const Variable variable : aggregate.over) columns.insert(variable.index);
    const Body context = context_of(*outermost_);
    // What only some bodies bind, and the rest of the rule does not name, is local to them.
    for (const Body& body : bodies) {
        const std::vector<bool> bound = bound_by(body, types_.size());
        const std::vector<bool> outside = bound_by(context, types_.size());
        std::erase_if(columns, [&](std::uint32_t v) { return !bound[v] && !outside[v]; });
    }
    datalog::Atom head;
    std::vector<ColumnType> types;
    for (const std::uint32_t variable : columns) {
        head.terms.emplace_back(Variable{variable});
        types.push_back(types_[variable]);
    }
    head.relation = translation_.add_relation("list in " + header_.name, std::move(types));
    made.body.emplace_back(datalog::Literal{head, false});
    add_rules(head, std::move(bodies), context, aggregate.span, 0);
    return {{std::move(made)}};
}

void Alternatives::add_rules(const datalog::Atom& head, std::vector<Body> bodies,
                             const Body& context, Span span, std::uint32_t origin) {
    for (Body& body : bodies) {
        const std::vector<bool> bound = bound_by(body, types_.size());
        std::set<std::uint32_t> needed = variables_of(body);
        for (const Term& each : head.terms) collect(each, needed);
        const bool is_open = std::any_of(needed.begin(), needed.end(),
                                         [&bound](std::uint32_t v) { return !bound[v]; });
        if (is_open) body.insert(body.end(), context.begin(), context.end());
        datalog::Rule rule;
        rule.head = head;
        rule.body = std::move(body);
        rule.variable_count = static_cast<std::uint32_t>(types_.size());
        rule.variable_types = types_;
        rule.origin = origin;
        rule.span = span;
        translation_.result.program.rules.push_back(std::move(rule));
    }
}

}  // namespace obverse::plain
