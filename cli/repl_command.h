#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse repl`: a prompt for questions and commands.
Command repl_command();

}  // namespace obverse::cli
