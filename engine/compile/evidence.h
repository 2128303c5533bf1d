#pragma once

#include "engine/compile/judgement.h"

#include <set>
#include <vector>

namespace obverse {

/// A claim behind a conclusion: which, and whether it speaks for a sentence or against it there.
struct ClaimUse {
    std::size_t claim = 0;  // index into the accepted claims
    Stance stance = Stance::asserted;
    PhraseId phrase;  // the sentence that it bears on
    Row row;

    friend bool operator<(const ClaimUse& left, const ClaimUse& right) {
        return std::tie(left.claim, left.stance, left.phrase, left.row) <
               std::tie(right.claim, right.stance, right.phrase, right.row);
    }
};

/// Finds the claims that one derivation of a row rests on.
class EvidenceFinder {
public:
    explicit EvidenceFinder(const Judgement& judgement);

    /// The claims behind a row of any relation, in order; none for a row that is not there.
    std::vector<ClaimUse> behind(datalog::RelationId relation, std::span<const Word> row) const;
    /// The claims against the sentences that one derivation of the row rests on.
    std::vector<ClaimUse> against(datalog::RelationId relation, std::span<const Word> row) const;
    /// The values that the variables of the row's first derivation take; nothing when it is
    /// recorded or not there.
    struct Derivation {
        std::size_t rule = 0;  // of the compiled program
        std::vector<std::optional<Word>> bindings;
        std::vector<std::pair<datalog::RelationId, Row>> premises;
    };
    std::optional<Derivation> derivation(datalog::RelationId relation,
                                         std::span<const Word> row) const;

    /// The claims that assert or deny a sentence, as far as the reading accepts them.
    const Evidence* evidence(PhraseId phrase, const Row& row) const;

private:
    struct Meaning {
        PhraseId phrase;
        Stance stance = Stance::asserted;
        datalog::RelationId opposite;  // what speaks for the other side
    };
    void collect(datalog::RelationId relation, const Row& row, std::set<ClaimUse>& uses,
                 std::set<std::pair<datalog::RelationId, Row>>& seen) const;
    void collect_against(datalog::RelationId relation, const Row& row, std::set<ClaimUse>& uses,
                         std::set<std::pair<datalog::RelationId, Row>>& seen) const;

    const Judgement& judgement_;
    std::map<datalog::RelationId, Meaning> meanings_;
};

}  // namespace obverse
