#include "engine/reading/policy.h"

#include "engine/reading/spread.h"

#include <algorithm>

namespace obverse {

namespace {

using Indexes = std::vector<std::size_t>;

/// Applies one policy; holds what it needs to know of speakers, sources and events.
class Judge {
public:
    Judge(const Program& program, const ClaimSet& record, const Policy& policy,
          const Accepted& accepted)
        : program_(program),
          record_(record),
          policy_(policy),
          accepted_(accepted),
          text_(program.schema.kind_named("Text")) {
        if (!policy.own_word.empty()) find_actors();
    }

    void judge(PhraseId phrase, const Row& row, Evidence& evidence) const {
        evidence.asserting = counting(phrase, row, evidence.asserting);
        evidence.denying = counting(phrase, row, evidence.denying);
        evidence.asserted = counts(phrase, evidence.asserting, evidence.denying);
        evidence.denied = counts(phrase, evidence.denying, evidence.asserting);
    }

    /// Whether two independent speakers stand behind these claims.
    bool is_corroborated(const Indexes& claims) const {
        for (std::size_t i = 0; i < claims.size(); ++i) {
            for (std::size_t j = i + 1; j < claims.size(); ++j) {
                if (are_independent(claim(claims[i]), claim(claims[j]))) return true;
            }
        }
        return false;
    }

private:
    Indexes counting(PhraseId phrase, const Row& row, const Indexes& claims) const {
        Indexes kept;
        for (const std::size_t index : claims) {
            if (is_taken(phrase, index) || passes(phrase, row, claim(index))) {
                kept.push_back(index);
            }
        }
        return kept;
    }

    const Claim& claim(std::size_t index) const { return accepted_.claims[index]; }
    bool is_assumed(std::size_t index) const { return index >= accepted_.assumptions_from; }

    /// The words of a text are there for everybody to see: whose word counts is no matter.
    bool is_of_text(PhraseId phrase) const {
        const std::vector<Slot>& slots = program_.schema.phrase(phrase).slots;
        return text_ && std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
                   return slot.kind && program_.schema.is_a(*slot.kind, *text_);
               });
    }
    bool is_taken(PhraseId phrase, std::size_t index) const {
        return is_assumed(index) || is_of_text(phrase);
    }

    bool counts(PhraseId phrase, const Indexes& claims, const Indexes& against) const {
        const auto taken = [&](std::size_t index) { return is_taken(phrase, index); };
        if (std::any_of(claims.begin(), claims.end(), taken)) return true;
        switch (policy_.base) {
            case Policy::Base::undisputed:
                return !claims.empty() && against.empty();
            case Policy::Base::corroborated:
                return is_corroborated(claims);
            case Policy::Base::keep_disputes:
            case Policy::Base::word_of:
                return !claims.empty();
        }
        return false;
    }

    bool passes(PhraseId phrase, const Row& row, const Claim& claim) const {
        if (claim.confidence < policy_.least) return false;
        if (policy_.base == Policy::Base::word_of) {
            const SymbolId actor = actor_of(claim.speaker);
            if (std::find(policy_.word_of.begin(), policy_.word_of.end(), actor) ==
                policy_.word_of.end()) {
                return false;
            }
        }
        return !policy_.own_word.contains(phrase) || is_own_word(phrase, row, claim);
    }

    SymbolId actor_of(SymbolId speaker) const {
        const auto found = record_.speakers.find(speaker);
        return found == record_.speakers.end() ? speaker : found->second.actor;
    }

    bool is_own_word(PhraseId phrase, const Row& row, const Claim& claim) const {
        const std::vector<Slot>& slots = program_.schema.phrase(phrase).slots;
        const SymbolId actor = actor_of(claim.speaker);
        bool has_event = false;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!program_.schema.takes_entities(slots[i])) continue;
            const auto event = actors_.find(row[i]);
            if (event == actors_.end()) continue;
            has_event = true;
            if (event->second.contains(actor)) return true;
        }
        return !has_event && !row.empty() && as_symbol(row.front()) == actor;
    }

    void find_actors() {
        for (const Claim& claim : accepted_.claims) {
            const Phrase& phrase = program_.schema.phrase(claim.phrase);
            if (!names_actor(phrase) || claim.stance == Stance::denied) continue;
            actors_[claim.arguments[1]].insert(as_symbol(claim.arguments[0]));
        }
    }

    bool are_independent(const Claim& left, const Claim& right) const {
        if (actor_of(left.speaker) == actor_of(right.speaker)) return false;
        if (record_.sources.contains(left.source) && left.source == right.source) {
            // One document that quotes two speakers is no dependence between them.
            return true;
        }
        const std::set<SymbolId> roots = origins(left.source);
        const std::set<SymbolId> others = origins(right.source);
        return std::none_of(roots.begin(), roots.end(),
                            [&](SymbolId source) { return others.contains(source); });
    }

    /// The source and all that it is based on; none for a claim without a source.
    std::set<SymbolId> origins(SymbolId source) const {
        std::set<SymbolId> seen;
        std::vector<SymbolId> open;
        if (record_.sources.contains(source)) open.push_back(source);
        while (!open.empty()) {
            const SymbolId next = open.back();
            open.pop_back();
            if (!seen.insert(next).second) continue;
            const auto found = record_.sources.find(next);
            if (found == record_.sources.end()) continue;
            open.insert(open.end(), found->second.based_on.begin(), found->second.based_on.end());
        }
        return seen;
    }

    const Program& program_;
    const ClaimSet& record_;
    const Policy& policy_;
    const Accepted& accepted_;
    std::optional<KindId> text_;
    std::map<Word, std::set<SymbolId>> actors_;
};

