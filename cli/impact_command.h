#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command impact_command();

}  // namespace obverse::cli
