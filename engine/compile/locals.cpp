#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

/// Looks for what keeps a case with local variables from failing: for some way of filling them from
/// records that are complete, no condition fails.
///
///     live(X) :- cases(X), g(X, Y), not fails(r(X, Y)).     fails(X) :- cases(X), not live(X).
///
/// `g` lists the Ys and is complete for X. Where it is not, X stays alive, and the search goes no
/// further along Y.
struct Compiler::Search {
    const Part& part;
    const Judged& judged;
    const BlockHeader& header;
    Level level;
    datalog::RelationId alive;
    Scope scope;
};

/// How far a search has come.
struct Compiler::Found {
    Body body;
    VariableSet covered;         // variables with a value
    std::set<std::size_t> done;  // conditions that were looked at as lists
    std::set<std::size_t> read;  // those of them that are in the body
};

namespace {

bool is_firm(Level level) {
    return level == Level::minus_minus;
}

/// The variables of condition number `own` that it shares with the cases or with other conditions:
/// those that only a list or an aggregate itself names are its own affair.
VariableSet shared_in(const Conditions& conditions, std::size_t own, const VariableSet& outer,
                      const BlockHeader& header) {
    VariableSet here;
    variables_in(conditions[own], here);
    VariableSet elsewhere = outer;
    const bool may_hide = std::holds_alternative<Choice>(conditions[own].form) ||
                          std::holds_alternative<Aggregate>(conditions[own].form);
    for (std::size_t i = 0; may_hide && i < conditions.size(); ++i) {
        if (i != own) variables_in(conditions[i], elsewhere);
    }
    std::erase_if(here, [&](std::uint32_t index) {
        const bool is_parameter =
            index < header.variables.size() && !header.variables[index].parameter.empty();
        return is_parameter || (may_hide && !elsewhere.contains(index));
    });
    return here;
}

}  // namespace

/// A sentence of a record that is complete for what is given, or a value worked out from it.
bool Compiler::may_list(const Condition& condition, const VariableSet& covered) const {
    if (const auto* binding = std::get_if<Binding>(&condition.form)) {
        VariableSet read;
        variables_in(binding->expression, read);
        return is_within(read, covered);
    }
    const auto* literal = std::get_if<Literal>(&condition.form);
    if (literal == nullptr || literal->polarity != Polarity::holds) return false;
    const Phrase& phrase = program_.schema.phrase(literal->atom.phrase);
    if (phrase.is_relation || phrase.openness == Openness::closed) return true;
    if (phrase.openness != Openness::closed_per) return false;
    return std::all_of(phrase.closed_per.begin(), phrase.closed_per.end(), [&](std::uint32_t slot) {
        const auto* variable = std::get_if<Variable>(&literal->atom.terms[slot]);
        return variable == nullptr || covered.contains(variable->index);
    });
}

void Compiler::judge_locals(const Part& part, const Judged& judged, const BlockHeader& header,
                            const BitRelations& bits) {
    const VariableSet outer = set_of(judged.outer);
    VariableSet known = outer;
    for (std::uint32_t i = 0; i < header.variables.size(); ++i) {
        if (!header.variables[i].parameter.empty()) known.insert(i);
    }
    const bool lists =
        std::any_of(part.conditions.begin(), part.conditions.end(),
                    [&](const Condition& condition) { return may_list(condition, known); });
    if (!lists) return;
    for (const Level level : {Level::minus, Level::minus_minus}) {
        Search search{
            .part = part,
            .judged = judged,
            .header = header,
            .level = level,
            .alive = add_relation(judged.name + (is_firm(level) ? " live" : " firmly live"),
                                  judged.outer, header),
            .scope = scope_of(header)};
        Found start{.body = {}, .covered = known, .done = {}, .read = {}};
        start.body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
        keep_alive(search, std::move(start));
        Body dead;
        dead.add(datalog::Literal{{search.alive, columns(judged.outer)}, true});
        for (std::optional<std::size_t>& source : dead.sources) source = part.numbers.front();
        emit_failing(level, std::move(dead), judged, search.scope, bits);
    }
}

