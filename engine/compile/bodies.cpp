#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::Outcome;

namespace {

Body one(datalog::Condition condition) {
    Body body;
    body.add(std::move(condition));
    return body;
}

void set_sources(Bodies& bodies, std::size_t source) {
    for (Body& body : bodies) {
        for (std::optional<std::size_t>& place : body.sources) place = source;
    }
}

}  // namespace

Scope Compiler::scope_of(const BlockHeader& header) const {
    Scope scope;
    scope.header = &header;
    for (const VariableInfo& variable : header.variables) scope.types.push_back(variable.type);
    return scope;
}

Term Compiler::term(const Term& term, const Scope& scope) const {
    const auto* variable = std::get_if<Variable>(&term);
    if (variable == nullptr) return term;
    if (scope.header != nullptr && variable->index < scope.header->variables.size()) {
        const std::string& name = scope.header->variables[variable->index].parameter;
        if (!name.empty()) {
            const Parameter* parameter = find_parameter(program_, visible_.lens(), name);
            if (parameter != nullptr) return parameter->value;
        }
    }
    for (const auto& [from, to] : scope.renamed) {
        if (from == variable->index) return Variable{to};
    }
    return term;
}

std::vector<Term> Compiler::terms(std::span<const Term> terms, const Scope& scope) const {
    std::vector<Term> result;
    for (const Term& one_term : terms) result.push_back(term(one_term, scope));
    return result;
}

Expression Compiler::expression(const Expression& expression, const Scope& scope) const {
    Expression result = expression;
    if (result.operation == datalog::Operation::term) result.term = term(result.term, scope);
    for (Expression& operand : result.operands) operand = this->expression(operand, scope);
    return result;
}

datalog::Literal Compiler::literal(datalog::RelationId relation, const Atom& atom,
                                   const Scope& scope, bool absent) const {
    return {{relation, terms(atom.terms, scope)}, absent};
}

Bodies Compiler::multiply(const Bodies& left, const Bodies& right, Span span) {
    if (left.size() * right.size() > alternative_limit) {
        too_large(span);
        return {};
    }
    Bodies product;
    for (const Body& first : left) {
        for (const Body& second : right) {
            product.push_back(first);
            product.back().append(second);
        }
    }
    return product;
}

Bodies Compiler::holds(const Atom& atom, Level level, const Scope& scope) {
    const PhraseRelations& relations = relations_of(atom);
    return {one(literal(level == Level::plus ? relations.s : relations.pp, atom, scope))};
}

/// Where the record is complete, what is not in it fails; that asks for what is absent, so the
/// variables that nothing else binds range over the entities of their kind.
Bodies Compiler::fails(const Atom& atom, Level level, const Scope& scope,
                       const VariableSet& bound) {
    const Phrase& phrase = program_.schema.phrase(atom.phrase);
    const PhraseRelations& relations = relations_of(atom);
    const bool firm = level == Level::minus_minus || level == Level::plus_plus;
    Bodies bodies;
    if (!relations.is_relation) {
        bodies.push_back(one(literal(firm ? relations.mm : relations.d, atom, scope)));
    }
    if (phrase.openness == Openness::open && !relations.is_relation) return bodies;
    Body closed;
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const Term filled = term(atom.terms[i], scope);
        const auto* variable = std::get_if<Variable>(&filled);
        if (variable == nullptr || bound.contains(variable->index)) continue;
        const std::optional<KindId> kind = phrase.slots[i].kind;
        // Texts and numbers have no list to range over: only what is denied in so many words fails.
        if (!kind) return bodies;
        closed.add(datalog::Literal{{kind_relation(*kind), {filled}}, false});
    }
    if (phrase.openness == Openness::closed_per) {
        std::vector<Term> keys;
        for (const std::uint32_t slot : phrase.closed_per) {
            keys.push_back(term(atom.terms[slot], scope));
        }
        // What is recorded of any value of a group is a record.
        const PhraseRelations& values = out_.phrases.at(atom.phrase);
        closed.add(datalog::Literal{{values.recorded, std::move(keys)}, false});
    }
    closed.add(literal(firm ? relations.s : relations.pp, atom, scope, true));
    bodies.push_back(std::move(closed));
    return bodies;
}

Bodies Compiler::render_literal(const Literal& literal_, Level level, const Scope& scope,
                                const VariableSet& bound) {
    const PhraseRelations& relations = relations_of(literal_.atom);
    switch (literal_.polarity) {
        case Polarity::holds:
            return holds(literal_.atom, level, scope);
        case Polarity::denied:
            return fails(literal_.atom, level, scope, bound);
        case Polarity::no_record:
            break;
    }
    return {one(
        literal(level == Level::plus ? relations.pp : relations.s, literal_.atom, scope, true))};
}

