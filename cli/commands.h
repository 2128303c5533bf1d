#pragma once

#include "cli/command.h"

#include <string_view>
#include <vector>

namespace obverse::cli {

/// Every command of the program in the order in which help lists them. To add one: a file of its
/// own with a function that yields its `Command`, and a line in commands.cpp.
const std::vector<Command>& all_commands();

/// The command of that name; nullptr when there is none.
const Command* command_named(std::string_view name);

}  // namespace obverse::cli
