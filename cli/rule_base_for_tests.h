#pragma once

#include "cli/answering.h"

#include <memory>
#include <optional>
#include <set>

namespace obverse::cli {

/// A rule base with its examples: the workspace with all that its graph holds, or files that lie
/// in none, checked together. With errors, which are printed, nothing.
struct TestBase {
    std::unique_ptr<Workspace> workspace;
    SourceMap own_sources;      // of files in no workspace
    std::set<SourceId> chosen;  // whose blocks the command is about
    Checked checked;
    std::optional<LensId> lens;  // of examples that name none

    const SourceMap& sources() const { return workspace ? workspace->rules.sources : own_sources; }
    const ClaimSet& record() const { return workspace ? workspace->record : checked.record; }
};
std::unique_ptr<TestBase> open_test_base(const Given& given);

}  // namespace obverse::cli
