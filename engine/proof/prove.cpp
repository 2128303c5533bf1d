#include "engine/base/overloaded.h"
#include "engine/compile/filled.h"
#include "engine/model/sentence.h"
#include "engine/proof/derivations.h"
#include "engine/proof/proof.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace proving {

namespace {

using Part = Origin::Part;
using datalog::RelationId;

/// What a relation of a phrase says.
struct Meaning {
    PhraseId phrase;
    Level level = Level::plus;
};

/// Tells derivations as proofs: generated rules in the words of the rules they come from, without
/// the steps that nobody wrote.
class Teller {
public:
    Teller(const Judgement& judgement, const ProofOptions& options)
        : judgement_(judgement), options_(options), derivations_(judgement), finder_(judgement) {
        const auto add = [&](PhraseId phrase, const PhraseRelations& relations) {
            meanings_[relations.s] = {phrase, Level::plus};
            if (relations.is_relation) return;
            meanings_[relations.ss] = {phrase, Level::plus_plus};
            meanings_[relations.pp] = {phrase, Level::plus_plus};
            meanings_[relations.d] = {phrase, Level::minus};
            meanings_[relations.dd] = {phrase, Level::minus_minus};
            meanings_[relations.mm] = {phrase, Level::minus_minus};
        };
        for (const auto& [phrase, relations] : judgement.compiled().phrases) {
            add(phrase, relations);
        }
        for (const auto& [key, relations] : judgement.compiled().groups) {
            add(key.first, relations);
        }
    }

    /// Proofs of a fact, lowest first; at most as many as asked for.
    std::vector<Proof> proofs(const Fact& fact, bool& is_whole) {
        std::vector<Proof> found;
        if (!derivations_.height(fact)) return found;
        if (has_claims(fact)) found.push_back(claims_of(fact));
        for (const Step* step : derivations_.steps(fact)) {
            if (found.size() == options_.alternatives) {
                is_whole = false;
                break;
            }
            Proof proof = told(fact, *step, 1);
            const bool is_known = std::any_of(found.begin(), found.end(), [&](const Proof& other) {
                return other.kind == proof.kind && other.name == proof.name &&
                       other.sentence == proof.sentence && is_same(other, proof);
            });
            if (!is_known) found.push_back(std::move(proof));
        }
        return found;
    }

private:
    static bool is_same(const Proof& left, const Proof& right) {
        if (left.sentence != right.sentence || left.name != right.name ||
            left.premises.size() != right.premises.size()) {
            return false;
        }
        for (std::size_t i = 0; i < left.premises.size(); ++i) {
            if (!is_same(left.premises[i], right.premises[i])) return false;
        }
        return true;
    }

    const Evidence* evidence(const Fact& fact) const {
        const auto meaning = meanings_.find(fact.first);
        if (meaning == meanings_.end()) return nullptr;
        return finder_.evidence(meaning->second.phrase, fact.second);
    }

    bool denies(const Fact& fact) const {
        const Level level = meanings_.at(fact.first).level;
        return level == Level::minus || level == Level::minus_minus;
    }

    /// Whether claims of the sentence itself are behind the fact.
    bool has_claims(const Fact& fact) const {
        const Evidence* said = evidence(fact);
        if (said == nullptr || !derivations_.is_recorded(fact)) return false;
        return denies(fact) ? said->denied : said->asserted;
    }

    std::string text(const Fact& fact) const {
        const auto meaning = meanings_.find(fact.first);
        if (meaning == meanings_.end()) return {};
        const std::string words = sentence(judgement_.program(), meaning->second.phrase,
                                           fact.second, judgement_.record());
        return denies(fact) ? "it is denied that " + words : words;
    }

    Proof claims_of(const Fact& fact) const {
        const Evidence& said = *evidence(fact);
        const bool denied = denies(fact);
        const Meaning& meaning = meanings_.at(fact.first);
        Proof leaf;
        leaf.kind = Proof::Kind::claims;
        leaf.level = meaning.level;
        leaf.sentence = text(fact);
        for (const std::size_t claim : denied ? said.denying : said.asserting) {
            leaf.claims.push_back(
                {claim, denied ? Stance::denied : Stance::asserted, meaning.phrase, fact.second});
        }
        return leaf;
    }

