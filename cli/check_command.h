#pragma once

#include <string>
#include <vector>

namespace obverse::cli {

struct CheckOptions {
    std::vector<std::string> files;  // none: the workspace around the current folder
    bool json = false;
};

/// Checks files, or the whole workspace, and prints every finding: as JSON on standard output, as
/// text on standard error. Returns an exit code. Throws WorkspaceError when there is nothing to
/// read.
int run_check(const CheckOptions& options);

}  // namespace obverse::cli
