#pragma once

#include "cli/command.h"

#include <span>
#include <string>
#include <vector>

namespace obverse::cli {

/// What a line of words comes to: a command with what was given to it, or a request for help or for
/// the version.
struct Line {
    enum class Wants : std::uint8_t { command, help, version, markdown, manual };

    Wants wants = Wants::command;
    const Command* command = nullptr;  // of help: nullptr for the program itself
    Given given{{}};
};

/// Reads the words after the program's name. Throws UsageError for an unknown command, option or
/// value, with the nearest known one, and for a missing argument.
Line parse_line(std::span<const std::string> words);

}  // namespace obverse::cli
