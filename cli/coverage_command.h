#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command coverage_command();

}  // namespace obverse::cli
