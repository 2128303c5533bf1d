#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse init DIR`: a workspace of one's own that extends the shipped one.
Command init_command();

}  // namespace obverse::cli
