#pragma once

#include "engine/model/program.h"

#include <functional>

namespace obverse {

/// What a claim says about the values of its `one of` slot: the value or group itself, and what
/// follows from it for the others. Without such a slot it says itself alone.
struct Bearing {
    std::vector<Word> row;
    Stance stance = Stance::asserted;
};
std::vector<Bearing> bearings(const Program& program, PhraseId phrase, const std::vector<Word>& row,
                              Stance stance);

/// The slot whose values bear on one another: the `one` slot, else the only `one of` slot with
/// values in common with a group or an empty value.
std::optional<std::uint32_t> value_slot(const Schema& schema, const Phrase& phrase);

/// The symbols of the groups of a kind that may stand in a slot, `any` last: some value but the
/// empty one.
struct NamedGroup {
    SymbolId name;
    std::vector<SymbolId> values;
};
std::vector<NamedGroup> groups_of(const Program& program, KindId kind);

}  // namespace obverse
