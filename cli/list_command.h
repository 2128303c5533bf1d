#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse list TOPIC`: what a workspace holds.
Command list_command();

}  // namespace obverse::cli
