#pragma once

#include "engine/render/impact.h"
#include "engine/workspace/workspace.h"

#include <stdexcept>

namespace obverse {

/// What was asked for cannot be told. The message says why, and what can.
class ImpactError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What an instrument would do to each State if all that it asks were given, as the lens of the
/// reading concludes it: the lines `beside` of the phrase `asks` say what is told. Throws
/// ImpactError when the lens has none; nothing, after a report, when a limit is reached.
std::optional<Impact> impact_of(Workspace& workspace, SymbolId instrument, const Reading& reading,
                                const eval::Limits& limits, Diagnostics& diagnostics);

}  // namespace obverse
