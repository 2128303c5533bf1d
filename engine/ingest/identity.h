#pragma once

#include "engine/ingest/gather.h"
#include "engine/ingest/problem.h"

#include <optional>
#include <string>

namespace obverse {

/// What keeps a text from being an id: it could not be written in a rule file.
std::optional<Problem> problem_of_id(const std::string& id);

/// What keeps an entity from being of a kind: it is known to be of another that has nothing to do
/// with it. Speakers and sources may be something else too.
std::optional<Problem> problem_of_kind(const Gathering& gathering, SymbolId id, KindId kind);

/// What keeps an entity from having a label: another goes by it.
std::optional<Problem> problem_of_label(const Gathering& gathering, SymbolId id,
                                        const std::string& label);

/// What keeps an entity from being called so too: it is the id or label of another. Two entities
/// may share a name that is neither's own.
std::optional<Problem> problem_of_alias(const Gathering& gathering, SymbolId id,
                                        const std::string& name);

}  // namespace obverse