    /// The lowest proof of a fact.
    Proof lowest(const Fact& fact, std::size_t depth) {
        if (has_claims(fact)) return claims_of(fact);
        const std::vector<const Step*> steps = derivations_.steps(fact);
        if (steps.empty()) {
            Proof leaf;
            leaf.kind = Proof::Kind::condition;
            leaf.sentence = text(fact);
            return leaf;
        }
        return told(fact, *steps.front(), depth);
    }

    const Origin& origin_of(const Step& step) const {
        const Compiled& compiled = judgement_.compiled();
        return compiled.origins[compiled.datalog.rules[step.rule].origin];
    }

    Proof told(const Fact& fact, const Step& step, std::size_t depth) {
        const Origin& origin = origin_of(step);
        switch (origin.part) {
            case Part::bits:
            case Part::choice:
                return lowest(step.premises.front(), depth);
            case Part::value:
                return value(fact, step, depth);
            case Part::rule:
            case Part::override:
                return rule(fact, step, origin, depth);
            case Part::definition:
            case Part::category:
                return definition(fact, step, origin, depth);
            case Part::when_only:
                return origin.conclusion ? definition(fact, step, origin, depth)
                                         : block(fact, step, origin, depth);
            case Part::element:
            case Part::unless:
            case Part::member:
                return element(fact, step, origin, depth);
            case Part::exception:
                return exception(fact, step, origin, depth);
            default:
                return block(fact, step, origin, depth);
        }
    }

    Proof made(Proof::Kind kind, const Fact& fact, const Origin& origin) const {
        Proof proof;
        proof.kind = kind;
        proof.level = origin.level;
        proof.sentence = text(fact);
        return proof;
    }

    void close(Proof& proof) const {
        for (const Proof& premise : proof.premises) {
            proof.height = std::max(proof.height, premise.height + 1);
        }
    }

    bool cut(Proof& proof, std::size_t depth) const {
        if (depth < options_.depth) return false;
        proof.is_cut = true;
        return true;
    }

    Proof value(const Fact& fact, const Step& step, std::size_t depth) {
        Proof proof = made(Proof::Kind::value, fact, origin_of(step));
        if (cut(proof, depth)) return proof;
        for (const Fact& premise : step.premises) {
            proof.premises.push_back(lowest(premise, depth + 1));
        }
        close(proof);
        return proof;
    }

    /// The conditions of a source list, each with the proof of what makes it hold here.
    void add_conditions(Proof& proof, const Step& step, const Origin& origin,
                        const BlockHeader& header, const Conditions& conditions,
                        std::size_t depth) {
        const datalog::Rule& rule = judgement_.compiled().datalog.rules[step.rule];
        std::size_t premise = 0;
        std::set<std::size_t> told_conditions;
        for (std::size_t i = 0; i < rule.body.size(); ++i) {
            const auto* literal = std::get_if<datalog::Literal>(&rule.body[i]);
            const bool is_present = literal != nullptr && !literal->absent;
            const std::size_t place = premise;
            premise += is_present ? 1 : 0;
            const std::optional<std::size_t> source =
                i < origin.conditions.size() ? origin.conditions[i] : std::nullopt;
            if (!source || *source >= conditions.size()) continue;
            if (is_present &&
                (meanings_.contains(literal->atom.relation) || is_inner(literal->atom.relation))) {
                proof.premises.push_back(lowest(step.premises[place], depth + 1));
                told_conditions.insert(*source);
            } else if (told_conditions.insert(*source).second) {
                Proof leaf;
                leaf.kind = std::holds_alternative<Aggregate>(conditions[*source].form)
                                ? Proof::Kind::counted
                                : Proof::Kind::condition;
                leaf.level = origin.level;
                leaf.sentence = filled_text(judgement_, header, conditions[*source], step.bindings);
                proof.premises.push_back(std::move(leaf));
            }
        }
    }

