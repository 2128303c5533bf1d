#pragma once

#include <span>
#include <string>

namespace obverse::cli {

/// Runs the program for the words after its name: prints what there is to print, failures of the
/// world and wrong usage on standard error, and returns the exit code. The only place where
/// exceptions end.
int run_line(std::span<const std::string> words);

}  // namespace obverse::cli
