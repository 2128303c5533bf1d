#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

/// The sentences in conditions that could put a case forward: those that hold or are denied.
void literals_in(const Conditions& conditions, std::vector<const Atom*>& atoms) {
    for (const Condition& condition : conditions) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (literal->polarity != Polarity::no_record) atoms.push_back(&literal->atom);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (const Conditions& member : choice->members) literals_in(member, atoms);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            literals_in(aggregate->body, atoms);
        }
    }
}

VariableSet of_head(const Atom& atom, const VariableSet& head) {
    VariableSet variables;
    for (const Term& term : atom.terms) {
        const auto* variable = std::get_if<Variable>(&term);
        if (variable != nullptr && head.contains(variable->index))
            variables.insert(variable->index);
    }
    return variables;
}

}  // namespace

/// The sentences of a phrase that some accepted claim or rule speaks of, for it or against.
RelationId Compiler::mentioned(const Atom& atom) {
    std::uint32_t slot = 0;
    const bool group = is_group(atom, slot);
    if (const auto spoken = out_.spoken.find(atom.phrase); spoken != out_.spoken.end()) {
        return spoken->second;
    }
    const std::uint32_t key = group ? slot + 1 : 0;
    const auto found = mentioned_.find({atom.phrase, key});
    if (found != mentioned_.end()) return found->second;
    const Phrase& phrase = program_.schema.phrase(atom.phrase);
    std::vector<ColumnType> columns;
    std::vector<Term> row;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        columns.push_back(phrase.slots[i].type);
        row.emplace_back(Variable{i});
    }
    const RelationId relation =
        add_relation(phrase.name + (group ? " mentioned by group" : " mentioned"), columns);
    mentioned_.emplace(std::pair{atom.phrase, key}, relation);
    Scope scope;
    scope.types = columns;
    const auto from = [&](const PhraseRelations& relations) {
        for (const RelationId source : {relations.s, relations.d}) {
            Body body;
            body.add(datalog::Literal{{source, row}, false});
            emit(relation, row, std::move(body), scope,
                 {.part = Origin::Part::candidate, .conclusion = atom.phrase});
            if (relations.is_relation) return;
        }
    };
    from(out_.phrases.at(atom.phrase));
    // Whoever speaks of a member speaks of the group.
    if (group) from(out_.groups.at({atom.phrase, slot}));
    return relation;
}

Body Compiler::mention(const Atom& atom, const Scope& scope) {
    std::uint32_t slot = 0;
    const bool group = is_group(atom, slot);
    std::vector<Term> columns = terms(atom.terms, scope);
    if (group) columns[slot] = Wildcard{};
    Body body;
    body.add(datalog::Literal{{mentioned(atom), std::move(columns)}, false});
    return body;
}

void Compiler::candidates_asked(const CompiledDefinition& compiled, const Atom& atom) {
    const auto found = out_.phrases.find(atom.phrase);
    if (found == out_.phrases.end() || found->second.is_relation) return;
    const Definition& definition = program_.definitions[compiled.index];
    VariableSet covered;
    for (const Term& term : atom.terms) variables_in(term, covered);
    const bool covers = std::all_of(compiled.head.begin(), compiled.head.end(),
                                    [&](Variable v) { return covered.contains(v.index); });
    if (!covers) return;
    Body body;
    body.add(datalog::Literal{{found->second.asked, terms(atom.terms, scope_of(definition.header))},
                              false});
    add_case(compiled, compiled.candidates, std::move(body));
}

void Compiler::add_case(const CompiledDefinition& compiled, RelationId relation, Body body) {
    emit(
        relation, {compiled.head.begin(), compiled.head.end()}, std::move(body),
        scope_of(program_.definitions[compiled.index].header),
        {.part = Origin::Part::candidate, .block = BlockKind::definition, .index = compiled.index});
}

void Compiler::candidates(CompiledDefinition& compiled) {
    const Definition& definition = program_.definitions[compiled.index];
    const Scope scope = scope_of(definition.header);
    VariableSet head;
    for (const Variable variable : compiled.head) head.insert(variable.index);
    candidates_asked(compiled, definition.head);
    for (const WhenOnly& when : definition.when_only) candidates_asked(compiled, when.conclusion);
    RelationId spoken = compiled.candidates;
    if (is_spoken(definition)) {
        // What is asked about must not put forward what is asked about in turn.
        spoken =
            add_relation(definition.header.name + " spoken of", compiled.head, definition.header);
        Body body;
        body.add(datalog::Literal{{spoken, {compiled.head.begin(), compiled.head.end()}}, false});
        add_case(compiled, compiled.candidates, std::move(body));
        speak_of(compiled, spoken);
    }
    const auto add = [&](Body body) { add_case(compiled, spoken, std::move(body)); };

    // A sentence that names the whole case puts it forward.
    std::vector<std::vector<const Atom*>> parts;
    const auto collect = [&](const Conditions& conditions) {
        parts.emplace_back();
        literals_in(conditions, parts.back());
    };
    for (const Element& element : definition.elements) collect(element.conditions);
    for (const Element& element : definition.unless) collect(element.conditions);
    for (const WhenOnly& when : definition.when_only) collect(when.conditions);
    bool any_whole = false;
    for (const std::vector<const Atom*>& part : parts) {
        for (const Atom* atom : part) {
            if (of_head(*atom, head) != head) continue;
            any_whole = true;
            add(mention(*atom, scope));
        }
    }
    if (any_whole) return;

    // None does: sentences are joined until they name all of it that any names.
    Body joined;
    VariableSet covered;
    for (const std::vector<const Atom*>& part : parts) {
        for (const Atom* atom : part) {
            const VariableSet here = of_head(*atom, head);
            if (std::includes(covered.begin(), covered.end(), here.begin(), here.end())) continue;
            covered.insert(here.begin(), here.end());
            joined.append(mention(*atom, scope));
        }
    }
    for (const std::uint32_t index : head) {
        if (covered.contains(index)) continue;
        // What no element names ranges over what its kind holds.
        const std::optional<KindId> kind = definition.header.variables[index].kind;
        if (!kind) return;
        joined.add(datalog::Literal{{kind_relation(*kind), {Variable{index}}}, false});
    }
    add(std::move(joined));
}

}  // namespace obverse::compiling
