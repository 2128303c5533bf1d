#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command evaluate_command();

}  // namespace obverse::cli
