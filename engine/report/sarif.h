#pragma once

#include "engine/audit/audit.h"
#include "engine/audit/baseline.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// Audits as SARIF 2.1.0, in the part of it that code scanning and editors show. Levels: `must` is
/// a warning, `should` and `consider` are notes, told apart by their rank.
class SarifLog {
public:
    explicit SarifLog(std::string_view tool_version);
    ~SarifLog();
    SarifLog(const SarifLog&) = delete;
    SarifLog& operator=(const SarifLog&) = delete;

    /// The audit's overlay must live.
    void add(const Audit& audit);
    /// The whole log; `gone` are findings of the baseline that no audit has any more.
    std::string text(const std::vector<OldFinding>& gone);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace obverse
