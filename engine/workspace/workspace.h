#pragma once

#include "engine/check/check.h"
#include "engine/store/store.h"
#include "engine/workspace/rule_base.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
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
    ClaimSet record;  // what the graph holds, with the claims of `loaded`
    ClaimPatterns loaded;
    std::optional<Store> store;  // the graph

    Program& program() { return checked.program; }
    const Program& program() const { return checked.program; }
    const EntityIndex& entities() const { return checked.entities; }
    const Settings& settings() const { return rules.settings; }
    SourceMap& sources() { return rules.sources; }

    /// Loads those of these claims that are not there yet, or all of these phrases. Throws
    /// StoreError.
    void load_claims(const ClaimPatterns& patterns);
    void load_claims(const std::set<PhraseId>& phrases);
    void load_all_claims();
};

/// Questions read few phrases: their claims are then loaded when they are asked.
enum class Claims : std::uint8_t { all, as_asked };

/// What is wanted of a workspace: the claims, and the examples of its files, which only tests read.
struct Needs {
    Claims claims = Claims::all;
    ReadExamples examples = ReadExamples::no;
};

/// What is told while a workspace is made ready: `the graph is brought up to date: …`.
using Progress = std::function<void(const std::string&)>;

/// Reads and checks the rules, brings the graph up to date with the files, and loads what it holds.
/// With errors in the files, which are reported, the workspace is only good for showing their
/// places. Throws WorkspaceError and StoreError.
std::unique_ptr<Workspace> load_workspace(const Place& place, const Needs& needs,
                                          Diagnostics& diagnostics, const Progress& progress);

}  // namespace obverse
