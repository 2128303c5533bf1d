#include "engine/proof/repairs.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// The next of the ways to choose so many of `from` things, in order; false after the last.
bool advance(std::vector<std::size_t>& chosen, std::size_t from) {
    std::size_t i = chosen.size();
    while (i > 0 && chosen[i - 1] == from - chosen.size() + i - 1) --i;
    if (i == 0) return false;
    ++chosen[i - 1];
    for (; i < chosen.size(); ++i) chosen[i] = chosen[i - 1] + 1;
    return true;
}

void add_claims(const ProofNode& proof, std::set<std::size_t>& claims) {
    claims.insert(proof.claims.begin(), proof.claims.end());
    for (const ProofNode& premise : proof.premises) add_claims(premise, claims);
    for (const Attack& attack : proof.attacks) {
        for (const ProofNode& premise : attack.proof) add_claims(premise, claims);
    }
}

bool is_smaller(const std::vector<std::size_t>& left, const std::vector<std::size_t>& right) {
    return std::pair(left.size(), left) < std::pair(right.size(), right);
}

}  // namespace

void RepairSearch::run(const Plans& plans, const Planner& planner, const Explanation& known) {
    newcomers_ = planner.newcomers();
    result_.is_exhausted = planner.is_complete();
    std::vector<Set> sets;
    Plans all = settlements(known);
    all.insert(all.end(), plans.begin(), plans.end());
    for (const Plan& plan : all) {
        Set set = changes_of(plan);
        if (set.size() > options_.changes) {
            result_.is_exhausted = false;
        } else if (!set.empty()) {
            sets.push_back(std::move(set));
        }
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const Set& left, const Set& right) { return left.size() < right.size(); });
    try_each(sets);
    try_each(single_claims(known));
    std::sort(found_.begin(), found_.end(), is_smaller);
    for (const Set& set : found_) result_.repairs.push_back(repair_of(set));
}

void RepairSearch::try_each(const std::vector<Set>& sets) {
    for (const Set& set : sets) {
        if (is_spent()) return;
        if (holds_repair(set)) continue;
        // To be contested is to stand halfway: parts may do where the whole does too much.
        if (options_.wanted == Verdict::contested || brings_about(set)) try_parts(set);
    }
}

/// Smaller parts first, so that of what is found no part does.
void RepairSearch::try_parts(const Set& whole) {
    for (std::size_t size = 1; size <= whole.size(); ++size) {
        Set chosen(size);
        for (std::size_t i = 0; i < size; ++i) chosen[i] = i;
        do {
            if (is_spent()) return;
            Set part;
            for (const std::size_t i : chosen) part.push_back(whole[i]);
            if (!holds_repair(part) && brings_about(part)) found_.push_back(std::move(part));
        } while (advance(chosen, whole.size()));
    }
}

bool RepairSearch::is_spent() {
    const bool is_spent = found_.size() >= options_.repairs || result_.run_count >= options_.runs;
    if (is_spent) result_.is_exhausted = false;
    return is_spent;
}

bool RepairSearch::holds_repair(const Set& set) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Set& repair) {
        return std::includes(set.begin(), set.end(), repair.begin(), repair.end());
    });
}

bool RepairSearch::brings_about(const Set& set) {
    const auto known = tried_.find(set);
    if (known != tried_.end()) return known->second;
    std::vector<Claim> reported;
    std::set<std::size_t> withdrawn;
    for (const std::size_t i : set) {
        const Change& change = changes_[i];
        if (change.index) {
            withdrawn.insert(*change.index);
        } else {
            reported.push_back(change.claim);
        }
    }
    const std::optional<Bits> bits = what_if_.run(reported, withdrawn, newcomers_);
    result_.run_count = what_if_.run_count();
    const bool does = bits && verdict_of(*bits) == result_.wanted;
    tried_.emplace(set, does);
    return does;
}

