#include "engine/proof/teller.h"

#include "engine/base/invariant.h"

#include <algorithm>

namespace obverse::proving {

Side opposite(Side side) {
    return side == Side::holds ? Side::fails : Side::holds;
}

void set_height(ProofNode& proof) {
    proof.height = 1;
    for (const ProofNode& premise : proof.premises) {
        proof.height = std::max(proof.height, premise.height + 1);
    }
}

Teller::Key Teller::key_of(const ProofNode& proof) {
    return {proof.shows, proof.side,  proof.degree, proof.phrase,
            proof.row,   proof.index, proof.number, proof.bindings};
}

/// Whether the steps below are to be told: not when they were before, or lie too deep.
bool Teller::begin(ProofNode& proof) {
    ++step_count_;
    const auto before = told_.find(key_of(proof));
    if (before != told_.end()) {
        proof.is_repeated = true;
        proof.height = before->second;
        return false;
    }
    if (depth_ >= options_.depth) {
        proof.is_truncated = true;
        return false;
    }
    ++depth_;
    return true;
}

void Teller::close(ProofNode& proof) {
    --depth_;
    set_height(proof);
}

std::vector<ProofNode> Teller::sentence(PhraseId phrase, const Row& row, Side side, Degree degree) {
    const PhraseRelations* relations = model_.relations(phrase, row);
    if (relations == nullptr) return {};
    const bool holds = side == Side::holds;
    if (holds || !relations->is_relation) {
        RelationId relation = holds ? relations->pp : relations->mm;
        if (degree == Degree::possible) relation = holds ? relations->s : relations->d;
        if (degree == Degree::firm) relation = holds ? relations->ss : relations->dd;
        if (const auto node = graph_.find({relation, row})) return {tell(*node)};
    }
    if (holds) return {};
    const Bits bits = model_.bits(phrase, row);
    const bool fails = degree == Degree::possible ? bits.minus : bits.minus_minus;
    if (!fails) return {};
    return {record_is_complete(phrase, row, degree)};
}

ProofNode Teller::tell(NodeId node) {
    const Meaning& meaning = model_.meaning(graph_.fact(node).first);
    switch (meaning.kind) {
        case Meaning::Kind::evidence:
            return tell_sentence(node, meaning.degree);
        case Meaning::Kind::verdict:
            return tell_sentence(graph_.ways(node).front().premises.front(), Degree::certain);
        case Meaning::Kind::recorded:
            return tell(graph_.ways(node).front().premises.front());
        case Meaning::Kind::others:
            return tell_others(node);
        default:
            return tell_part(node);
    }
}

ProofNode Teller::tell_sentence(NodeId node, Degree degree) {
    const Fact& fact = graph_.fact(node);
    const Meaning& meaning = model_.meaning(fact.first);
    ProofNode proof;
    proof.shows = Shows::sentence;
    proof.side = meaning.side;
    proof.degree = degree;
    proof.phrase = meaning.phrase;
    proof.row = fact.second;
    proof.text = model_.text(meaning.phrase, fact.second);
    proof.verdict = verdict_of(model_.bits(meaning.phrase, fact.second));
    if (graph_.is_recorded(node)) {
        ++step_count_;
        proof.how = How::claims;
        proof.height = 1;
        if (const Evidence* said = model_.evidence(meaning.phrase, fact.second)) {
            proof.claims = meaning.side == Side::holds ? said->asserting : said->denying;
        }
        add_others(proof, node, 0);
        return proof;
    }
    invariant(!graph_.ways(node).empty());
    const Key key = key_of(proof);
    if (!begin(proof)) return proof;
    apply(proof, graph_.ways(node).front());
    close(proof);
    told_.emplace(key, proof.height);
    add_others(proof, node, 1);
    return proof;
}

/// Other derivations of the same, where they do not rest on it themselves.
void Teller::add_others(ProofNode& proof, NodeId node, std::size_t from) {
    if (!options_.all) return;
    const std::vector<Way>& ways = graph_.ways(node);
    for (std::size_t i = from; i < ways.size(); ++i) {
        const Way& way = ways[i];
        const bool is_circular = std::any_of(
            way.premises.begin(), way.premises.end(),
            [&](NodeId premise) { return premise != Way::none && graph_.rests_on(premise, node); });
        if (is_circular) continue;
        if (step_count_ >= options_.derivations || depth_ >= options_.depth) {
            is_cut_ = true;
            return;
        }
        ProofNode other;
        other.shows = proof.shows;
        other.side = proof.side;
        other.degree = proof.degree;
        other.phrase = proof.phrase;
        other.row = proof.row;
        other.text = proof.text;
        other.verdict = proof.verdict;
        ++step_count_;
        ++depth_;
        apply(other, way);
        close(other);
        proof.others.push_back(std::move(other));
    }
}

void Teller::apply(ProofNode& proof, const Way& way) {
    const Origin& origin = model_.origin_of(way.rule);
    switch (origin.part) {
        case Origin::Part::value:
            return apply_value(proof, way);
        case Origin::Part::definition:
        case Origin::Part::category:
            return apply_definition(proof, way, origin);
        case Origin::Part::when_only:
            return apply_when_only(proof, way, origin);
        case Origin::Part::grade:
            return apply_grade(proof, origin);
        default:
            invariant(origin.part == Origin::Part::rule);
            return apply_rule(proof, way, origin);
    }
}

void Teller::apply_rule(ProofNode& proof, const Way& way, const Origin& origin) {
    const Rule& rule = model_.program().rules[origin.index];
    proof.how = How::rule;
    proof.block = BlockKind::rule;
    proof.index = origin.index;
    proof.name = rule.header.name;
    proof.cites = rule.header.cites;
    Bindings bindings = way.bindings;
    bindings.resize(rule.header.variables.size());
    proof.bindings = model_.with_parameters(rule.header, std::move(bindings));
    proof.title = filled_words(model_.judgement(), rule.header, rule.header.title, proof.bindings);
    tell_conditions(proof, way, rule.header, rule.conditions);
    proof.attacks = exceptions(rule.header.name, proof.bindings);
    for (Attack& attack : overrides(rule, proof.bindings, proof.row)) {
        proof.attacks.push_back(std::move(attack));
    }
}

/// What is said of one value bears on the others of the slot, and on groups.
void Teller::apply_value(ProofNode& proof, const Way& way) {
    proof.how = How::value;
    for (const NodeId premise : way.premises) {
        if (premise == Way::none) continue;
        proof.premises.push_back(tell(premise));
    }
    const PhraseRelations& values = model_.compiled().phrases.at(proof.phrase);
    if (model_.relations(proof.phrase, proof.row) != &values) proof.how = How::members;
}

ProofNode Teller::record_is_complete(PhraseId phrase, const Row& row, Degree degree) {
    ProofNode proof;
    proof.shows = Shows::sentence;
    proof.side = Side::fails;
    proof.degree = degree;
    proof.how = How::complete;
    proof.phrase = phrase;
    proof.row = row;
    proof.text = model_.text(phrase, row);
    proof.verdict = verdict_of(model_.bits(phrase, row));
    const Phrase& info = model_.schema().phrase(phrase);
    const Key key = key_of(proof);
    if (!begin(proof)) return proof;
    if (info.openness == Openness::closed_per) {
        Row keys;
        for (const std::uint32_t slot : info.closed_per) keys.push_back(row[slot]);
        const RelationId recorded = model_.compiled().phrases.at(phrase).recorded;
        if (const auto node = graph_.find({recorded, keys})) {
            proof.premises.push_back(tell(*node));
        }
    }
    close(proof);
    if (!proof.premises.empty()) told_.emplace(key, proof.height);
    return proof;
}

}  // namespace obverse::proving
