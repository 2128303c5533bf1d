#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse show ENTITY`: everything recorded about it.
Command show_command();

}  // namespace obverse::cli