    /// Relations of parts of lists: their proofs are told in place of them.
    bool is_inner(RelationId relation) const {
        const Compiled& compiled = judgement_.compiled();
        return std::any_of(
            compiled.datalog.rules.begin(), compiled.datalog.rules.end(),
            [&](const datalog::Rule& rule) {
                const Part part = compiled.origins[rule.origin].part;
                return rule.head.relation == relation &&
                       (part == Part::choice || part == Part::member || part == Part::recorded);
            });
    }

    Proof rule(const Fact& fact, const Step& step, const Origin& origin, std::size_t depth) {
        const Rule& source = judgement_.program().rules[origin.index];
        Proof proof = made(source.denies ? Proof::Kind::denial : Proof::Kind::rule, fact, origin);
        proof.name = source.header.name;
        proof.title = source.header.title;
        proof.cites = source.header.cites;
        add_exceptions(proof, source.header.name);
        if (cut(proof, depth)) return proof;
        add_conditions(proof, step, origin, source.header, source.conditions, depth);
        close(proof);
        return proof;
    }

    void add_exceptions(Proof& proof, const std::string& target) const {
        for (const CompiledException& compiled : judgement_.compiled().exceptions) {
            const Exception& exception = judgement_.program().exceptions[compiled.index];
            if (exception.target != target) continue;
            proof.notes.push_back("exception " + exception.header.name + " does not apply here");
        }
    }

    Proof definition(const Fact& fact, const Step& step, const Origin& origin, std::size_t depth) {
        const Definition& source = judgement_.program().definitions[origin.index];
        Proof proof = made(origin.part == Part::when_only  ? Proof::Kind::when_only
                           : origin.part == Part::category ? Proof::Kind::category
                                                           : Proof::Kind::definition,
                           fact, origin);
        proof.name = source.header.name;
        proof.title = source.header.title;
        proof.cites = source.header.cites;
        const bool holds = origin.level == Level::plus || origin.level == Level::plus_plus;
        if (holds) {
            for (const Element& element : source.unless) {
                proof.notes.push_back("exception " + element.name + " is not established");
            }
        }
        if (cut(proof, depth)) return proof;
        for (const Fact& premise : step.premises) {
            if (is_candidate(premise.first)) continue;
            proof.premises.push_back(lowest(premise, depth + 1));
        }
        close(proof);
        return proof;
    }

    bool is_candidate(RelationId relation) const {
        for (const CompiledDefinition& compiled : judgement_.compiled().definitions) {
            if (compiled.candidates == relation) return true;
        }
        for (const datalog::Rule& rule : judgement_.compiled().datalog.rules) {
            if (rule.head.relation != relation) continue;
            return judgement_.compiled().origins[rule.origin].part == Part::candidate;
        }
        return false;
    }

    Proof element(const Fact& fact, const Step& step, const Origin& origin, std::size_t depth) {
        const Definition& source = judgement_.program().definitions[origin.index];
        const bool is_unless = origin.part == Part::unless;
        const Element& part =
            is_unless ? source.unless[origin.number] : source.elements[origin.number];
        Proof proof = made(is_unless ? Proof::Kind::unless : Proof::Kind::element, fact, origin);
        proof.name = part.name;
        proof.title = part.doc;
        proof.cites = part.cites;
        const bool fails = origin.level == Level::minus || origin.level == Level::minus_minus;
        proof.sentence.clear();
        for (const Condition& condition : part.conditions) {
            if (!proof.sentence.empty()) proof.sentence += " and ";
            proof.sentence += filled_text(judgement_, source.header, condition, step.bindings);
        }
        if (fails) proof.sentence = "this fails: " + proof.sentence;
        if (cut(proof, depth)) return proof;
        if (origin.part == Part::member) {
            for (const Fact& premise : step.premises) {
                if (is_candidate(premise.first)) continue;
                proof.premises.push_back(lowest(premise, depth + 1));
            }
        } else {
            add_conditions(proof, step, origin, source.header, part.conditions, depth);
        }
        if (fails && proof.premises.empty()) {
            Proof leaf;
            leaf.kind = Proof::Kind::record;
            leaf.sentence = "the record is complete, and nothing in it makes this hold";
            proof.premises.push_back(std::move(leaf));
        }
        close(proof);
        return proof;
    }

