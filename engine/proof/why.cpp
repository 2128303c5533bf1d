#include "engine/proof/why.h"

#include "engine/proof/attempts.h"

#include <algorithm>

namespace obverse {

namespace proving {

namespace {

/// Calls `visit` with every step of a proof, those of exceptions that apply too.
template <class Visit>
void for_each_step(const ProofNode& proof, const Visit& visit) {
    visit(proof);
    for (const ProofNode& premise : proof.premises) for_each_step(premise, visit);
    for (const Attack& attack : proof.attacks) {
        for (const ProofNode& premise : attack.proof) for_each_step(premise, visit);
    }
}

void add_contested_attacks(const ProofNode& proof, std::vector<Attack>& attacks) {
    for_each_step(proof, [&](const ProofNode& step) {
        for (const Attack& attack : step.attacks) {
            if (attack.applies != Verdict::contested) continue;
            const bool is_known =
                std::any_of(attacks.begin(), attacks.end(), [&](const Attack& other) {
                    return other.kind == attack.kind && other.name == attack.name &&
                           other.bindings == attack.bindings;
                });
            if (!is_known) attacks.push_back(attack);
        }
    });
}

}  // namespace

}  // namespace proving

Explanation why(const Judgement& judgement, PhraseId phrase, const Row& row,
                const WhyOptions& options) {
    proving::Model model(judgement);
    proving::ProofGraph graph(model);
    proving::ConditionReader reader(model);
    Explanation told{.phrase = phrase,
                     .row = row,
                     .sentence = model.text(phrase, row),
                     .verdict = judgement.verdict(phrase, row),
                     .bits = judgement.bits(phrase, row),
                     .support = {},
                     .denial = {},
                     .hinges = {},
                     .attacks = {},
                     .attempts = {},
                     .missing = {},
                     .is_least = true,
                     .is_cut = false};
    const auto prove_of = [&](const Row& words, Side side, Degree degree) {
        proving::Teller teller(model, graph, reader, options);
        std::vector<ProofNode> proof = teller.sentence(phrase, words, side, degree);
        told.is_cut = told.is_cut || teller.is_cut();
        return proof;
    };
    const auto prove = [&](Side side, Degree degree) { return prove_of(row, side, degree); };
    switch (told.verdict) {
        case Verdict::outside:
            return told;
        case Verdict::supported:
            told.support = prove(Side::holds, Degree::certain);
            break;
        case Verdict::refuted:
            told.denial = prove(Side::fails, Degree::certain);
            break;
        case Verdict::contested:
            told.support = prove(Side::holds, Degree::possible);
            told.denial = prove(Side::fails, Degree::possible);
            // A group is contested when its members are; not all of them need be denied.
            for (const Row& member : members_of(judgement.program(), phrase, row)) {
                if (!told.denial.empty()) break;
                told.denial = prove_of(member, Side::fails, Degree::possible);
            }
            break;
        case Verdict::undetermined:
            told.denial = prove(Side::fails, Degree::possible);
            told.attempts = proving::Attempts(model, graph, reader, options)
                                .of(phrase, row, Side::holds, options.all ? 10 : 3);
            told.missing = proving::missing_in(told.attempts);
            if (told.attempts.empty()) told.missing.push_back(told.sentence);
            break;
    }
    if (told.verdict == Verdict::contested || told.verdict == Verdict::undetermined) {
        told.hinges = hinges_of(judgement, phrase, row);
        for (const std::vector<ProofNode>* proofs : {&told.support, &told.denial}) {
            for (const ProofNode& proof : *proofs) {
                proving::add_contested_attacks(proof, told.attacks);
            }
        }
    }
    told.is_least = graph.is_least();
    return told;
}

}  // namespace obverse
