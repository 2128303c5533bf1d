#pragma once

#include "engine/model/program.h"

#include <vector>

namespace obverse {

/// A sentence with the claims that assert and that deny it.
struct RecordedSentence {
    PhraseId phrase;
    std::vector<Word> row;
    std::vector<const Claim*> asserting;
    std::vector<const Claim*> denying;
};

/// What is recorded about an entity, each sentence once, in the order of the vocabulary: `about`
/// it, and `by` it as a speaker or in it as a source, where it is not named.
struct RecordedOf {
    std::vector<RecordedSentence> about;
    std::vector<RecordedSentence> by;
};
RecordedOf recorded_of(const Program& program, const ClaimSet& record, SymbolId entity);

}  // namespace obverse
