#include "engine/compile/compiler.h"

#include <algorithm>

/// What reads a defined phrase asks about the cases that it reads.
///
/// A definition judges candidates only. Whether a case is one must not depend
/// on verdicts, else a definition could ask about what its own verdict brings
/// forward; so cases are put forward by who is *spoken of*: in claims, and in
/// what rules make of them when exceptions, absence and disputes are left
/// aside. That is a program of positive rules below all others.
namespace obverse::compiling {

using datalog::RelationId;

namespace {

VariableSet bound_in(const Body& body) {
    VariableSet bound;
    for (const datalog::Condition& condition : body.conditions) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        if (literal == nullptr || literal->absent) continue;
        for (const Term& term : literal->atom.terms) variables_in(term, bound);
    }
    return bound;
}

bool reads(const Conditions& conditions, const std::set<PhraseId>& phrases, const Schema& schema) {
    bool found = false;
    for_each_condition(conditions, [&](const Condition& condition) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            found = found || phrases.contains(literal->atom.phrase);
        } else if (const auto* test = std::get_if<GradeTest>(&condition.form)) {
            found = found || phrases.contains(schema.quantity(test->quantity).phrase);
        }
    });
    return found;
}

}  // namespace

/// Phrases that definitions and grades conclude, then those that rules rest on
/// them.
void Compiler::find_judged() {
    for (const Definition& definition : program_.definitions) {
        if (!visible_.sees(definition.header)) continue;
        judged_.insert(definition.head.phrase);
        for (const WhenOnly& when : definition.when_only) judged_.insert(when.conclusion.phrase);
    }
    for (const Grade& grade : program_.grades) {
        if (visible_.sees(grade.header)) {
            judged_.insert(program_.schema.quantity(grade.quantity).phrase);
        }
    }
    std::erase_if(judged_, [&](PhraseId phrase) { return !relevant_.contains(phrase); });
    for (std::size_t before = 0; before != judged_.size();) {
        before = judged_.size();
        for (const Rule& rule : program_.rules) {
            if (!relevant_.contains(rule.head.phrase) || !visible_.sees(rule.header)) continue;
            if (rests_on_judged(rule)) judged_.insert(rule.head.phrase);
        }
    }
    for (const PhraseId phrase : judged_) {
        const Phrase& info = program_.schema.phrase(phrase);
        std::vector<ColumnType> columns;
        for (const Slot& slot : info.slots) columns.push_back(slot.type);
        out_.spoken.emplace(phrase, add_relation(info.name + " spoken", std::move(columns)));
    }
}

bool Compiler::exceptions_read_judged(const std::string& target) const {
    return std::any_of(program_.exceptions.begin(), program_.exceptions.end(),
                       [&](const Exception& exception) {
                           return exception.target == target && visible_.sees(exception.header) &&
                                  (reads(exception.conditions, judged_, program_.schema) ||
                                   exceptions_read_judged(exception.header.name));
                       });
}

bool Compiler::rests_on_judged(const Rule& rule) const {
    if (reads(rule.conditions, judged_, program_.schema) ||
        exceptions_read_judged(rule.header.name)) {
        return true;
    }
    return std::any_of(program_.rules.begin(), program_.rules.end(), [&](const Rule& other) {
        const bool overrides = &other != &rule && visible_.sees(other.header) &&
                               std::find(other.overrides.begin(), other.overrides.end(),
                                         rule.header.name) != other.overrides.end();
        return overrides && (reads(other.conditions, judged_, program_.schema) ||
                             exceptions_read_judged(other.header.name));
    });
}

bool Compiler::is_spoken(const Definition& definition) const {
    return out_.spoken.contains(definition.head.phrase) ||
           std::any_of(
               definition.when_only.begin(), definition.when_only.end(),
               [&](const WhenOnly& when) { return out_.spoken.contains(when.conclusion.phrase); });
}

/// The cases of a definition, as sentences of what it concludes.
void Compiler::speak_of(const CompiledDefinition& compiled, RelationId cases) {
    const Definition& definition = program_.definitions[compiled.index];
    const Scope scope = scope_of(definition.header);
    const auto conclude = [&](const Atom& head, const Body& body, std::optional<SymbolId> form) {
        const auto relation = out_.spoken.find(head.phrase);
        if (relation == out_.spoken.end()) return;
        std::vector<Term> row = terms(head.terms, scope);
        if (form) row[definition.form_slot] = Value{ColumnType::symbol, to_word(*form)};
        if (!binds(body, row, scope)) return;
        emit(relation->second, std::move(row), body, scope,
             {.part = Origin::Part::candidate,
              .block = BlockKind::definition,
              .index = compiled.index,
              .conclusion = head.phrase});
    };
    Body body;
    body.add(datalog::Literal{{cases, {compiled.head.begin(), compiled.head.end()}}, false});
    if (definition.shape != Definition::Shape::forms) {
        conclude(definition.head, body, std::nullopt);
    }
    for (const SymbolId form : definition.form_values) conclude(definition.head, body, form);
    for (const Category& category : definition.categories) {
        conclude(definition.head, body, category.name);
    }
    for (const WhenOnly& when : definition.when_only) {
        for (const Body& context : spoken_together(when.conditions, scope, Reach::full)) {
            Body both = body;
            both.append(context);
            conclude(when.conclusion, both, std::nullopt);
        }
    }
}

