#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// Whether a rule says that nothing which a complete record lists keeps a case alive.
bool is_exhausted(const Model& model, const Way& way) {
    const std::vector<datalog::Condition>& body = model.compiled().datalog.rules[way.rule].body;
    return std::any_of(body.begin(), body.end(), [&](const datalog::Condition& condition) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        if (literal == nullptr || !literal->absent) return false;
        const std::vector<std::uint32_t>& rules = model.rules_of(literal->atom.relation);
        return !rules.empty() && model.origin_of(rules.front()).part == Origin::Part::live;
    });
}

}  // namespace

Bindings bindings_of(const CompiledDefinition& definition, const Definition& source,
                     const Row& row) {
    Bindings bindings(source.header.variables.size());
    for (std::size_t i = 0; i < definition.head.size(); ++i) {
        bindings[definition.head[i].index] = row[i];
    }
    return bindings;
}

void Teller::apply_definition(ProofNode& proof, const Way& way, const Origin& origin) {
    const Definition& source = model_.program().definitions[origin.index];
    const CompiledDefinition& compiled = *model_.compiled().definition_of(origin.index);
    proof.how = origin.part == Origin::Part::category ? How::category : How::definition;
    proof.block = BlockKind::definition;
    proof.index = origin.index;
    proof.number = origin.number;
    proof.name = source.header.name;
    proof.title = source.header.title;
    proof.cites = source.header.cites;
    if (origin.part == Origin::Part::category && !source.categories[origin.number].cites.empty()) {
        proof.cites = source.categories[origin.number].cites;
    }
    Row row;
    for (const Variable variable : compiled.head) row.push_back(*way.bindings[variable.index]);
    proof.bindings = bindings_of(compiled, source, row);
    for (const NodeId premise : way.premises) {
        if (premise != Way::none) proof.premises.push_back(tell(premise));
    }
    if (proof.side == Side::holds) proof.attacks = unless(compiled, row, proof.bindings);
}

void Teller::apply_when_only(ProofNode& proof, const Way& way, const Origin& origin) {
    const Definition& source = model_.program().definitions[origin.index];
    const CompiledDefinition& compiled = *model_.compiled().definition_of(origin.index);
    const WhenOnly& when = source.when_only[origin.number];
    proof.how = How::when_only;
    proof.block = BlockKind::definition;
    proof.index = origin.index;
    proof.number = origin.number;
    proof.name = source.header.name;
    proof.title = source.header.title;
    proof.cites = when.cites.empty() ? source.header.cites : when.cites;
    Bindings bindings = way.bindings;
    bindings.resize(source.header.variables.size());
    proof.bindings = model_.with_parameters(source.header, std::move(bindings));
    for (const NodeId premise : way.premises) {
        if (premise == Way::none) continue;
        const Meaning& meaning = model_.meaning(graph_.fact(premise).first);
        if (meaning.kind != Meaning::Kind::clause) {
            proof.premises.push_back(tell(premise));
            continue;
        }
        // The clause's own conditions stand beside the element.
        const Way& clause = graph_.ways(premise).front();
        Bindings own = clause.bindings;
        own.resize(source.header.variables.size());
        for (std::size_t i = 0; i < own.size(); ++i) {
            if (own[i]) proof.bindings[i] = own[i];
        }
        if (is_exhausted(model_, clause)) {
            exhaust(proof, source.header, when.conditions, compiled.head);
            proof.how = How::when_only;
        } else {
            tell_conditions(proof, clause, source.header, when.conditions);
        }
    }
    if (proof.side == Side::fails) return;
    Row row;
    for (const Variable variable : compiled.head) row.push_back(*way.bindings[variable.index]);
    proof.premises.push_back(others_fall_short(source, compiled, when, row, proof.degree));
    proof.attacks = unless(compiled, row, proof.bindings);
}

/// That the other elements do not all hold: one that is refuted, else one that is not established.
ProofNode Teller::others_fall_short(const Definition& definition,
                                    const CompiledDefinition& compiled, const WhenOnly& when,
                                    const Row& row, Degree degree) {
    ProofNode proof;
    proof.shows = Shows::others;
    proof.how = How::no_record;
    proof.side = Side::fails;
    proof.degree = degree;
    proof.block = BlockKind::definition;
    proof.index = compiled.index;
    proof.row = row;
    proof.bindings = bindings_of(compiled, definition, row);
    proof.verdict = Verdict::refuted;
    std::string names;
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        if (i == when.element) continue;
        names += (names.empty() ? "" : ", ") + definition.elements[i].name;
        if (!proof.premises.empty()) continue;
        const Bits bits = model_.judgement().bits(compiled.elements[i], row);
        // Support that is firm asks that the rest is not even possible, support that is possible
        // that it is not certain.
        if (degree == Degree::possible ? bits.plus_plus : bits.plus) continue;
        if (!bits.minus_minus) continue;
        proof.premises = element(compiled, i, row, Side::fails, Degree::certain);
    }
    proof.text = "all the rest holds: " + names;
    set_height(proof);
    return proof;
}

