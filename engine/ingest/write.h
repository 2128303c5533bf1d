#pragma once

#include "engine/model/program.h"

#include <iosfwd>
#include <optional>

namespace obverse {

/// Writes a record as JSON Lines, in the form that line files are read in: entities, speakers,
/// sources, each by id, then claims in their order. What is read from it is the same record.
void write_lines(const Program& program, const ClaimSet& record, std::ostream& out);

/// Writes claims as a table with a header. With a phrase, the claims of that phrase: a column for
/// each slot, by its role; without one, all claims, each by its sentence.
void write_claim_table(const Program& program, const ClaimSet& record,
                       std::optional<PhraseId> phrase, std::ostream& out);

}  // namespace obverse
