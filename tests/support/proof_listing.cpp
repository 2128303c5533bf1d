#include "tests/support/proof_listing.h"

#include "tests/support/proof_checker.h"

namespace obverse::test {

Listing listing_of(const Judgement& judgement) {
    Listing made{.program = judgement.program(),
                 .lens = judgement.reading().lens,
                 .record = judgement.record(),
                 .accepted = judgement.accepted(),
                 .sentences = {}};
    const auto add = [&](PhraseId phrase, datalog::RelationId relation, bool Bits::*bit) {
        for (eval::RowId id = 0; id < judgement.database().size(relation); ++id) {
            Row row;
            judgement.database().copy_row(relation, id, row);
            made.sentences[{phrase, row}].*bit = true;
        }
    };
    const auto add_all = [&](PhraseId phrase, const PhraseRelations& relations) {
        add(phrase, relations.s, &Bits::plus);
        add(phrase, relations.is_relation ? relations.s : relations.pp, &Bits::plus_plus);
        if (relations.is_relation) return;
        add(phrase, relations.d, &Bits::minus);
        add(phrase, relations.mm, &Bits::minus_minus);
    };
    for (const auto& [phrase, relations] : judgement.compiled().phrases) {
        add_all(phrase, relations);
    }
    for (const auto& [key, relations] : judgement.compiled().groups) {
        add_all(key.first, relations);
    }
    return made;
}

std::string check_explanation(const Explanation& told, const Listing& listing) {
    const bool supports = told.verdict == Verdict::supported || told.verdict == Verdict::contested;
    const bool denies = told.verdict == Verdict::refuted;
    if (supports == told.support.empty()) return "no proof: " + told.sentence;
    if (denies && told.denial.empty()) return "no proof against: " + told.sentence;
    for (const auto* proofs : {&told.support, &told.denial}) {
        for (const ProofNode& proof : *proofs) {
            const bool is_it = proof.phrase == told.phrase && proof.row == told.row &&
                               proof.side == (proofs == &told.support ? Side::holds : Side::fails);
            const bool is_settled =
                told.verdict == Verdict::supported || told.verdict == Verdict::refuted;
            if (!is_it || (proof.degree == Degree::certain) != is_settled) {
                return "proves something else: " + proof.text;
            }
            if (std::string error = check_proof(proof, listing); !error.empty()) return error;
        }
    }
    return "";
}

}  // namespace obverse::test