    Proof exception(const Fact& fact, const Step& step, const Origin& origin, std::size_t depth) {
        const Exception& source = judgement_.program().exceptions[origin.index];
        Proof proof = made(Proof::Kind::exception, fact, origin);
        proof.name = source.header.name;
        proof.title = source.header.title;
        proof.cites = source.header.cites;
        if (cut(proof, depth)) return proof;
        add_conditions(proof, step, origin, source.header, source.conditions, depth);
        close(proof);
        return proof;
    }

    /// Any other generated step: its premises speak for it.
    Proof block(const Fact& fact, const Step& step, const Origin& origin, std::size_t depth) {
        std::vector<const Fact*> shown;
        for (const Fact& premise : step.premises) {
            if (!is_candidate(premise.first)) shown.push_back(&premise);
        }
        if (shown.size() == 1) return lowest(*shown.front(), depth);
        Proof proof = made(origin.part == Part::grade       ? Proof::Kind::grade
                           : origin.part == Part::aggregate ? Proof::Kind::counted
                                                            : Proof::Kind::condition,
                           fact, origin);
        if (cut(proof, depth)) return proof;
        for (const Fact* premise : shown) proof.premises.push_back(lowest(*premise, depth + 1));
        close(proof);
        return proof;
    }

    const Judgement& judgement_;
    const ProofOptions& options_;
    Derivations derivations_;
    EvidenceFinder finder_;
    std::map<RelationId, Meaning> meanings_;
};

const PhraseRelations* relations_of(const Judgement& judgement, PhraseId phrase, const Row& row) {
    const Compiled& compiled = judgement.compiled();
    const Phrase& info = judgement.program().schema.phrase(phrase);
    for (std::uint32_t i = 0; i < info.slots.size(); ++i) {
        const std::optional<KindId> kind = info.slots[i].kind;
        if (!kind || !judgement.program().schema.kind(*kind).is_one_of()) continue;
        const auto& values = judgement.program().schema.kind(*kind).values;
        if (std::find(values.begin(), values.end(), as_symbol(row[i])) != values.end()) continue;
        const auto found = compiled.groups.find({phrase, i});
        return found == compiled.groups.end() ? nullptr : &found->second;
    }
    const auto found = compiled.phrases.find(phrase);
    return found == compiled.phrases.end() ? nullptr : &found->second;
}

/// That the record is complete and does not hold the sentence.
Proof absent_from_record(const Judgement& judgement, PhraseId phrase, const Row& row) {
    Proof proof;
    proof.kind = Proof::Kind::record;
    proof.level = Level::minus_minus;
    proof.sentence = "nobody records that " +
                     sentence(judgement.program(), phrase, row, judgement.record()) +
                     ", and the record of such sentences is complete";
    return proof;
}

}  // namespace

}  // namespace proving

Explanation explain(const Judgement& judgement, PhraseId phrase, const Row& row,
                    const ProofOptions& options) {
    Explanation explanation{.answer = answer(judgement, phrase, row),
                            .supporting = {},
                            .opposing = {},
                            .is_whole = true};
    if (explanation.answer.verdict == Verdict::outside) return explanation;
    const PhraseRelations* relations = proving::relations_of(judgement, phrase, row);
    if (relations == nullptr) return explanation;
    proving::Teller teller(judgement, options);
    bool& is_whole = explanation.is_whole;
    const auto proofs = [&](datalog::RelationId relation) {
        return teller.proofs({relation, row}, is_whole);
    };
    const Bits bits = explanation.answer.bits;
    if (bits.plus) explanation.supporting = proofs(bits.plus_plus ? relations->ss : relations->s);
    if (bits.minus && !relations->is_relation) {
        explanation.opposing = proofs(bits.minus_minus ? relations->dd : relations->d);
        if (explanation.opposing.empty()) {
            explanation.opposing.push_back(proving::absent_from_record(judgement, phrase, row));
        }
    }
    return explanation;
}

}  // namespace obverse
