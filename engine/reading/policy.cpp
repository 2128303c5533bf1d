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
          std::size_t assumptions_from, const Accepted& accepted)
        : program_(program),
          record_(record),
          policy_(policy),
          assumptions_from_(assumptions_from),
          accepted_(accepted) {
        if (!policy.own_word.empty()) find_actors();
    }

    void judge(PhraseId phrase, const Row& row, Evidence& evidence) const {
        const Indexes asserting = counting(phrase, row, evidence.asserting);
        const Indexes denying = counting(phrase, row, evidence.denying);
        evidence.asserted = counts(asserting, denying);
        evidence.denied = counts(denying, asserting);
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

    Indexes counting(PhraseId phrase, const Row& row, const Indexes& claims) const {
        Indexes kept;
        for (const std::size_t index : claims) {
            if (is_assumed(index) || passes(phrase, row, claim(index))) kept.push_back(index);
        }
        return kept;
    }

private:
    const Claim& claim(std::size_t index) const { return accepted_.claims[index]; }
    bool is_assumed(std::size_t index) const { return index >= assumptions_from_; }

    bool counts(const Indexes& claims, const Indexes& against) const {
        const auto assumed = [&](std::size_t index) { return is_assumed(index); };
        if (std::any_of(claims.begin(), claims.end(), assumed)) return true;
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
        return !policy_.own_word.contains(phrase) || is_own_word(row, claim);
    }

    SymbolId actor_of(SymbolId speaker) const {
        const auto found = record_.speakers.find(speaker);
        return found == record_.speakers.end() ? speaker : found->second.actor;
    }

    bool is_own_word(const Row& row, const Claim& claim) const {
        const SymbolId actor = actor_of(claim.speaker);
        bool has_event = false;
        for (const Word word : row) {
            const auto event = actors_.find(word);
            if (event == actors_.end()) continue;
            has_event = true;
            if (event->second.contains(actor)) return true;
        }
        return !has_event && !row.empty() && as_symbol(row.front()) == actor;
    }

    /// The actor of an event stands in front of it in a phrase whose record is complete for each
    /// event: who carried it out, who answers for it.
    void find_actors() {
        for (const Claim& claim : accepted_.claims) {
            const Phrase& phrase = program_.schema.phrase(claim.phrase);
            const bool names_actor = phrase.openness == Openness::closed_per &&
                                     phrase.slots.size() == 2 &&
                                     phrase.closed_per == std::vector<std::uint32_t>{1};
            if (!names_actor || claim.stance == Stance::denied) continue;
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
    std::size_t assumptions_from_;
    const Accepted& accepted_;
    std::map<Word, std::set<SymbolId>> actors_;
};

/// A group of a single valued slot is denied when every member is, each in so many words: that two
/// speakers name different members denies each member but not the group.
void deny_groups(const Program& program, PhraseId phrase, const std::vector<Claim>& claims,
                 std::map<Row, Evidence>& sentences) {
    const Phrase& info = program.schema.phrase(phrase);
    if (!info.one) return;
    const std::vector<NamedGroup> groups = groups_of(program, *info.slots[*info.one].kind);
    const auto is_explicit = [&](std::size_t index) {
        return claims[index].stance == Stance::denied;
    };
    std::set<Row> cases;
    for (const auto& [row, evidence] : sentences) {
        Row key = row;
        key[*info.one] = 0;
        cases.insert(std::move(key));
    }
    for (Row row : cases) {
        for (const NamedGroup& group : groups) {
            const bool all_denied =
                std::all_of(group.values.begin(), group.values.end(), [&](SymbolId value) {
                    row[*info.one] = to_word(value);
                    const auto found = sentences.find(row);
                    return found != sentences.end() && found->second.denied &&
                           std::any_of(found->second.denying.begin(), found->second.denying.end(),
                                       is_explicit);
                });
            if (!all_denied) continue;
            row[*info.one] = to_word(group.name);
            Evidence& evidence = sentences[row];
            if (evidence.denied) continue;
            evidence.denied = true;
            for (const SymbolId value : group.values) {
                row[*info.one] = to_word(value);
                const Indexes& denying = sentences.at(row).denying;
                evidence.denying.insert(evidence.denying.end(), denying.begin(), denying.end());
            }
        }
    }
}

/// Two speakers who name different members agree on the group, as far as nobody denies those.
void agree_on_groups(const Program& program, PhraseId phrase, const Judge& judge,
                     std::map<Row, Evidence>& sentences) {
    const Phrase& info = program.schema.phrase(phrase);
    const std::optional<std::uint32_t> slot = value_slot(program.schema, info);
    if (info.one || !slot) return;
    for (const NamedGroup& group : groups_of(program, *info.slots[*slot].kind)) {
        std::map<Row, Indexes> pooled;
        for (const auto& [row, evidence] : sentences) {
            const SymbolId value = as_symbol(row[*slot]);
            const bool is_member =
                value == group.name ||
                std::find(group.values.begin(), group.values.end(), value) != group.values.end();
            if (!is_member || evidence.denied) continue;
            Row key = row;
            key[*slot] = to_word(group.name);
            const Indexes kept = judge.counting(phrase, row, evidence.asserting);
            Indexes& claims = pooled[key];
            claims.insert(claims.end(), kept.begin(), kept.end());
        }
        for (auto& [row, claims] : pooled) {
            if (!judge.is_corroborated(claims)) continue;
            Evidence& evidence = sentences[row];
            evidence.asserted = true;
            evidence.asserting = claims;
        }
    }
}

}  // namespace

void apply_policy(const Program& program, const ClaimSet& record, const Policy& policy,
                  std::size_t assumptions_from, Accepted& accepted) {
    const Judge judge(program, record, policy, assumptions_from, accepted);
    for (auto& [phrase, sentences] : accepted.sentences) {
        for (auto& [row, evidence] : sentences) judge.judge(phrase, row, evidence);
        if (policy.base == Policy::Base::corroborated) {
            agree_on_groups(program, phrase, judge, sentences);
        }
        deny_groups(program, phrase, accepted.claims, sentences);
    }
}

}  // namespace obverse
