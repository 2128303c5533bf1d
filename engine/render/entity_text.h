#pragma once

#include "engine/model/program.h"
#include "engine/render/answer_text.h"

#include <optional>
#include <span>
#include <string>

namespace obverse {

/// Everything that is recorded about an entity, in sentences: its names and kinds, whom it speaks
/// for, what it issued; each claim that names it, or that it makes, with who asserts and who denies
/// it where.
std::string entity_text(const Program& program, const ClaimSet& record, SymbolId entity,
                        const TextStyle& style);

/// A rule, definition, lens, phrase and the like that goes by a name: how it is written and where.
struct NamedBlock {
    std::string what;  // `definition`
    std::string path;
    std::size_t line = 0;
    std::string text;
};
/// All that goes by a name: an entity or source, if one does, and `blocks`.
std::string named_json(const Program& program, const ClaimSet& record,
                       std::optional<SymbolId> entity, std::span<const NamedBlock> blocks);

}  // namespace obverse
