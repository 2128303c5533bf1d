#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/syntax/ast.h"

namespace obverse {

/// Reads one file. Always returns what can be made of it; whatever is left out is reported.
ast::File parse(const SourceMap& sources, SourceId source, Diagnostics& diagnostics);

}  // namespace obverse
