#pragma once

namespace obverse::cli {

/// What the program returns to the shell.
enum ExitCode : int {
    answered = 0,
    findings = 1,   // `--check` with any verdict but supported, a failed test
    bad_usage = 2,  // the words of the command
    bad_input = 3,  // files, names, the knowledge graph
    limit_reached = 4,
};

}  // namespace obverse::cli