void Compiler::speak_by_rules() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
        const Rule& rule = program_.rules[i];
        const auto relation = out_.spoken.find(rule.head.phrase);
        if (relation == out_.spoken.end() || !visible_.sees(rule.header)) continue;
        const Scope scope = scope_of(rule.header);
        const std::vector<Term> row = terms(rule.head.terms, scope);
        const auto speak = [&](const Body& body) {
            emit(relation->second, row, body, scope,
                 {.part = Origin::Part::candidate,
                  .block = BlockKind::rule,
                  .index = i,
                  .conclusion = rule.head.phrase});
        };
        const Given given = under({}, rule.conditions, scope);
        if (!for_bound(given.lean, row, scope, speak)) for_bound(given.full, row, scope, speak);
    }
}

bool Compiler::binds(const Body& body, std::span<const Term> row, const Scope& scope) const {
    const VariableSet bound = bound_in(body);
    return std::all_of(row.begin(), row.end(), [&](const Term& one) {
        const Term filled = term(one, scope);
        const auto* variable = std::get_if<Variable>(&filled);
        if (variable != nullptr) return bound.contains(variable->index);
        return std::holds_alternative<Value>(filled);
    });
}

/// Whoever the conditions speak of together. Lists of few members are tried
/// each way, longer ones left open; nothing is worked out, so that no rule can
/// speak of ever new numbers.
Bodies Compiler::spoken_together(const Conditions& conditions, const Scope& scope, Reach reach,
                                 const Condition* except) {
    constexpr std::size_t way_limit = 16;
    Bodies bodies = {Body{}};
    for (const Condition& condition : conditions) {
        if (&condition == except) continue;
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (literal->polarity == Polarity::no_record) continue;
            if (reach == Reach::lean && judged_.contains(literal->atom.phrase)) continue;
            bodies = multiply(bodies, {mention(literal->atom, scope)}, literal->atom.span);
        } else if (const auto* test = std::get_if<KindTest>(&condition.form)) {
            Body kind;
            kind.add(
                datalog::Literal{{kind_relation(test->kind), {term(test->term, scope)}}, false});
            bodies = multiply(bodies, {kind}, test->span);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            Bodies alternatives;
            for (const auto& way : combinations(choice->members.size(), choice->least)) {
                Bodies together = {Body{}};
                for (const std::size_t member : way) {
                    together =
                        multiply(together, spoken_together(choice->members[member], scope, reach),
                                 choice->span);
                }
                alternatives.insert(alternatives.end(), together.begin(), together.end());
            }
            if (alternatives.size() * bodies.size() > way_limit) continue;
            bodies = multiply(bodies, alternatives, choice->span);
        }
    }
    return bodies;
}

Compiler::Given Compiler::given_by(const Rule& rule) {
    Body asked;
    const auto relations = out_.phrases.find(rule.head.phrase);
    if (relations == out_.phrases.end() || relations->second.is_relation) return {};
    asked.add(datalog::Literal{
        {relations->second.asked, terms(rule.head.terms, scope_of(rule.header))}, false});
    const Way way{.plain = {Body{}}, .asked = {asked}};
    return {.lean = way, .full = way};
}

Compiler::Given Compiler::given_by(const CompiledDefinition& compiled) const {
    Body cases;
    cases.add(datalog::Literal{{compiled.candidates, columns(compiled.head)}, false});
    const Way way{.plain = {cases}, .asked = {}};
    return {.lean = way, .full = way};
}

Compiler::Way Compiler::under(const Way& way, const Bodies& spoken, const Scope& scope) {
    const Span span = scope.header->span;
    return {.plain = multiply(way.plain, spoken, span),
            .asked = way.asked.empty() ? Bodies{} : multiply(way.asked, spoken, span)};
}

Compiler::Given Compiler::under(const Given& given, const Conditions& conditions,
                                const Scope& scope, const Condition* except) {
    return {
        .lean = under(given.lean, spoken_together(conditions, scope, Reach::lean, except), scope),
        .full = under(given.full, spoken_together(conditions, scope, Reach::full, except), scope)};
}

