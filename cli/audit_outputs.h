#pragma once

#include "cli/command.h"
#include "engine/audit/audit_report.h"
#include "engine/audit/baseline.h"
#include "engine/audit/mutes.h"
#include "engine/render/impact.h"

#include <memory>
#include <optional>
#include <vector>

namespace obverse::cli {

/// --json, --sarif, --html, --markdown.
std::vector<Option> audit_output_options();
/// --mutes, --mute and what belongs to it, --baseline.
std::vector<Option> audit_side_options();

/// Where audits are written: as text to standard output, unless another form goes there, and to the
/// files that the options name, each put in place when it is whole.
class AuditOutputs {
public:
    /// Throws UsageError when two forms are to go to standard output.
    explicit AuditOutputs(const Given& given);
    ~AuditOutputs();
    AuditOutputs(const AuditOutputs&) = delete;
    AuditOutputs& operator=(const AuditOutputs&) = delete;

    /// The audit's overlay must live.
    void add(const Audit& audit, const ReportOptions& options, const Impact* impact);
    void finish(const std::vector<OldFinding>* gone);
    bool wants_costs() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// What stands beside drafts: mutes and the baseline.
class AuditSides {
public:
    /// Throws UsageError for options that do not go together, AuditError for files that cannot be
    /// read.
    explicit AuditSides(const Given& given);

    /// Mutes what is to be muted, and tells what is new.
    void apply(Audit& audit);
    /// Warns on standard error. Throws AuditError where --mute named nothing.
    void finish() const;
    /// Of the baseline; null without one.
    const std::vector<OldFinding>* gone();

private:
    void add_mute_for(const Audit& audit);

    const Given& given_;
    std::int32_t today_ = 0;
    std::optional<Mutes> shared_;
    std::vector<Mutes> beside_;
    std::optional<Baseline> baseline_;
    std::vector<OldFinding> gone_;
    bool has_muted_ = false;
};

}  // namespace obverse::cli
