#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

VariableSet set_of(const std::vector<Variable>& variables) {
    VariableSet set;
    for (const Variable variable : variables) set.insert(variable.index);
    return set;
}
std::vector<Term> columns(const std::vector<Variable>& variables) {
    return {variables.begin(), variables.end()};
}
bool is_within(const VariableSet& part, const VariableSet& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}
bool is_firm(Level level) {
    return level == Level::plus_plus || level == Level::minus_minus;
}

/// The variables of conditions that have no value from elsewhere.
VariableSet locals_of(const Conditions& conditions, const VariableSet& outer,
                      const BlockHeader& header) {
    VariableSet all;
    variables_in(conditions, all);
    VariableSet locals;
    for (const std::uint32_t index : all) {
        if (!outer.contains(index) && header.variables[index].parameter.empty()) {
            locals.insert(index);
        }
    }
    return locals;
}

bool has_local(const Condition& condition, const VariableSet& locals) {
    VariableSet inside;
    variables_in(condition, inside);
    return std::any_of(inside.begin(), inside.end(),
                       [&](std::uint32_t index) { return locals.contains(index); });
}

}  // namespace

BitRelations Compiler::judge(const Judged& judged, const BlockHeader& header) {
    BitRelations bits;
    bits.plus = add_relation(judged.name + " +", judged.outer, header);
    bits.plus_plus = add_relation(judged.name + " ++", judged.outer, header);
    for (const Level level : {Level::plus, Level::plus_plus}) {
        Scope scope = scope_of(header);
        const VariableSet outer = set_of(judged.outer);
        for (Body& rest : render(judged.conditions, level, scope, outer)) {
            Body body;
            body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
            body.append(rest);
            withdraw(body, level, judged.exceptions);
            Origin origin = judged.origin;
            origin.level = level;
            emit(level == Level::plus ? bits.plus : bits.plus_plus, columns(judged.outer),
                 std::move(body), scope, origin);
        }
    }
    if (!judged.needs_minus) return bits;
    bits.minus = add_relation(judged.name + " -", judged.outer, header);
    bits.minus_minus = add_relation(judged.name + " --", judged.outer, header);
    judge_failing(judged, header, bits);
    return bits;
}

void Compiler::judge_failing(const Judged& judged, const BlockHeader& header,
                             const BitRelations& bits) {
    const VariableSet outer = set_of(judged.outer);
    const VariableSet locals = locals_of(judged.conditions, outer, header);
    for (const Level level : {Level::minus, Level::minus_minus}) {
        for (std::size_t i = 0; i < judged.conditions.size(); ++i) {
            if (has_local(judged.conditions[i], locals)) continue;
            Scope scope = scope_of(header);
            for (Body& why : fails_alone(judged.conditions[i], level, judged, header, scope, i)) {
                Body body;
                body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
                body.append(why);
                Origin origin = judged.origin;
                origin.level = level;
                emit(is_firm(level) ? bits.minus_minus : bits.minus, columns(judged.outer),
                     std::move(body), scope, origin);
            }
        }
    }
    if (locals.empty()) return;
    judge_locals(judged, header, bits);
    judge_aggregates(judged, header, bits);
}

/// That one condition whose variables are all given fails.
Bodies Compiler::fails_alone(const Condition& condition, Level level, const Judged& judged,
                             const BlockHeader& header, Scope& scope, std::size_t number) {
    const bool firm = is_firm(level);
    const VariableSet outer = set_of(judged.outer);
    Bodies bodies = std::visit(
        overloaded{
            [&](const Literal& literal) {
                if (literal.polarity == Polarity::holds) {
                    return fails(literal.atom, level, scope, outer);
                }
                return holds(literal.atom, firm ? Level::plus_plus : Level::plus, scope);
            },
            [&](const KindTest& test) {
                Body body;
                body.add(
                    datalog::Literal{{kind_relation(test.kind), {term(test.term, scope)}}, true});
                return Bodies{body};
            },
            [&](const Comparison& comparison) {
                return compare(comparison, firm ? Level::plus_plus : Level::plus, false, scope, {});
            },
            [&](const GradeTest& test) { return render_grade(test, false, scope); },
            [&](const Choice& choice) {
                const BitRelations failing =
                    choice_fails(choice, judged, header, judged.guard, judged.outer);
                Body body;
                body.add(datalog::Literal{
                    {firm ? failing.minus_minus : failing.minus, columns(judged.outer)}, false});
                return Bodies{body};
            },
            [](const Binding&) { return Bodies{}; },
            [](const Aggregate&) { return Bodies{}; },
        },
        condition.form);
    for (Body& body : bodies) {
        for (std::optional<std::size_t>& source : body.sources) source = number;
    }
    return bodies;
}

