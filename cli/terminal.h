#pragma once

#include "engine/render/diagnostics.h"

#include <cstddef>

namespace obverse::cli {

/// Colour when the stream is a terminal and NO_COLOR is not set.
Colour colour_of_stdout();
Colour colour_of_stderr();

/// How wide to print: what the terminal says, else COLUMNS, else 100; between 40 and 120.
std::size_t print_width();

}  // namespace obverse::cli
