#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

bool is_firm(Level level) {
    return level == Level::plus_plus || level == Level::minus_minus;
}
RelationId bit(const BitRelations& bits, Level level) {
    switch (level) {
        case Level::plus:
            return bits.plus;
        case Level::plus_plus:
            return bits.plus_plus;
        case Level::minus:
            return bits.minus;
        case Level::minus_minus:
            break;
    }
    return bits.minus_minus;
}
RelationId evidence(const PhraseRelations& relations, Level level) {
    switch (level) {
        case Level::plus:
            return relations.s;
        case Level::plus_plus:
            return relations.ss;
        case Level::minus:
            return relations.d;
        case Level::minus_minus:
            break;
    }
    return relations.dd;
}
/// At the level of support or denial, that which stands against it.
Level against(Level level) {
    return is_firm(level) ? Level::plus : Level::plus_plus;
}
Level support(bool firm) {
    return firm ? Level::plus_plus : Level::plus;
}
Level denial(bool firm) {
    return firm ? Level::minus_minus : Level::minus;
}

/// The conclusions of one definition in the making.
struct Parts {
    const CompiledDefinition& compiled;
    std::vector<Term> columns;

    explicit Parts(const CompiledDefinition& definition)
        : compiled(definition), columns(definition.head.begin(), definition.head.end()) {}

    Body candidates() const {
        Body body;
        body.add(datalog::Literal{{compiled.candidates, columns}, false});
        return body;
    }
    void element(Body& body, std::size_t i, Level level) const {
        body.add(datalog::Literal{{bit(compiled.elements[i], level), columns}, false}, i);
    }
    void unless_absent(Body& body, Level level) const {
        for (const BitRelations& bits : compiled.unless) {
            body.add(datalog::Literal{{bit(bits, level), columns}, true});
        }
    }
};

}  // namespace

void Compiler::compile_definition(std::size_t index) {
    const Definition& definition = program_.definitions[index];
    CompiledDefinition compiled{
        .index = index, .head = {}, .candidates = {}, .elements = {}, .unless = {}};
    for (std::size_t i = 0; i < definition.head.terms.size(); ++i) {
        const auto* variable = std::get_if<Variable>(&definition.head.terms[i]);
        if (variable == nullptr) continue;
        if (definition.shape == Definition::Shape::forms && i == definition.form_slot) continue;
        if (std::find(compiled.head.begin(), compiled.head.end(), *variable) ==
            compiled.head.end()) {
            compiled.head.push_back(*variable);
        }
    }
    const std::string& name = definition.header.name;
    compiled.candidates = add_relation(name + " cases", compiled.head, definition.header);
    candidates(compiled);
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        compiled.elements.push_back(
            judge({.conditions = definition.elements[i].conditions,
                   .outer = compiled.head,
                   .guard = compiled.candidates,
                   .origin = {.part = Origin::Part::element,
                              .block = BlockKind::definition,
                              .index = index,
                              .number = i},
                   .name = name + " element " + definition.elements[i].name},
                  definition.header));
    }
    for (std::size_t i = 0; i < definition.unless.size(); ++i) {
        const Element& element = definition.unless[i];
        Body prefix;
        prefix.add(datalog::Literal{
            {compiled.candidates, {compiled.head.begin(), compiled.head.end()}}, false});
        VariableSet known;
        for (const Variable variable : compiled.head) known.insert(variable.index);
        const std::string target = definition.header.name + "." + element.name;
        Given given;
        if (exceptions_read_judged(target)) {
            given = under(given_by(compiled), element.conditions, scope_of(definition.header));
        }
        compiled.unless.push_back(
            judge({.conditions = element.conditions,
                   .outer = compiled.head,
                   .guard = compiled.candidates,
                   .origin = {.part = Origin::Part::unless,
                              .block = BlockKind::definition,
                              .index = index,
                              .number = i},
                   .name = name + " unless " + element.name,
                   .needs_minus = false,
                   .exceptions = exceptions_to(target, {.header = definition.header,
                                                        .conditions = element.conditions,
                                                        .given = given,
                                                        .prefix = prefix,
                                                        .known = known})},
                  definition.header));
    }
    out_.definitions.push_back(compiled);
    if (definition.shape == Definition::Shape::forms) {
        conclude_forms(compiled);
    } else {
        conclude(compiled);
    }
    for (std::size_t i = 0; i < definition.when_only.size(); ++i) {
        if (relevant_.contains(definition.when_only[i].conclusion.phrase)) {
            conclude_when_only(compiled, i);
        }
    }
}