/// A list fails when so many of its members fail that too few are left.
BitRelations Compiler::choice_fails(const Choice& choice, const Judged& outer,
                                    const BlockHeader& header, RelationId guard,
                                    const std::vector<Variable>& variables) {
    std::vector<BitRelations> members;
    for (std::size_t i = 0; i < choice.members.size(); ++i) {
        Judged member{.conditions = choice.members[i],
                      .outer = variables,
                      .guard = guard,
                      .origin = outer.origin,
                      .name = outer.name + " member " + std::to_string(i + 1)};
        member.origin.part = Origin::Part::member;
        members.push_back(judge(member, header));
    }
    BitRelations bits;
    bits.minus = add_relation(outer.name + " list -", variables, header);
    bits.minus_minus = add_relation(outer.name + " list --", variables, header);
    const auto ways = combinations(choice.members.size(), choice.members.size() - choice.least + 1);
    if (ways.empty()) too_large(choice.span);
    for (const std::vector<std::size_t>& way : ways) {
        for (const Level level : {Level::minus, Level::minus_minus}) {
            Body body;
            for (const std::size_t member : way) {
                body.add(datalog::Literal{
                    {is_firm(level) ? members[member].minus_minus : members[member].minus,
                     columns(variables)},
                    false});
            }
            Origin origin = outer.origin;
            origin.part = Origin::Part::choice;
            origin.level = level;
            emit(is_firm(level) ? bits.minus_minus : bits.minus, columns(variables),
                 std::move(body), scope_of(header), origin);
        }
    }
    return bits;
}

/// A sentence of a closed record whose key is given: what is not in it is not.
bool Compiler::is_generator(const Condition& condition, const VariableSet& outer) const {
    const auto* literal = std::get_if<Literal>(&condition.form);
    if (literal == nullptr || literal->polarity != Polarity::holds) return false;
    const Phrase& phrase = program_.schema.phrase(literal->atom.phrase);
    if (phrase.is_relation || phrase.openness == Openness::closed) return true;
    if (phrase.openness != Openness::closed_per) return false;
    return std::all_of(phrase.closed_per.begin(), phrase.closed_per.end(), [&](std::uint32_t slot) {
        const auto* variable = std::get_if<Variable>(&literal->atom.terms[slot]);
        return variable == nullptr || outer.contains(variable->index);
    });
}

/// With a local variable Y a case fails when the record of Y is complete and no Y that is in it
/// keeps the case alive.
void Compiler::judge_locals(const Judged& judged, const BlockHeader& header,
                            const BitRelations& bits) {
    const VariableSet outer = set_of(judged.outer);
    const VariableSet locals = locals_of(judged.conditions, outer, header);
    VariableSet covered = outer;
    std::vector<std::size_t> generators;
    for (std::size_t i = 0; i < judged.conditions.size(); ++i) {
        const Condition& condition = judged.conditions[i];
        if (!has_local(condition, locals) || !is_generator(condition, outer)) continue;
        generators.push_back(i);
        variables_in(condition, covered);
    }
    if (generators.empty()) return;
    for (const Level level : {Level::minus, Level::minus_minus}) {
        const bool firm = is_firm(level);
        const RelationId alive =
            add_relation(judged.name + (firm ? " live" : " firmly live"), judged.outer, header);
        Scope scope = scope_of(header);
        Body start;
        start.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
        Body failing = start;
        for (const std::size_t i : generators) {
            const Atom& atom = std::get<Literal>(judged.conditions[i].form).atom;
            const PhraseRelations& relations = relations_of(atom);
            start.add(literal(firm ? relations.s : relations.pp, atom, scope), i);
            const Phrase& phrase = program_.schema.phrase(atom.phrase);
            if (phrase.openness != Openness::closed_per) continue;
            std::vector<Term> keys;
            for (const std::uint32_t slot : phrase.closed_per) {
                keys.push_back(term(atom.terms[slot], scope));
            }
            failing.add(
                datalog::Literal{{out_.phrases.at(atom.phrase).recorded, std::move(keys)}, false},
                i);
        }
        Bodies living = {start};
        RelationId found = judged.guard;
        std::vector<Variable> found_variables = judged.outer;
        for (std::size_t i = 0; i < judged.conditions.size(); ++i) {
            const Condition& condition = judged.conditions[i];
            const bool is_one =
                std::find(generators.begin(), generators.end(), i) != generators.end();
            if (is_one || !has_local(condition, locals)) continue;
            VariableSet inside;
            variables_in(condition, inside);
            for (const VariableInfo& variable : header.variables) {
                if (!variable.parameter.empty()) {
                    inside.erase(static_cast<std::uint32_t>(&variable - header.variables.data()));
                }
            }
            // What nothing complete lists cannot be shown to fail: it keeps the case alive.
            if (!is_within(inside, covered)) continue;
            if (std::holds_alternative<Choice>(condition.form) && found == judged.guard) {
                found_variables.clear();
                for (const std::uint32_t index : covered) {
                    found_variables.push_back(Variable{index});
                }
                found = add_relation(judged.name + " found", found_variables, header);
                Origin origin = judged.origin;
                origin.part = Origin::Part::live;
                origin.level = level;
                emit(found, columns(found_variables), start, scope, origin);
            }
            living = multiply(
                living, survives(condition, level, judged, header, scope, found, found_variables),
                header.span);
        }
        for (Body& body : living) {
            Origin origin = judged.origin;
            origin.part = Origin::Part::live;
            origin.level = level;
            emit(alive, columns(judged.outer), std::move(body), scope, origin);
        }
        failing.add(datalog::Literal{{alive, columns(judged.outer)}, true});
        Origin origin = judged.origin;
        origin.level = level;
        emit(firm ? bits.minus_minus : bits.minus, columns(judged.outer), std::move(failing), scope,
             origin);
    }
}

