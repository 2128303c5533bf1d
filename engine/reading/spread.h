#pragma once

#include "engine/model/program.h"

#include <map>
#include <utility>
#include <vector>

namespace obverse {

/// What a claim says of one sentence: of its own, or of another value's.
struct Bearing {
    std::vector<Word> row;
    Stance stance = Stance::asserted;
};

/// How claims bear on the values of a `one of` slot and on their groups. What follows from each
/// value is worked out once for a phrase.
class Spread {
public:
    explicit Spread(const Program& program) : program_(program) {}

    /// The claim's own sentence and what follows from it for other values in one of its slots.
    std::vector<Bearing> bearings(PhraseId phrase, const std::vector<Word>& row,
                                  Stance stance) const;

private:
    using Follows = std::vector<std::pair<SymbolId, Stance>>;
    struct Table {
        std::uint32_t slot = 0;
        std::map<std::pair<SymbolId, Stance>, Follows> follows;  // by what is said
    };
    const std::vector<Table>& tables(PhraseId phrase) const;

    const Program& program_;
    mutable std::map<PhraseId, std::vector<Table>> tables_;
};

/// The slots whose values bear on one another: the `one` slot alone, else every `one of` slot.
std::vector<std::uint32_t> value_slots(const Schema& schema, const Phrase& phrase);

/// The symbols of the groups of a kind that may stand in a slot, `any` last: some value but the
/// empty one.
struct NamedGroup {
    SymbolId name;
    std::vector<SymbolId> values;
};
std::vector<NamedGroup> groups_of(const Program& program, KindId kind);

}  // namespace obverse
