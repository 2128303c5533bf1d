#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse ask`: a question in English, answered.
Command ask_command();

}  // namespace obverse::cli
