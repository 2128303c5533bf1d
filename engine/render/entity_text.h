#pragma once

#include "engine/model/program.h"
#include "engine/render/answer_text.h"

#include <string>

namespace obverse {

/// Everything that is recorded about an entity, in sentences: its names and kinds, whom it speaks
/// for, what it issued; each claim that names it, or that it makes, with who asserts and who denies
/// it where.
std::string entity_text(const Program& program, const ClaimSet& record, SymbolId entity,
                        const TextStyle& style);
std::string entity_json(const Program& program, const ClaimSet& record, SymbolId entity);

}  // namespace obverse
