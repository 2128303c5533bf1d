#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command test_command();

}  // namespace obverse::cli
