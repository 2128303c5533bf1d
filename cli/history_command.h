#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse history`: what was asserted, denied and withdrawn of an entity, when, by whom.
Command history_command();

}  // namespace obverse::cli
