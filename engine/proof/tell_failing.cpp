#include "engine/base/overloaded.h"
#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

namespace {

bool is_closed(const Phrase& phrase, const Atom& atom, const std::vector<Variable>& outer) {
    if (phrase.is_relation || phrase.openness == Openness::closed) return true;
    if (phrase.openness != Openness::closed_per) return false;
    return std::all_of(phrase.closed_per.begin(), phrase.closed_per.end(), [&](std::uint32_t slot) {
        const auto* variable = std::get_if<Variable>(&atom.terms[slot]);
        return variable == nullptr ||
               std::find(outer.begin(), outer.end(), *variable) != outer.end();
    });
}

}  // namespace

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
    std::vector<ProofNode> lowest = lowest_failing(header, conditions, bindings, degree);
    if (lowest.empty()) {
        proof.verdict = Verdict::undetermined;
    } else {
        proof.premises.push_back(std::move(lowest.front()));
    }
    set_height(proof);
    return proof;
}

/// Of the conditions that fail the one with the lowest proof. The proofs of the others are not
/// shown, so nothing was told by them.
std::vector<ProofNode> Teller::lowest_failing(const BlockHeader& header,
                                              const Conditions& conditions,
                                              const Bindings& bindings, Degree degree) {
    const auto told_before = told_;
    auto told_with = told_;
    std::vector<ProofNode> lowest;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        told_ = told_before;
        std::vector<ProofNode> found = failing(header, conditions, conditions[i], bindings, degree);
        if (found.empty()) continue;
        if (!lowest.empty() && lowest.front().height <= found.front().height) continue;
        lowest = std::move(found);
        lowest.front().condition = i;
        told_with = told_;
    }
    told_ = std::move(told_with);
    return lowest;
}

/// Why a member of a list fails: by a condition, the one with the lowest proof, or because every
/// case fails that complete records list for its own variables. Nothing when it does not.
std::vector<ProofNode> Teller::failing_member(const BlockHeader& header, const Conditions& member,
                                              const Bindings& bindings, Degree degree) {
    std::vector<ProofNode> lowest = lowest_failing(header, member, bindings, degree);
    if (!lowest.empty()) return lowest;
    std::vector<Variable> outer;
    for (std::uint32_t i = 0; i < bindings.size(); ++i) {
        if (bindings[i]) outer.push_back(Variable{i});
    }
    ProofNode proof = leaf(How::exhausted, header, member.front(), bindings, Side::fails, degree);
    proof.shows = Shows::list;
    proof.text = model_.text(header, member, bindings);
    proof.bindings = bindings;
    const auto told_before = told_;
    exhaust(proof, header, member, outer);
    const bool all_fail =
        !proof.premises.empty() &&
        std::all_of(proof.premises.begin(), proof.premises.end(), [](const ProofNode& one) {
            return one.shows != Shows::listed || one.verdict == Verdict::refuted;
        });
    if (!all_fail) {
        told_ = told_before;
        return {};
    }
    set_height(proof);
    return {proof};
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
                    for (ProofNode& one : failing_member(header, member, bindings, degree)) {
                        members.push_back(std::move(one));
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
