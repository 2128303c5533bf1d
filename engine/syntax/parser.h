#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/syntax/ast.h"

namespace obverse {

/// Whether `example` blocks are read, or passed over with whatever is wrong in them. They are a
/// good third of a well-tested rule base, and no answer depends on one.
enum class ReadExamples : std::uint8_t { yes, no };

/// Reads one file. Always returns what can be made of it; whatever is left out is reported.
ast::File parse(const SourceMap& sources, SourceId source, Diagnostics& diagnostics,
                ReadExamples examples = ReadExamples::yes);

}  // namespace obverse
