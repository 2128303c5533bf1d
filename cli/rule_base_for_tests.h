#pragma once

#include "cli/answering.h"

#include <memory>
#include <optional>

namespace obverse::cli {

/// A rule base with its examples: the files that a command names, checked together, or else the
/// workspace with all that its graph holds. With errors, which are printed, nothing.
struct TestBase {
    std::unique_ptr<Workspace> workspace;  // when no file is named
    SourceMap own_sources;
    Checked checked;
    std::optional<LensId> lens;  // of examples that name none

    const SourceMap& sources() const { return workspace ? workspace->rules.sources : own_sources; }
    const ClaimSet& record() const { return workspace ? workspace->record : checked.record; }
};
std::unique_ptr<TestBase> open_test_base(const Given& given);

}  // namespace obverse::cli
