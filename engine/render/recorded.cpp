#include "engine/render/recorded.h"

#include "engine/base/value.h"

#include <algorithm>
#include <map>
#include <utility>

namespace obverse {

namespace {

using Key = std::pair<PhraseId, std::vector<Word>>;
using Sentences = std::map<Key, RecordedSentence>;

bool names(const Program& program, const Claim& claim, SymbolId entity) {
    const Phrase& phrase = program.schema.phrase(claim.phrase);
    for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
        if (program.schema.takes_entities(phrase.slots[i]) &&
            as_symbol(claim.arguments[i]) == entity) {
            return true;
        }
    }
    return false;
}

void add(const Claim& claim, Sentences& sentences) {
    RecordedSentence& found = sentences[{claim.phrase, claim.arguments}];
    found.phrase = claim.phrase;
    found.row = claim.arguments;
    (claim.stance == Stance::denied ? found.denying : found.asserting).push_back(&claim);
}

/// By phrase as declared, then by the words in the slots.
std::vector<RecordedSentence> sorted(const Program& program, Sentences&& sentences) {
    std::vector<RecordedSentence> list;
    for (auto& [key, sentence] : sentences) list.push_back(std::move(sentence));
    std::stable_sort(list.begin(), list.end(),
                     [&](const RecordedSentence& left, const RecordedSentence& right) {
                         if (left.phrase != right.phrase) return left.phrase < right.phrase;
                         const Phrase& phrase = program.schema.phrase(left.phrase);
                         for (std::size_t i = 0; i < left.row.size(); ++i) {
                             const Value a{phrase.slots[i].type, left.row[i]};
                             const Value b{phrase.slots[i].type, right.row[i]};
                             if (comes_before(a, b, program.symbols)) return true;
                             if (comes_before(b, a, program.symbols)) return false;
                         }
                         return false;
                     });
    return list;
}

}  // namespace

RecordedOf recorded_of(const Program& program, const ClaimSet& record, SymbolId entity) {
    Sentences about;
    Sentences by;
    for (const Claim& claim : record.claims) {
        if (names(program, claim, entity)) {
            add(claim, about);
        } else if (claim.speaker == entity || claim.source == entity) {
            add(claim, by);
        }
    }
    return {sorted(program, std::move(about)), sorted(program, std::move(by))};
}

}  // namespace obverse
