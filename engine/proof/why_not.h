#pragma once

#include "engine/proof/why.h"

#include <map>

namespace obverse {

/// One change to what is recorded.
struct Change {
    enum class Kind : std::uint8_t {
        report,    // somebody asserts it, or with `claim.stance` denies it
        withdraw,  // nobody had made this claim
    };
    Kind kind = Kind::report;
    Claim claim;
    std::optional<std::size_t> index;  // of the claim withdrawn, in `Accepted::claims`
    std::string text;                  // the sentence, in words
};
/// Changes that together bring about the verdict wanted; no part of them does. Each was run.
struct Repair {
    std::vector<Change> changes;
    /// Entities that the changes bring in, by their stand-in names (`some State`), with their
    /// kinds.
    std::map<Word, KindId> newcomers;
};

/// Why a sentence does not have a verdict, and what would give it that.
struct WhyNot {
    PhraseId phrase;
    Row row;
    std::string sentence;
    Verdict verdict = Verdict::undetermined;  // that it has
    Verdict wanted = Verdict::supported;
    std::vector<Attempt> attempts;  // what came nearest, nearest first
    std::vector<ProofNode>
        against;                  // proof of what stands in the way, when it is firm (one at most)
    std::vector<Hinge> hinges;    // contested: the disputes
    std::vector<Repair> repairs;  // fewest changes first
    /// Every set of changes that the search could think of, up to the size of the largest offered,
    /// was tried; false: there may be others.
    bool is_exhausted = true;
    std::size_t run_count = 0;  // records that were tried
};

struct WhyNotOptions {
    Verdict wanted = Verdict::supported;  // or refuted, contested
    std::size_t repairs = 5;
    std::size_t attempts = 3;
    std::size_t runs = 30;    // records tried at most: the same on every machine
    std::size_t changes = 6;  // in one set, at most
};

/// Why a sentence is not supported (or not what else is wanted), with repairs that were each run
/// through acceptance, rules and evaluation. The sentence must be among those that the judgement
/// was asked. Deterministic: the budget is counted in runs, not in time.
WhyNot why_not(const Judgement& judgement, PhraseId phrase, const Row& row,
               const WhyNotOptions& options = {});

}  // namespace obverse
