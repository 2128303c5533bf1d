#pragma once

#include "engine/base/diagnostic.h"
#include "engine/compile/verdict.h"
#include "engine/model/program.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// How one expectation of an example came out.
struct ExpectationResult {
    std::size_t expectation = 0;  // in the example
    Verdict expected = Verdict::supported;
    Verdict found = Verdict::supported;
    std::string because;                // the name that the example gives, when it gives one
    std::vector<std::string> deciding;  // the names that decide, when `because` is not among them
    bool judged = true;                 // false: the rules could not be run, for what was reported
    bool passed = false;
};
struct ExampleResult {
    std::size_t example = 0;  // in the program
    std::vector<ExpectationResult> expectations;
    bool passed = false;
};

/// Runs one example: its givens are the record, its lens (or `lens`) the reading. Reports what
/// stops it from running.
ExampleResult run_example(Program& program, std::size_t example, std::optional<LensId> lens,
                          Diagnostics& diagnostics);

}  // namespace obverse
