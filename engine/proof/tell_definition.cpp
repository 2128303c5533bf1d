#include "engine/base/overloaded.h"
#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

namespace {

void set_height(ProofNode& proof) {
    proof.height = 1;
    for (const ProofNode& premise : proof.premises) {
        proof.height = std::max(proof.height, premise.height + 1);
    }
}

bool is_closed(const Phrase& phrase, const Atom& atom, const std::vector<Variable>& outer) {
    if (phrase.is_relation || phrase.openness == Openness::closed) return true;
    if (phrase.openness != Openness::closed_per) return false;
    return std::all_of(phrase.closed_per.begin(), phrase.closed_per.end(), [&](std::uint32_t slot) {
        const auto* variable = std::get_if<Variable>(&atom.terms[slot]);
        return variable == nullptr ||
               std::find(outer.begin(), outer.end(), *variable) != outer.end();
    });
}

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

/// Each case that complete records list fails. An element with a local variable fails so.
void Teller::exhaust(ProofNode& proof, const BlockHeader& header, const Conditions& conditions,
                     const std::vector<Variable>& outer) {
    proof.how = How::exhausted;
    Bindings given(header.variables.size());
    for (const Variable variable : outer) given[variable.index] = proof.bindings[variable.index];
    given = model_.with_parameters(header, std::move(given));
    proof.bindings = given;
    Conditions listing;
    std::vector<std::size_t> listed;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const auto* literal = std::get_if<Literal>(&conditions[i].form);
        if (literal == nullptr || literal->polarity != Polarity::holds) continue;
        if (!is_closed(model_.schema().phrase(literal->atom.phrase), literal->atom, outer)) {
            continue;
        }
        if (filled_row(literal->atom, given)) continue;
        listing.push_back(conditions[i]);
        listed.push_back(i);
    }
    // To show that it fails however disputes fall, every possible case counts.
    const Degree listing_degree =
        proof.degree == Degree::possible ? Degree::certain : Degree::possible;
    std::vector<ColumnType> types;
    for (const VariableInfo& variable : header.variables) types.push_back(variable.type);
    std::vector<Bindings> cases;
    std::set<Bindings> seen;
    model_.for_each_binding(reader_.rendered(listing, listing_degree), types, given,
                            [&](const Bindings& found) {
                                Bindings one = given;
                                for (std::size_t i = 0; i < one.size(); ++i) {
                                    if (found[i]) one[i] = found[i];
                                }
                                if (seen.insert(one).second) cases.push_back(std::move(one));
                                return true;
                            });
    for (const Bindings& one : cases) {
        proof.premises.push_back(exhausted_case(header, conditions, one, listed, proof.degree));
    }
    // Where no case is left, that there is a record at all is shown.
    for (std::size_t i = 0; cases.empty() && i < listing.size(); ++i) {
        const auto& atom = std::get<Literal>(listing[i].form).atom;
        const Phrase& phrase = model_.schema().phrase(atom.phrase);
        if (phrase.openness != Openness::closed_per) continue;
        Row keys;
        for (const std::uint32_t slot : phrase.closed_per) {
            keys.push_back(
                model_.pattern(std::span(&atom.terms[slot], 1), given).front().value_or(0));
        }
        const RelationId recorded = model_.compiled().phrases.at(atom.phrase).recorded;
        if (const auto node = graph_.find({recorded, keys})) {
            proof.premises.push_back(tell(*node));
        }
    }
}

ProofNode Teller::exhausted_case(const BlockHeader& header, const Conditions& conditions,
                                 const Bindings& bindings, const std::vector<std::size_t>& listed,
                                 Degree degree) {
    ProofNode proof;
    proof.shows = Shows::listed;
    proof.how = How::conditions;
    proof.side = Side::fails;
    proof.degree = degree;
    proof.bindings = bindings;
    proof.verdict = Verdict::refuted;
    Conditions listing;
    for (const std::size_t i : listed) listing.push_back(conditions[i]);
    proof.text = model_.text(header, listing, bindings);
    for (const std::size_t i : listed) {
        const Atom& atom = std::get<Literal>(conditions[i].form).atom;
        const std::optional<Row> row = filled_row(atom, bindings);
        if (!row) continue;
        for (ProofNode& one :
             sentence(atom.phrase, *row, Side::holds,
                      degree == Degree::possible ? Degree::certain : Degree::possible)) {
            one.condition = i;
            proof.premises.push_back(std::move(one));
        }
    }
    std::vector<ProofNode> lowest;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        std::vector<ProofNode> found = failing(header, conditions, conditions[i], bindings, degree);
        if (found.empty()) continue;
        if (!lowest.empty() && lowest.front().height <= found.front().height) continue;
        lowest = std::move(found);
        lowest.front().condition = i;
    }
    if (!lowest.empty()) proof.premises.push_back(std::move(lowest.front()));
    set_height(proof);
    return proof;
}

/// Why a condition fails whose variables have values; nothing when it does not.
std::vector<ProofNode> Teller::failing(const BlockHeader& header, const Conditions& all,
                                       const Condition& condition, const Bindings& bindings,
                                       Degree degree) {
    return std::visit(
        overloaded{
            [&](const Literal& literal) -> std::vector<ProofNode> {
                const std::optional<Row> row = filled_row(literal.atom, bindings);
                if (!row) return {};
                const bool holds = literal.polarity == Polarity::holds;
                return sentence(literal.atom.phrase, *row, holds ? Side::fails : Side::holds,
                                degree);
            },
            [&](const Choice& choice) -> std::vector<ProofNode> {
                std::vector<ProofNode> members;
                for (const Conditions& member : choice.members) {
                    for (const Condition& one : member) {
                        std::vector<ProofNode> found =
                            failing(header, member, one, bindings, degree);
                        if (found.empty()) continue;
                        members.push_back(std::move(found.front()));
                        break;
                    }
                }
                if (members.size() < choice.members.size() - choice.least + 1) return {};
                ProofNode proof = leaf(How::some, header, condition, bindings, Side::fails, degree);
                proof.shows = Shows::list;
                proof.premises = std::move(members);
                set_height(proof);
                return {proof};
            },
            [&](const KindTest& test) -> std::vector<ProofNode> {
                const auto word = model_.pattern(std::span(&test.term, 1), bindings).front();
                if (!word || model_.is_of_kind(*word, test.kind)) return {};
                return {leaf(How::kind, header, condition, bindings, Side::fails, degree)};
            },
            [&](const auto& form) -> std::vector<ProofNode> {
                using Form = std::decay_t<decltype(form)>;
                if constexpr (std::is_same_v<Form, Comparison> || std::is_same_v<Form, GradeTest>) {
                    const State state = reader_.state(header, all, condition, bindings);
                    const bool fails = state == State::failed ||
                                       (degree == Degree::possible && state == State::disputed);
                    if (!fails) return {};
                    return {
                        leaf(How::comparison, header, condition, bindings, Side::fails, degree)};
                } else {
                    return {};
                }
            },
        },
        condition.form);
}

}  // namespace obverse::proving
