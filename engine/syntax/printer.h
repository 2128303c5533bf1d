#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

#include <optional>
#include <string>

namespace obverse {

/// A rule file in canonical form: two spaces a level and four below a bullet, one blank line
/// between blocks, tables in columns, straight quotes, single spaces but for two before what stands
/// behind a sentence (who asserts it, a flag, a comment). Lines keep their order, and every comment
/// stays with its line. The result parses to the same tree, and printing it again changes nothing.
/// Nothing, after reports, for a text that does not parse.
std::optional<std::string> canonical_text(const SourceMap& sources, SourceId source,
                                          Diagnostics& diagnostics);

}  // namespace obverse
