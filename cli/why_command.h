#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse why`: the proof of a verdict, down to claims.
Command why_command();
/// `obverse why-not`: what came nearest, and what would make a sentence hold.
Command why_not_command();

}  // namespace obverse::cli
