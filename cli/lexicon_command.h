#pragma once

#include "cli/command.h"

namespace obverse::cli {

Command lexicon_command();

}  // namespace obverse::cli
