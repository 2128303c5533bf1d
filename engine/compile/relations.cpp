#include "engine/base/invariant.h"
#include "engine/compile/compiler.h"
#include "engine/reading/spread.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

std::vector<ColumnType> columns_of(const Phrase& phrase) {
    std::vector<ColumnType> columns;
    for (const Slot& slot : phrase.slots) columns.push_back(slot.type);
    return columns;
}

Value symbol_value(SymbolId symbol) {
    return {ColumnType::symbol, to_word(symbol)};
}

/// `X0, X1, …` with `value` at one slot.
std::vector<Term> row_with(const Phrase& phrase, std::uint32_t slot, SymbolId value) {
    std::vector<Term> terms;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        terms.push_back(i == slot ? Term{symbol_value(value)} : Term{Variable{i}});
    }
    return terms;
}
std::vector<Term> row(const Phrase& phrase) {
    std::vector<Term> terms;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) terms.emplace_back(Variable{i});
    return terms;
}

datalog::Literal present(RelationId relation, std::vector<Term> terms) {
    return {{relation, std::move(terms)}, false};
}
datalog::Literal absent(RelationId relation, std::vector<Term> terms) {
    return {{relation, std::move(terms)}, true};
}

}  // namespace

RelationId Compiler::add_relation(std::string name, std::vector<ColumnType> columns) {
    out_.datalog.relations.push_back({std::move(name), std::move(columns)});
    return RelationId{static_cast<std::uint32_t>(out_.datalog.relations.size() - 1)};
}

RelationId Compiler::add_relation(const std::string& name, const std::vector<Variable>& columns,
                                  const BlockHeader& header) {
    std::vector<ColumnType> types;
    for (const Variable variable : columns) types.push_back(header.variables[variable.index].type);
    return add_relation(name, std::move(types));
}

PhraseRelations Compiler::declare_bits(const Phrase& phrase, const std::string& name) {
    const std::vector<ColumnType> columns = columns_of(phrase);
    PhraseRelations relations;
    relations.is_relation = phrase.is_relation;
    relations.s = add_relation(name + " s", columns);
    if (phrase.is_relation) {
        relations.ss = relations.pp = relations.d = relations.dd = relations.mm = relations.s;
        relations.asked = relations.recorded = relations.s;
        return relations;
    }
    relations.ss = add_relation(name + " ss", columns);
    relations.pp = add_relation(name + " pp", columns);
    relations.d = add_relation(name + " d", columns);
    relations.dd = add_relation(name + " dd", columns);
    relations.mm = add_relation(name + " mm", columns);
    relations.asked = add_relation(name + " asked", columns);
    relations.recorded = relations.s;
    if (phrase.openness == Openness::closed_per) {
        std::vector<ColumnType> keys;
        for (const std::uint32_t slot : phrase.closed_per) keys.push_back(columns[slot]);
        relations.recorded = add_relation(name + " recorded", keys);
    }
    return relations;
}

void Compiler::declare_phrase(PhraseId phrase) {
    const Phrase& info = program_.schema.phrase(phrase);
    out_.phrases[phrase] = declare_bits(info, info.name);
}

const PhraseRelations& Compiler::relations_of(const Atom& atom) {
    std::uint32_t slot = 0;
    if (!is_group(atom, slot)) return out_.phrases.at(atom.phrase);
    return out_.groups.at({atom.phrase, slot});
}

/// What the checker lets through is safe, unless its lists hold in a way that gives a variable of
/// the conclusion no value.
bool Compiler::is_safe(const datalog::Rule& rule) const {
    VariableSet bound;
    VariableSet read;
    const auto read_all = [&](const std::vector<Term>& terms) {
        for (const Term& term : terms) variables_in(term, read);
    };
    read_all(rule.head.terms);
    for (const datalog::Condition& condition : rule.body) {
        if (const auto* literal = std::get_if<datalog::Literal>(&condition)) {
            for (const Term& term : literal->atom.terms) {
                if (!std::holds_alternative<Wildcard>(term)) {
                    variables_in(term, literal->absent ? read : bound);
                }
            }
        } else if (const auto* binding = std::get_if<datalog::Binding>(&condition)) {
            bound.insert(binding->variable.index);
            variables_in(binding->expression, read);
        } else if (const auto* comparison = std::get_if<datalog::Comparison>(&condition)) {
            variables_in(comparison->left, read);
            variables_in(comparison->right, read);
        } else if (const auto* aggregate = std::get_if<datalog::Aggregate>(&condition)) {
            bound.insert(aggregate->result.index);
        }
    }
    return is_within(read, bound);
}

void Compiler::emit(RelationId head, std::vector<Term> terms, Body body, const Scope& scope,
                    Origin origin) {
    datalog::Rule rule;
    rule.head = {head, std::move(terms)};
    rule.body = std::move(body.conditions);
    rule.variable_count = static_cast<std::uint32_t>(scope.types.size());
    rule.variable_types = scope.types;
    rule.origin = static_cast<std::uint32_t>(out_.origins.size());
    if (scope.header != nullptr) rule.span = scope.header->span;
    if (!is_safe(rule)) {
        invariant(scope.header != nullptr);
        report_unsafe(*scope.header);
        return;
    }
    origin.conditions = std::move(body.sources);
    out_.origins.push_back(std::move(origin));
    out_.datalog.rules.push_back(std::move(rule));
}