/// That a condition does not fail: firmly, for minus_minus; possibly, for minus.
Bodies Compiler::survives(const Condition& condition, Level level, const Judged& judged,
                          const BlockHeader& header, const Scope& scope, RelationId guard,
                          const std::vector<Variable>& guard_variables) {
    const bool firm = is_firm(level);
    const auto one = [](datalog::Condition form) {
        Body body;
        body.add(std::move(form));
        return body;
    };
    const auto of_literal = [&](const Literal& literal_) -> Bodies {
        const Atom& atom = literal_.atom;
        const PhraseRelations& relations = relations_of(atom);
        if (literal_.polarity != Polarity::holds) {
            return {one(literal(firm ? relations.pp : relations.s, atom, scope, true))};
        }
        if (relations.is_relation) return {one(literal(relations.s, atom, scope))};
        const Phrase& phrase = program_.schema.phrase(atom.phrase);
        const Body undenied = one(literal(firm ? relations.mm : relations.d, atom, scope, true));
        if (phrase.openness == Openness::open) return {undenied};
        Body recorded = undenied;
        recorded.add(literal(firm ? relations.s : relations.pp, atom, scope));
        if (phrase.openness == Openness::closed) return {recorded};
        std::vector<Term> keys;
        for (const std::uint32_t slot : phrase.closed_per) {
            keys.push_back(term(atom.terms[slot], scope));
        }
        Body unrecorded = undenied;
        unrecorded.add(
            datalog::Literal{{out_.phrases.at(atom.phrase).recorded, std::move(keys)}, true});
        return {recorded, unrecorded};
    };
    return std::visit(
        overloaded{
            of_literal,
            [&](const KindTest& test) {
                return Bodies{one(
                    datalog::Literal{{kind_relation(test.kind), {term(test.term, scope)}}, false})};
            },
            [&](const Comparison& comparison) {
                return Bodies{one(datalog::Comparison{
                    comparison.comparator, expression(comparison.left, scope),
                    expression(comparison.right, scope), datalog::Outcome::not_no})};
            },
            [&](const Choice& choice) {
                const BitRelations failing =
                    choice_fails(choice, judged, header, guard, guard_variables);
                return Bodies{one(datalog::Literal{
                    {firm ? failing.minus_minus : failing.minus, columns(guard_variables)}, true})};
            },
            [&](const Binding& binding) {
                return Bodies{
                    one(datalog::Binding{binding.variable, expression(binding.expression, scope)})};
            },
            [](const auto&) { return Bodies{Body{}}; },
        },
        condition.form);
}

/// A count always has a value: what is compared with it fails when the contrary holds.
void Compiler::judge_aggregates(const Judged& judged, const BlockHeader& header,
                                const BitRelations& bits) {
    VariableSet results;
    for (const Condition& condition : judged.conditions) {
        if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            results.insert(aggregate->result.index);
        }
    }
    if (results.empty()) return;
    const VariableSet outer = set_of(judged.outer);
    VariableSet known = outer;
    known.insert(results.begin(), results.end());
    for (const Level level : {Level::minus, Level::minus_minus}) {
        const Level reading = is_firm(level) ? Level::plus_plus : Level::plus;
        for (std::size_t i = 0; i < judged.conditions.size(); ++i) {
            const auto* comparison = std::get_if<Comparison>(&judged.conditions[i].form);
            VariableSet inside;
            if (comparison != nullptr) variables_in(judged.conditions[i], inside);
            if (comparison == nullptr || !has_local(judged.conditions[i], results) ||
                !is_within(inside, known)) {
                continue;
            }
            Scope scope = scope_of(header);
            std::vector<Interval> intervals;
            Bodies bodies = render_aggregates(judged.conditions, scope, outer, intervals);
            bodies = multiply(bodies, compare(*comparison, reading, false, scope, intervals),
                              comparison->span);
            for (Body& why : bodies) {
                Body body;
                body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
                body.append(why);
                Origin origin = judged.origin;
                origin.level = level;
                emit(is_firm(level) ? bits.minus_minus : bits.minus, columns(judged.outer),
                     std::move(body), scope, origin);
            }
        }
    }
}

}  // namespace obverse::compiling
