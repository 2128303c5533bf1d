#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command audit_command();

}  // namespace obverse::cli
