#pragma once

#include "cli/command.h"

namespace obverse::cli {

/// `obverse export`: writes what the knowledge graph holds as JSON Lines or as a table.
Command export_command();

}  // namespace obverse::cli