void Compiler::conclude(const CompiledDefinition& compiled) {
    const Definition& definition = program_.definitions[compiled.index];
    if (!out_.phrases.contains(definition.head.phrase)) return;
    const PhraseRelations& relations = out_.phrases.at(definition.head.phrase);
    const Scope scope = scope_of(definition.header);
    const Parts parts(compiled);
    const std::size_t count = definition.elements.size();
    const std::size_t least =
        definition.shape == Definition::Shape::requires_all ? count : definition.least;
    const auto add = [&](Body body, Level level) {
        emit(evidence(relations, level), terms(definition.head.terms, scope), std::move(body),
             scope,
             {.part = Origin::Part::definition,
              .level = level,
              .block = BlockKind::definition,
              .index = compiled.index,
              .conclusion = definition.head.phrase});
    };
    const auto enough = combinations(count, least);
    const auto too_few = combinations(count, count - least + 1);
    if (enough.empty() || too_few.empty()) too_large(definition.header.span);
    for (const bool firm : {false, true}) {
        for (const std::vector<std::size_t>& way : enough) {
            Body body = parts.candidates();
            for (const std::size_t i : way) parts.element(body, i, support(firm));
            parts.unless_absent(body, against(support(firm)));
            add(std::move(body), support(firm));
        }
        for (const std::vector<std::size_t>& way : too_few) {
            Body body = parts.candidates();
            for (const std::size_t i : way) parts.element(body, i, denial(firm));
            add(std::move(body), denial(firm));
        }
        for (std::size_t i = 0; i < compiled.unless.size(); ++i) {
            Body body = parts.candidates();
            body.add(
                datalog::Literal{{bit(compiled.unless[i], support(firm)), parts.columns}, false},
                count + i);
            add(std::move(body), denial(firm));
        }
    }
}

void Compiler::conclude_forms(const CompiledDefinition& compiled) {
    const Definition& definition = program_.definitions[compiled.index];
    if (!out_.phrases.contains(definition.head.phrase)) return;
    const PhraseRelations& relations = out_.phrases.at(definition.head.phrase);
    const Scope scope = scope_of(definition.header);
    const Parts parts(compiled);
    const auto add = [&](SymbolId value, Body body, Level level, Origin::Part part,
                         std::size_t number) {
        std::vector<Term> head = terms(definition.head.terms, scope);
        head[definition.form_slot] = Value{ColumnType::symbol, to_word(value)};
        emit(evidence(relations, level), std::move(head), std::move(body), scope,
             {.part = part,
              .level = level,
              .block = BlockKind::definition,
              .index = compiled.index,
              .number = number,
              .conclusion = definition.head.phrase});
    };
    const auto add_unless = [&](SymbolId value, bool firm, Origin::Part part, std::size_t number) {
        for (std::size_t i = 0; i < compiled.unless.size(); ++i) {
            Body body = parts.candidates();
            body.add(
                datalog::Literal{{bit(compiled.unless[i], support(firm)), parts.columns}, false},
                definition.elements.size() + i);
            add(value, std::move(body), denial(firm), part, number);
        }
    };
    for (const bool firm : {false, true}) {
        for (std::size_t i = 0; i < definition.elements.size(); ++i) {
            const SymbolId value = definition.form_values[i];
            Body body = parts.candidates();
            parts.element(body, i, support(firm));
            parts.unless_absent(body, against(support(firm)));
            add(value, std::move(body), support(firm), Origin::Part::definition, i);
            Body failing = parts.candidates();
            parts.element(failing, i, denial(firm));
            add(value, std::move(failing), denial(firm), Origin::Part::definition, i);
            add_unless(value, firm, Origin::Part::definition, i);
        }
        for (std::size_t c = 0; c < definition.categories.size(); ++c) {
            const Category& category = definition.categories[c];
            for (const std::size_t i : category.forms) {
                Body body = parts.candidates();
                parts.element(body, i, support(firm));
                parts.unless_absent(body, against(support(firm)));
                add(category.name, std::move(body), support(firm), Origin::Part::category, c);
            }
            Body failing = parts.candidates();
            for (const std::size_t i : category.forms) parts.element(failing, i, denial(firm));
            if (!category.forms.empty()) {
                add(category.name, std::move(failing), denial(firm), Origin::Part::category, c);
            }
            add_unless(category.name, firm, Origin::Part::category, c);
        }
    }
}

