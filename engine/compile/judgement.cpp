#include "engine/compile/judgement.h"

namespace obverse {

Bits Judgement::bits(PhraseId phrase, const Row& row) const {
    return bits_of(*program_, compiled_, *database_, phrase, row);
}

Verdict Judgement::verdict(PhraseId phrase, const Row& row) const {
    if (!decided_[phrase.index]) return Verdict::outside;
    return verdict_of(bits(phrase, row));
}

Bits Judgement::bits(const BitRelations& relations, std::span<const Word> row) const {
    const auto has = [&](datalog::RelationId relation) {
        return database_->find(relation, row).has_value();
    };
    return {has(relations.plus), has(relations.plus_plus), has(relations.minus),
            has(relations.minus_minus)};
}

std::vector<Claim> Judgement::undated_within_reach() const {
    std::vector<Claim> within;
    for (const Claim& claim : accepted_.undated_enough) {
        const PhraseRelations* relations =
            relations_of(*program_, compiled_, claim.phrase, claim.arguments);
        if (relations != nullptr && reach_->contains(relations->s, claim.arguments)) {
            within.push_back(claim);
        }
    }
    return within;
}

std::optional<Judgement> judge(Program& program, const ClaimSet& record, const Reading& reading,
                               std::span<const Asked> asked, const eval::Limits& limits,
                               Diagnostics& diagnostics, const LoadClaims& load) {
    Judgement made;
    made.program_ = &program;
    made.record_ = &record;
    made.reading_ = reading;
    made.decided_ = decided_phrases(program, reading.lens);
    made.compiled_ = compile(program, reading.lens, asked, diagnostics);
    made.reach_ = reach_of(program, made.compiled_, asked);
    if (load) load(claims_reached(program, made.compiled_, *made.reach_));
    std::vector<PhraseId> read;
    for (const auto& [phrase, relations] : made.compiled_.phrases) read.push_back(phrase);
    made.accepted_ = accept(program, record, reading, read);
    made.database_ = std::make_unique<eval::Database>(made.compiled_.datalog);
    load_facts(program, made.compiled_, made.accepted_, record, asked, *made.reach_,
               *made.database_);
    const eval::Ended ended = eval::evaluate(made.compiled_.datalog, *made.database_,
                                             program.symbols, limits, diagnostics);
    if (ended != eval::Ended::finished) return std::nullopt;
    return made;
}

}  // namespace obverse
