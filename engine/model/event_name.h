#pragma once

#include "engine/model/entity_index.h"
#include "engine/model/import.h"

#include <set>
#include <span>

namespace obverse {

/// The phrases of whose claims such names can be made.
std::set<PhraseId> naming_phrases(const Schema& schema, std::span<const EventName> patterns);

/// Adds the names that events answer to besides their own, as `events are also called` declares
/// them. `{year}` is that of the day on which the event happened; any other role is filled by every
/// name of an entity that stands in a slot of that role, or of that kind, in a claim about the
/// event. An event for which a role is not recorded gets no name from the pattern.
void add_event_names(EntityIndex& index, const ClaimSet& record, const Schema& schema,
                     const SymbolTable& symbols, std::span<const EventName> patterns);

}  // namespace obverse
