#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse import`: records what files declare and claim in the knowledge graph.
Command import_command();

}  // namespace obverse::cli
