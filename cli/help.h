#pragma once

#include "cli/command.h"

#include <cstddef>
#include <string>

namespace obverse::cli {

/// The program and its commands, a line each.
std::string program_help(std::size_t width);
/// A command: how it is called, what it does, its options, examples.
std::string command_help(const Command& command, std::size_t width);

/// All commands as a page of the documentation (docs/commands.md) and as a manual page
/// (docs/obverse.1). Both files are kept as these functions write them.
std::string commands_page();
std::string manual_page();

}  // namespace obverse::cli
