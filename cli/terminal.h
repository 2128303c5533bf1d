#pragma once

#include "engine/render/diagnostics.h"

namespace obverse::cli {

/// Colour when the stream is a terminal and NO_COLOR is not set.
Colour colour_of_stdout();
Colour colour_of_stderr();

}  // namespace obverse::cli