void Compiler::bit_rules(PhraseId phrase, const PhraseRelations& relations) {
    if (relations.is_relation) return;
    const Phrase& info = program_.schema.phrase(phrase);
    Scope scope;
    scope.types = columns_of(info);
    const auto bit = [&](RelationId head, RelationId firm, RelationId against, Level level) {
        Body body;
        body.add(present(firm, row(info)));
        body.add(absent(against, row(info)));
        emit(head, row(info), std::move(body), scope,
             {.part = Origin::Part::bits, .level = level, .conclusion = phrase});
    };
    bit(relations.pp, relations.ss, relations.d, Level::plus_plus);
    bit(relations.mm, relations.dd, relations.s, Level::minus_minus);
    if (info.openness == Openness::closed_per) {
        std::vector<Term> keys;
        for (const std::uint32_t slot : info.closed_per) keys.emplace_back(Variable{slot});
        Body body;
        body.add(present(relations.s, row(info)));
        emit(relations.recorded, keys, std::move(body), scope,
             {.part = Origin::Part::recorded, .conclusion = phrase});
    }
}

/// What rules conclude of one value bears on the others, as a claim would.
void Compiler::values_follow(PhraseId phrase, std::uint32_t slot) {
    const Phrase& info = program_.schema.phrase(phrase);
    const Kind& kind = program_.schema.kind(*info.slots[slot].kind);
    const PhraseRelations& relations = out_.phrases.at(phrase);
    const bool is_one = info.one == slot;
    Scope scope;
    scope.types = columns_of(info);
    const auto denies = [&](SymbolId value, SymbolId other) {
        for (const bool firm : {false, true}) {
            Body body;
            body.add(present(firm ? relations.ss : relations.s, row_with(info, slot, value)));
            emit(firm ? relations.dd : relations.d, row_with(info, slot, other), std::move(body),
                 scope,
                 {.part = Origin::Part::value,
                  .level = firm ? Level::minus_minus : Level::minus,
                  .conclusion = phrase});
        }
    };
    for (const SymbolId value : kind.values) {
        for (const SymbolId other : kind.values) {
            if (value == other) continue;
            const bool excludes =
                is_one || (kind.none && (value == *kind.none || other == *kind.none));
            if (excludes) denies(value, other);
        }
    }
}

/// Where only one value holds, a group is judged from what is said, not from the verdicts on its
/// members.
void Compiler::groups_follow_one(PhraseId phrase, std::uint32_t slot) {
    const Phrase& info = program_.schema.phrase(phrase);
    const Kind& kind = program_.schema.kind(*info.slots[slot].kind);
    const PhraseRelations& values = out_.phrases.at(phrase);
    const PhraseRelations& groups = out_.groups.at({phrase, slot});
    Scope scope;
    scope.types = columns_of(info);
    for (const NamedGroup& group : groups_of(program_, *info.slots[slot].kind)) {
        for (const SymbolId value : kind.values) {
            const bool is_member =
                std::find(group.values.begin(), group.values.end(), value) != group.values.end();
            for (const bool firm : {false, true}) {
                Body body;
                body.add(present(firm ? values.ss : values.s, row_with(info, slot, value)));
                const RelationId head =
                    is_member ? (firm ? groups.ss : groups.s) : (firm ? groups.dd : groups.d);
                const Level level = is_member ? (firm ? Level::plus_plus : Level::plus)
                                              : (firm ? Level::minus_minus : Level::minus);
                emit(head, row_with(info, slot, group.name), std::move(body), scope,
                     {.part = Origin::Part::value, .level = level, .conclusion = phrase});
            }
        }
    }
}

/// Where several values may hold together, a group holds with a member and fails with all.
void Compiler::groups_follow_many(PhraseId phrase, std::uint32_t slot) {
    const Phrase& info = program_.schema.phrase(phrase);
    const PhraseRelations& values = out_.phrases.at(phrase);
    const PhraseRelations& groups = out_.groups.at({phrase, slot});
    Scope scope;
    scope.types = columns_of(info);
    const auto add = [&](RelationId head, SymbolId group, Body body, Level level) {
        emit(head, row_with(info, slot, group), std::move(body), scope,
             {.part = Origin::Part::value, .level = level, .conclusion = phrase});
    };
    for (const NamedGroup& group : groups_of(program_, *info.slots[slot].kind)) {
        for (const SymbolId value : group.values) {
            Body possible;
            possible.add(present(values.s, row_with(info, slot, value)));
            add(groups.s, group.name, std::move(possible), Level::plus);
            Body firm;
            firm.add(present(values.pp, row_with(info, slot, value)));
            add(groups.ss, group.name, std::move(firm), Level::plus_plus);
        }
        // The record of a closed phrase says of a group what it says of its members.
        if (info.openness != Openness::open || group.values.empty()) continue;
        Body possible;
        Body firm;
        for (const SymbolId value : group.values) {
            possible.add(present(values.d, row_with(info, slot, value)));
            firm.add(present(values.mm, row_with(info, slot, value)));
        }
        add(groups.d, group.name, std::move(possible), Level::minus);
        add(groups.dd, group.name, std::move(firm), Level::minus_minus);
    }
}

RelationId Compiler::kind_relation(KindId kind) {
    const auto found = out_.kinds.find(kind);
    if (found != out_.kinds.end()) return found->second;
    const RelationId relation =
        add_relation("kind " + program_.schema.kind(kind).name, {ColumnType::symbol});
    out_.kinds.emplace(kind, relation);
    return relation;
}

}  // namespace obverse::compiling