/// Calls back with the bodies that name all of the row. True when no other had
/// to help out.
template <class Emit>
bool Compiler::for_bound(const Way& way, std::span<const Term> row, const Scope& scope,
                         const Emit& emit_one) const {
    bool complete = true;
    for (std::size_t i = 0; i < way.plain.size(); ++i) {
        if (binds(way.plain[i], row, scope)) {
            emit_one(way.plain[i]);
            continue;
        }
        complete = false;
        if (i < way.asked.size() && binds(way.asked[i], row, scope)) emit_one(way.asked[i]);
    }
    return complete;
}

void Compiler::demand(const Atom& atom, const Given& given, const Scope& scope) {
    std::vector<std::vector<Term>> rows = {terms(atom.terms, scope)};
    std::uint32_t slot = 0;
    if (is_group(atom, slot)) {
        const Phrase& phrase = program_.schema.phrase(atom.phrase);
        const SymbolId group = as_symbol(std::get<Value>(atom.terms[slot]).word);
        const std::vector<Term> row = rows.front();
        rows.clear();
        for (const SymbolId value :
             program_.schema.values_of(*phrase.slots[slot].kind, group, program_.symbols)) {
            rows.push_back(row);
            rows.back()[slot] = Value{ColumnType::symbol, to_word(value)};
        }
    }
    for (const std::vector<Term>& row : rows) {
        const auto ask = [&](const Body& context) {
            emit(out_.phrases.at(atom.phrase).asked, row, context, scope,
                 {.part = Origin::Part::candidate, .conclusion = atom.phrase});
        };
        if (!for_bound(given.lean, row, scope, ask)) for_bound(given.full, row, scope, ask);
    }
}

/// Each sentence among the conditions is asked about for what the others speak
/// of.
void Compiler::demand(const Conditions& conditions, const Given& given, const Scope& scope) {
    if (!reads(conditions, judged_, program_.schema)) return;
    for (const Condition& condition : conditions) {
        const auto others = [&] { return under(given, conditions, scope, &condition); };
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (judged_.contains(literal->atom.phrase)) demand(literal->atom, others(), scope);
        } else if (const auto* test = std::get_if<GradeTest>(&condition.form)) {
            const Quantity& quantity = program_.schema.quantity(test->quantity);
            if (!judged_.contains(quantity.phrase)) continue;
            // A grade is asked about by its terms; any level stands for all.
            Atom atom{.phrase = quantity.phrase, .terms = test->terms, .span = test->span};
            const SymbolId level = program_.schema.scale(quantity.scale).levels.front();
            atom.terms.emplace_back(Value{ColumnType::symbol, to_word(level)});
            demand(atom, others(), scope);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (const Conditions& member : choice->members) demand(member, others(), scope);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            demand(aggregate->body, others(), scope);
        }
    }
}

/// An exception asks about the cases of what it attacks. Returns what its own
/// exceptions stand under.
Compiler::Given Compiler::demand_exception(const Exception& exception,
                                           const std::vector<Variable>& own,
                                           const std::vector<Variable>& theirs, const Given& given,
                                           const Scope& target) {
    if (!reads(exception.conditions, judged_, program_.schema) &&
        !exceptions_read_judged(exception.header.name)) {
        return {};
    }
    const RelationId cases =
        add_relation(exception.header.name + " spoken of", own, exception.header);
    const std::vector<Term> row(theirs.begin(), theirs.end());
    const auto put_forward = [&](const Body& context) {
        emit(cases, row, context, target,
             {.part = Origin::Part::candidate, .block = BlockKind::exception});
    };
    if (!for_bound(given.lean, row, target, put_forward)) {
        for_bound(given.full, row, target, put_forward);
    }
    Body body;
    body.add(datalog::Literal{{cases, columns(own)}, false});
    const Scope scope = scope_of(exception.header);
    const Way way{.plain = {body}, .asked = {}};
    const Given inside{.lean = way, .full = way};
    demand(exception.conditions, inside, scope);
    return under(inside, exception.conditions, scope);
}

void Compiler::demand_all() {
    for (const CompiledDefinition& compiled : out_.definitions) {
        const Definition& definition = program_.definitions[compiled.index];
        const Scope scope = scope_of(definition.header);
        const Given given = given_by(compiled);
        for (const Element& element : definition.elements) {
            demand(element.conditions, given, scope);
        }
        for (const Element& element : definition.unless) demand(element.conditions, given, scope);
        for (const WhenOnly& when : definition.when_only) demand(when.conditions, given, scope);
    }
    for (const Rule& rule : program_.rules) {
        if (!relevant_.contains(rule.head.phrase) || !visible_.sees(rule.header)) continue;
        demand(rule.conditions, given_by(rule), scope_of(rule.header));
    }
}

}  // namespace obverse::compiling