/// A sentence is withdrawn with all the claims that say so.
RepairSearch::Set RepairSearch::changes_of(const Plan& plan) {
    Set set;
    for (const Edit& edit : plan) {
        if (edit.kind == Change::Kind::report) {
            set.push_back(add(report_of(edit.phrase, edit.row, edit.stance)));
            continue;
        }
        const Evidence* said = model_.evidence(edit.phrase, edit.row);
        if (said == nullptr) continue;
        const bool asserts = edit.stance == Stance::asserted;
        for (const std::size_t i : asserts ? said->asserting : said->denying) {
            set.push_back(add(withdrawal_of(i)));
        }
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
}

/// Every way of settling the disputes that the verdict hangs on: of each, one side never spoke.
Plans RepairSearch::settlements(const Explanation& known) {
    constexpr std::size_t dispute_limit = 4;
    const std::size_t count = known.hinges.size();
    if (count > dispute_limit) result_.is_exhausted = false;
    if (count == 0 || count > dispute_limit) return {};
    Plans plans;
    for (std::size_t sides = 0; sides < std::size_t{1} << count; ++sides) {
        Plan plan;
        for (std::size_t i = 0; i < count; ++i) {
            plan.insert({.kind = Change::Kind::withdraw,
                         .phrase = known.hinges[i].phrase,
                         .row = known.hinges[i].row,
                         .stance = (sides >> i & 1) != 0 ? Stance::asserted : Stance::denied});
        }
        plans.push_back(std::move(plan));
    }
    return plans;
}

/// Whatever rules make of it: each claim gone, or contradicted, of those that may matter. Where
/// these are too many to try, of those that the proof shows.
std::vector<RepairSearch::Set> RepairSearch::single_claims(const Explanation& known) {
    constexpr std::size_t claim_limit = 40;
    std::set<std::size_t> claims = what_if_.claims();
    if (claims.size() > claim_limit) {
        result_.is_exhausted = false;
        claims.clear();
        for (const ProofNode& proof : known.support) add_claims(proof, claims);
        for (const ProofNode& proof : known.denial) add_claims(proof, claims);
    }
    std::vector<Set> sets;
    for (const std::size_t i : claims) {
        const Claim& claim = model_.judgement().accepted().claims[i];
        sets.push_back({add(withdrawal_of(i))});
        const Stance contrary =
            claim.stance == Stance::asserted ? Stance::denied : Stance::asserted;
        sets.push_back({add(report_of(claim.phrase, claim.arguments, contrary))});
    }
    return sets;
}

Change RepairSearch::report_of(PhraseId phrase, const Row& row, Stance stance) const {
    Change change;
    change.claim.phrase = phrase;
    change.claim.arguments = row;
    change.claim.stance = stance;
    change.claim.speaker = model_.judgement().symbols().intern("");
    change.claim.source = change.claim.speaker;
    change.text = model_.text(phrase, row);
    return change;
}

Change RepairSearch::withdrawal_of(std::size_t claim) const {
    const Claim& made = model_.judgement().accepted().claims[claim];
    return {.kind = Change::Kind::withdraw,
            .claim = made,
            .index = claim,
            .text = model_.text(made.phrase, made.arguments)};
}

std::size_t RepairSearch::add(Change change) {
    const auto is_it = [&](const Change& other) {
        if (change.index || other.index) return change.index == other.index;
        return change.claim.phrase == other.claim.phrase &&
               change.claim.arguments == other.claim.arguments &&
               change.claim.stance == other.claim.stance;
    };
    const auto known = std::find_if(changes_.begin(), changes_.end(), is_it);
    const auto place = static_cast<std::size_t>(known - changes_.begin());
    if (known == changes_.end()) changes_.push_back(std::move(change));
    return place;
}

Repair RepairSearch::repair_of(const Set& set) const {
    Repair repair;
    for (const std::size_t i : set) {
        repair.changes.push_back(changes_[i]);
        for (const Word word : changes_[i].claim.arguments) {
            const auto newcomer = newcomers_.find(word);
            if (!changes_[i].index && newcomer != newcomers_.end())
                repair.newcomers.insert(*newcomer);
        }
    }
    return repair;
}

}  // namespace obverse::proving