ProofNode Teller::tell_others(NodeId node) {
    const Fact& fact = graph_.fact(node);
    const Way& way = graph_.ways(node).front();
    const Origin& origin = model_.origin_of(way.rule);
    const Definition& definition = model_.program().definitions[origin.index];
    const CompiledDefinition& compiled = *model_.compiled().definition_of(origin.index);
    ProofNode proof;
    proof.shows = Shows::others;
    proof.how = How::conditions;
    proof.side = Side::holds;
    proof.degree = is_firm(origin.level) ? Degree::certain : Degree::possible;
    proof.block = BlockKind::definition;
    proof.index = origin.index;
    proof.row = fact.second;
    proof.bindings = bindings_of(compiled, definition, fact.second);
    std::string names;
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        if (i == definition.when_only[origin.number].element) continue;
        names += (names.empty() ? "" : ", ") + definition.elements[i].name;
    }
    proof.text = "all the rest holds: " + names;
    if (!begin(proof)) return proof;
    for (const NodeId premise : way.premises) {
        if (premise != Way::none) proof.premises.push_back(tell(premise));
    }
    close(proof);
    return proof;
}

std::vector<ProofNode> Teller::element(const CompiledDefinition& definition, std::size_t number,
                                       const Row& row, Side side, Degree degree) {
    const BitRelations& bits = definition.elements[number];
    RelationId relation = side == Side::holds ? bits.plus : bits.minus;
    if (degree != Degree::possible) {
        relation = side == Side::holds ? bits.plus_plus : bits.minus_minus;
    }
    const auto node = graph_.find({relation, row});
    if (!node) return {};
    return {tell(*node)};
}

/// An element or exception of a definition; a member of a list that fails is told by what fails.
ProofNode Teller::tell_part(NodeId node) {
    const Fact fact = graph_.fact(node);
    const Way& way = graph_.ways(node).front();
    const Origin& origin = model_.origin_of(way.rule);
    const Definition& definition = model_.program().definitions[origin.index];
    const CompiledDefinition& compiled = *model_.compiled().definition_of(origin.index);
    const bool is_unless = origin.part == Origin::Part::unless;
    const Element& part =
        is_unless ? definition.unless[origin.number] : definition.elements[origin.number];
    ProofNode proof;
    proof.shows = is_unless ? Shows::unless : Shows::element;
    proof.how = How::conditions;
    proof.side = side_of(origin.level);
    proof.degree = is_firm(origin.level) ? Degree::certain : Degree::possible;
    proof.block = BlockKind::definition;
    proof.index = origin.index;
    proof.number = origin.number;
    proof.label = part.name;
    proof.title = part.doc;
    proof.cites = part.cites;
    proof.row = fact.second;
    if (is_unless) {
        const bool firm = model_.database()
                              .find(compiled.unless[origin.number].plus_plus, fact.second)
                              .has_value();
        proof.verdict = firm ? Verdict::supported : Verdict::contested;
    } else {
        proof.verdict =
            verdict_of(model_.judgement().bits(compiled.elements[origin.number], fact.second));
    }
    const Key key = key_of(proof);
    Bindings bindings = way.bindings;
    bindings.resize(definition.header.variables.size());
    bindings = model_.with_parameters(definition.header, std::move(bindings));
    proof.text = model_.text(definition.header, part.conditions, bindings);
    if (!begin(proof)) return proof;
    proof.bindings = std::move(bindings);
    if (is_exhausted(model_, way)) {
        exhaust(proof, definition.header, part.conditions, compiled.head);
    } else {
        tell_conditions(proof, way, definition.header, part.conditions);
    }
    if (is_unless) {
        proof.attacks = exceptions(definition.header.name + "." + part.name, proof.bindings);
    }
    close(proof);
    told_.emplace(key, proof.height);
    return proof;
}

}  // namespace obverse::proving