Bodies Compiler::render_grade(const GradeTest& test, bool wanted, Scope& scope) {
    const Quantity& quantity = program_.schema.quantity(test.quantity);
    const Scale& scale = program_.schema.scale(quantity.scale);
    const auto level = std::find(scale.levels.begin(), scale.levels.end(), test.level);
    const auto rank = static_cast<std::size_t>(level - scale.levels.begin());
    const double worth = rank < scale.worths.size() ? scale.worths[rank] : 0.0;
    const Variable least = scope.fresh(ColumnType::number);
    const Variable greatest = scope.fresh(ColumnType::number);
    std::vector<Term> columns = terms(test.terms, scope);
    columns.emplace_back(least);
    columns.emplace_back(greatest);
    const Body interval = one(datalog::Literal{{interval_of(test.quantity), columns}, false});
    const auto against = [&](Variable end, Comparator comparator) {
        datalog::Comparison comparison;
        comparison.comparator = comparator;
        comparison.left = {.term = end, .type = ColumnType::number};
        comparison.right = {.term = Value{ColumnType::number, to_word(worth)},
                            .type = ColumnType::number};
        return comparison;
    };
    const auto both = [&](Comparator for_least, Comparator for_greatest) {
        Body body = interval;
        body.add(against(least, for_least));
        body.add(against(greatest, for_greatest));
        return body;
    };
    const auto end = [&](Variable which, Comparator comparator) {
        Body body = interval;
        body.add(against(which, comparator));
        return body;
    };
    switch (test.comparator) {
        case Comparator::at_least:
            return {wanted ? end(least, Comparator::at_least) : end(greatest, Comparator::less)};
        case Comparator::at_most:
            return {wanted ? end(greatest, Comparator::at_most) : end(least, Comparator::more)};
        case Comparator::more:
            return {wanted ? end(least, Comparator::more) : end(greatest, Comparator::at_most)};
        case Comparator::less:
            return {wanted ? end(greatest, Comparator::less) : end(least, Comparator::at_least)};
        default:
            break;
    }
    if (wanted == (test.comparator == Comparator::equal)) {
        return {both(Comparator::equal, Comparator::equal)};
    }
    return {end(greatest, Comparator::less), end(least, Comparator::more)};
}

Bodies Compiler::render_choice(const Choice& choice, Level level, Scope& scope,
                               const VariableSet& used, std::optional<std::size_t> source) {
    const auto ways = combinations(choice.members.size(), choice.least);
    if (ways.empty()) {
        too_large(choice.span);
        return {};
    }
    Bodies all;
    for (const std::vector<std::size_t>& way : ways) {
        Bodies bodies = {Body{}};
        for (const std::size_t member : way) {
            bodies = multiply(bodies, render(choice.members[member], level, scope, used, source),
                              choice.span);
        }
        all.insert(all.end(), bodies.begin(), bodies.end());
    }
    return all;
}

Bodies Compiler::render(const Conditions& conditions, Level level, Scope& scope,
                        const VariableSet& used, std::optional<std::size_t> source) {
    VariableSet bound = used;
    bound_by(conditions, bound);
    std::vector<Interval> intervals;
    Bodies bodies = render_aggregates(conditions, level, scope, used, intervals);
    // A result that is more than compared must be one number.
    for (const Interval& interval : intervals) {
        bool is_read = used.contains(interval.result.index);
        for (const Condition& condition : conditions) {
            if (std::holds_alternative<Comparison>(condition.form) ||
                std::holds_alternative<Aggregate>(condition.form)) {
                continue;
            }
            VariableSet inside;
            variables_in(condition, inside);
            is_read = is_read || inside.contains(interval.result.index);
        }
        if (!is_read) continue;
        const auto take = [&](Variable end) {
            return datalog::Binding{interval.result, {.term = end, .type = scope.types[end.index]}};
        };
        Bodies ends;
        ends.push_back(one(take(interval.least)));
        if (level == Level::plus) {
            ends.push_back(one(take(interval.greatest)));
        } else {
            datalog::Comparison equal;
            equal.left = {.term = interval.least, .type = scope.types[interval.least.index]};
            equal.right = {.term = interval.greatest, .type = scope.types[interval.least.index]};
            ends.front().add(equal);
        }
        bodies = multiply(bodies, ends, scope.header->span);
    }
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const Condition& condition = conditions[i];
        const std::size_t number = source.value_or(i);
        Bodies alternatives = std::visit(
            overloaded{
                [&](const Literal& form) { return render_literal(form, level, scope, bound); },
                [&](const KindTest& test) {
                    return Bodies{one(datalog::Literal{
                        {kind_relation(test.kind), {term(test.term, scope)}}, false})};
                },
                [&](const Comparison& form) {
                    return compare(form, level, true, scope, intervals);
                },
                [&](const Binding& form) {
                    const Term target = term(form.variable, scope);
                    return Bodies{one(datalog::Binding{std::get<Variable>(target),
                                                       expression(form.expression, scope)})};
                },
                [&](const GradeTest& test) { return render_grade(test, true, scope); },
                [&](const Choice& choice) {
                    VariableSet outside = used;
                    for (std::size_t j = 0; j < conditions.size(); ++j) {
                        if (j != i) variables_in(conditions[j], outside);
                    }
                    return render_choice(choice, level, scope, outside, number);
                },
                [&](const Aggregate&) { return Bodies{Body{}}; },
            },
            condition.form);
        set_sources(alternatives, number);
        bodies = multiply(bodies, alternatives, scope.header->span);
    }
    return bodies;
}

}  // namespace obverse::compiling
