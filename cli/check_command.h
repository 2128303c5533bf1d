#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse check`: every finding of rule files in one run, as text on standard error or as JSON on
/// standard output.
Command check_command();

}  // namespace obverse::cli
