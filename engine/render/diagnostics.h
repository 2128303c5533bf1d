#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

#include <string>

namespace obverse {

enum class Colour : std::uint8_t { off, on };

/// Findings as compilers print them: code, message, place, the line with a caret, the other places
/// involved, and what to do; a count of errors and warnings at the end. Empty for no findings.
std::string to_text(const Diagnostics& diagnostics, const SourceMap& sources, Colour colour);

/// A JSON array of findings: `code`, `severity`, `message`, `path`, `line`, `column`, `help`,
/// `labels`. Lines and columns count from 1; 0 stands for none.
std::string to_json(const Diagnostics& diagnostics, const SourceMap& sources);

}  // namespace obverse
