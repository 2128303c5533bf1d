#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command redline_command();

}  // namespace obverse::cli