/// A group of a single valued slot is denied when every member is, each in so many words: that two
/// speakers name different members denies each member but not the group.
class GroupDenial {
public:
    GroupDenial(const Policy& policy, const std::vector<Claim>& claims, std::uint32_t slot,
                std::map<Row, Evidence>& sentences)
        : policy_(policy), claims_(claims), slot_(slot), sentences_(sentences) {}

    /// `row` is the case, with anything in the slot.
    void apply(const NamedGroup& group, Row row) const {
        Indexes denying;
        for (const SymbolId value : group.values) {
            row[slot_] = to_word(value);
            const auto found = sentences_.find(row);
            if (found == sentences_.end() || !is_denied_outright(found->second)) return;
            const Indexes& more = found->second.denying;
            denying.insert(denying.end(), more.begin(), more.end());
        }
        row[slot_] = to_word(group.name);
        Evidence& evidence = sentences_[row];
        if (evidence.denied) return;
        evidence.denied = true;
        evidence.denying.insert(evidence.denying.end(), denying.begin(), denying.end());
        if (policy_.base != Policy::Base::undisputed || evidence.asserting.empty()) return;
        evidence.asserted = evidence.denied = false;
    }

private:
    bool is_denied_outright(const Evidence& evidence) const {
        return evidence.denied && std::any_of(evidence.denying.begin(), evidence.denying.end(),
                                              [&](std::size_t index) {
                                                  return claims_[index].stance == Stance::denied;
                                              });
    }

    const Policy& policy_;
    const std::vector<Claim>& claims_;
    std::uint32_t slot_;
    std::map<Row, Evidence>& sentences_;
};

void deny_groups(const Program& program, PhraseId phrase, const Policy& policy,
                 const std::vector<Claim>& claims, std::map<Row, Evidence>& sentences) {
    const Phrase& info = program.schema.phrase(phrase);
    if (!info.one) return;
    std::set<Row> cases;
    for (const auto& [row, evidence] : sentences) {
        Row key = row;
        key[*info.one] = 0;
        cases.insert(std::move(key));
    }
    const GroupDenial denial(policy, claims, *info.one, sentences);
    for (const NamedGroup& group : groups_of(program, *info.slots[*info.one].kind)) {
        for (const Row& row : cases) denial.apply(group, row);
    }
}

/// Two speakers who name different members agree on the group, as far as nobody denies those.
void agree_on_group(const NamedGroup& group, std::uint32_t slot, const Judge& judge,
                    std::map<Row, Evidence>& sentences) {
    std::map<Row, Indexes> pooled;
    for (const auto& [row, evidence] : sentences) {
        const SymbolId value = as_symbol(row[slot]);
        const bool is_member =
            value == group.name ||
            std::find(group.values.begin(), group.values.end(), value) != group.values.end();
        if (!is_member || evidence.denied) continue;
        Row key = row;
        key[slot] = to_word(group.name);
        Indexes& claims = pooled[std::move(key)];
        claims.insert(claims.end(), evidence.asserting.begin(), evidence.asserting.end());
    }
    for (auto& [row, claims] : pooled) {
        if (!judge.is_corroborated(claims)) continue;
        Evidence& evidence = sentences[row];
        evidence.asserted = true;
        evidence.asserting = claims;
    }
}

}  // namespace

bool names_actor(const Phrase& phrase) {
    return phrase.openness == Openness::closed_per && phrase.slots.size() == 2 &&
           phrase.closed_per == std::vector<std::uint32_t>{1};
}

void apply_policy(const Program& program, const ClaimSet& record, const Policy& policy,
                  Accepted& accepted) {
    const Judge judge(program, record, policy, accepted);
    for (auto& [phrase, sentences] : accepted.sentences) {
        for (auto& [row, evidence] : sentences) judge.judge(phrase, row, evidence);
        const Phrase& info = program.schema.phrase(phrase);
        if (policy.base == Policy::Base::corroborated && !info.one) {
            for (const std::uint32_t slot : value_slots(program.schema, info)) {
                for (const NamedGroup& group : groups_of(program, *info.slots[slot].kind)) {
                    agree_on_group(group, slot, judge, sentences);
                }
            }
        }
        deny_groups(program, phrase, policy, accepted.claims, sentences);
    }
}

}  // namespace obverse