/// Goes on with the next condition that lists something; where its record is not complete, without
/// it too.
void Compiler::keep_alive(const Search& search, Found found) {
    const Conditions& conditions = search.part.conditions;
    std::size_t i = 0;
    while (i < conditions.size() &&
           (found.done.contains(i) || !may_list(conditions[i], found.covered))) {
        ++i;
    }
    if (i == conditions.size()) {
        emit_alive(search, found);
        return;
    }
    found.done.insert(i);
    const std::size_t number = search.part.numbers[i];
    if (const auto* literal_ = std::get_if<Literal>(&conditions[i].form)) {
        const Atom& atom = literal_->atom;
        const Phrase& phrase = program_.schema.phrase(atom.phrase);
        const PhraseRelations& relations = relations_of(atom);
        if (phrase.openness == Openness::closed_per && !relations.is_relation) {
            std::vector<Term> keys;
            for (const std::uint32_t slot : phrase.closed_per) {
                keys.push_back(term(atom.terms[slot], search.scope));
            }
            Found incomplete = found;
            incomplete.body.add(
                datalog::Literal{{out_.phrases.at(atom.phrase).recorded, std::move(keys)}, true},
                number);
            keep_alive(search, std::move(incomplete));
        }
        const bool possible = is_firm(search.level) || relations.is_relation;
        found.body.add(literal(possible ? relations.s : relations.pp, atom, search.scope), number);
    } else {
        const Binding& binding = std::get<Binding>(conditions[i].form);
        found.body.add(datalog::Binding{std::get<Variable>(term(binding.variable, search.scope)),
                                        expression(binding.expression, search.scope)},
                       number);
    }
    found.read.insert(i);
    variables_in(conditions[i], found.covered);
    keep_alive(search, std::move(found));
}

/// What nothing complete lists cannot be shown to fail; the other conditions must not.
void Compiler::emit_alive(const Search& search, const Found& found) {
    const Conditions& conditions = search.part.conditions;
    const VariableSet outer = set_of(search.judged.outer);
    Origin origin = search.judged.origin;
    origin.part = Origin::Part::live;
    origin.level = search.level;
    std::vector<Variable> columns_found;
    for (const std::uint32_t index : found.covered) {
        const bool is_parameter = index < search.header.variables.size() &&
                                  !search.header.variables[index].parameter.empty();
        if (!is_parameter) columns_found.push_back(Variable{index});
    }
    std::optional<datalog::RelationId> cases;
    Bodies living = {found.body};
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const Condition& condition = conditions[i];
        if (found.read.contains(i)) continue;
        if (!is_within(shared_in(conditions, i, outer, search.header), found.covered)) {
            continue;
        }
        const bool needs_cases = std::holds_alternative<Choice>(condition.form) ||
                                 std::holds_alternative<GradeTest>(condition.form);
        Bodies alternatives;
        if (!needs_cases) {
            alternatives = survives(condition, search.level, search.scope);
        } else {
            if (!cases) {
                cases = add_relation(search.judged.name + " found", columns_found, search.header);
                emit(*cases, columns(columns_found), found.body, search.scope, origin);
            }
            const auto* choice = std::get_if<Choice>(&condition.form);
            const Choice alone{.least = 1, .members = {{condition}}, .span = {}};
            const BitRelations failing =
                choice_fails(choice != nullptr ? *choice : alone, search.judged, search.header,
                             *cases, columns_found);
            Body body;
            body.add(datalog::Literal{{is_firm(search.level) ? failing.minus_minus : failing.minus,
                                       columns(columns_found)},
                                      true});
            alternatives = {body};
        }
        for (Body& body : alternatives) {
            for (std::optional<std::size_t>& source : body.sources) {
                source = search.part.numbers[i];
            }
        }
        living = multiply(living, alternatives, search.header.span);
    }
    for (Body& body : living) {
        emit(search.alive, columns(search.judged.outer), std::move(body), search.scope, origin);
    }
}

/// That a sentence does not fail: firmly, for minus_minus; possibly, for minus.
Bodies Compiler::survives(const Literal& literal_, Level level, const Scope& scope) {
    const bool firm = is_firm(level);
    const Atom& atom = literal_.atom;
    const PhraseRelations& relations = relations_of(atom);
    const auto one = [](datalog::Literal form) {
        Body body;
        body.add(std::move(form));
        return body;
    };
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
}

Bodies Compiler::survives(const Condition& condition, Level level, const Scope& scope) {
    const auto one = [](datalog::Condition form) {
        Body body;
        body.add(std::move(form));
        return Bodies{body};
    };
    return std::visit(overloaded{
                          [&](const Literal& form) { return survives(form, level, scope); },
                          [&](const KindTest& test) {
                              return one(datalog::Literal{
                                  {kind_relation(test.kind), {term(test.term, scope)}}, false});
                          },
                          [&](const Comparison& comparison) {
                              return one(datalog::Comparison{
                                  comparison.comparator, expression(comparison.left, scope),
                                  expression(comparison.right, scope), datalog::Outcome::not_no});
                          },
                          [](const auto&) { return Bodies{Body{}}; },
                      },
                      condition.form);
}

}  // namespace obverse::compiling