void Compiler::conclude_when_only(const CompiledDefinition& compiled, std::size_t number) {
    const Definition& definition = program_.definitions[compiled.index];
    const WhenOnly& when = definition.when_only[number];
    const PhraseRelations& relations = out_.phrases.at(when.conclusion.phrase);
    const Parts parts(compiled);
    const std::string name =
        "definition " + definition.header.name + " only " + definition.elements[when.element].name;
    // What the conclusion is about: the head, and what the clause itself brings in.
    std::vector<Variable> cases = compiled.head;
    for (const Term& term : when.conclusion.terms) {
        const auto* variable = std::get_if<Variable>(&term);
        if (variable != nullptr &&
            std::find(cases.begin(), cases.end(), *variable) == cases.end()) {
            cases.push_back(*variable);
        }
    }
    RelationId guard = compiled.candidates;
    if (cases.size() != compiled.head.size()) {
        guard = add_relation(name + " cases", cases, definition.header);
        Scope scope = scope_of(definition.header);
        VariableSet used;
        for (const Variable variable : cases) used.insert(variable.index);
        for (const Body& rest : render(when.conditions, Level::plus, scope, used)) {
            Body body = parts.candidates();
            body.append(rest);
            std::fill(body.sources.begin(), body.sources.end(), std::nullopt);
            emit(guard, {cases.begin(), cases.end()}, std::move(body), scope,
                 {.part = Origin::Part::candidate,
                  .block = BlockKind::definition,
                  .index = compiled.index,
                  .number = number});
        }
    }
    const BitRelations clause = judge({.conditions = when.conditions,
                                       .outer = cases,
                                       .guard = guard,
                                       .origin = {.part = Origin::Part::when_only,
                                                  .block = BlockKind::definition,
                                                  .index = compiled.index,
                                                  .number = number},
                                       .name = name},
                                      definition.header);
    const Scope scope = scope_of(definition.header);
    const std::vector<Term> case_columns(cases.begin(), cases.end());
    BitRelations rest;
    const bool has_rest = compiled.elements.size() > 1;
    if (has_rest) {
        rest.plus = add_relation(name + " rest +", compiled.head, definition.header);
        rest.plus_plus = add_relation(name + " rest ++", compiled.head, definition.header);
        for (const bool firm : {false, true}) {
            Body body = parts.candidates();
            for (std::size_t i = 0; i < compiled.elements.size(); ++i) {
                if (i != when.element) parts.element(body, i, support(firm));
            }
            emit(firm ? rest.plus_plus : rest.plus, parts.columns, std::move(body), scope,
                 {.part = Origin::Part::rest,
                  .level = support(firm),
                  .block = BlockKind::definition,
                  .index = compiled.index,
                  .number = number});
        }
    }
    const auto add = [&](Body body, Level level) {
        emit(evidence(relations, level), terms(when.conclusion.terms, scope), std::move(body),
             scope,
             {.part = Origin::Part::when_only,
              .level = level,
              .block = BlockKind::definition,
              .index = compiled.index,
              .number = number,
              .conclusion = when.conclusion.phrase});
    };
    for (const bool firm : {false, true}) {
        if (has_rest) {
            Body body;
            body.add(datalog::Literal{{guard, case_columns}, false});
            body.add(datalog::Literal{{bit(clause, support(firm)), case_columns}, false});
            parts.element(body, when.element, support(firm));
            body.add(datalog::Literal{{bit(rest, against(support(firm))), parts.columns}, true});
            parts.unless_absent(body, against(support(firm)));
            add(std::move(body), support(firm));
        }
        const auto fails_by = [&](datalog::Literal why, std::optional<std::size_t> source) {
            Body body;
            body.add(datalog::Literal{{guard, case_columns}, false});
            body.add(std::move(why), source);
            add(std::move(body), denial(firm));
        };
        fails_by({{bit(clause, denial(firm)), case_columns}, false}, std::nullopt);
        fails_by({{bit(compiled.elements[when.element], denial(firm)), parts.columns}, false},
                 when.element);
        if (has_rest) {
            fails_by({{bit(rest, support(firm)), parts.columns}, false}, std::nullopt);
        }
        for (std::size_t i = 0; i < compiled.unless.size(); ++i) {
            fails_by({{bit(compiled.unless[i], support(firm)), parts.columns}, false},
                     compiled.elements.size() + i);
        }
    }
}

void Compiler::compile_definitions() {
    for (std::size_t i = 0; i < program_.definitions.size(); ++i) {
        const Definition& definition = program_.definitions[i];
        if (!visible_.sees(definition.header)) continue;
        const bool is_read = relevant_.contains(definition.head.phrase) ||
                             std::any_of(definition.when_only.begin(), definition.when_only.end(),
                                         [&](const WhenOnly& when) {
                                             return relevant_.contains(when.conclusion.phrase);
                                         });
        if (is_read) compile_definition(i);
    }
}

}  // namespace obverse::compiling
