#pragma once

#include "engine/check/check.h"
#include "engine/workspace/rule_base.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace obverse {

/// Where a workspace and its graph are, as far as the user says so.
struct Place {
    std::optional<std::filesystem::path> folder;
    std::optional<std::filesystem::path> graph;
};

/// A workspace as questions need it: its rules, checked, and what is recorded.
struct Workspace {
    RuleBase rules;
    std::filesystem::path graph;
    Checked checked;
    ClaimSet record;  // what the graph holds

    Program& program() { return checked.program; }
    const Program& program() const { return checked.program; }
    const EntityIndex& entities() const { return checked.entities; }
    const Settings& settings() const { return rules.settings; }
    SourceMap& sources() { return rules.sources; }
};

/// What is told while a workspace is made ready: `the graph is brought up to date: …`.
using Progress = std::function<void(const std::string&)>;

/// Reads and checks the rules, brings the graph up to date with the files, and loads what it holds.
/// With errors in the files, which are reported, the workspace is only good for showing their
/// places. Throws WorkspaceError and StoreError.
std::unique_ptr<Workspace> load_workspace(const Place& place, Diagnostics& diagnostics,
                                          const Progress& progress);

}  // namespace obverse
