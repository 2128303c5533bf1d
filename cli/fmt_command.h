#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse fmt`: rule files in canonical form.
Command fmt_command();

}  // namespace obverse::cli
