#pragma once

#include "engine/check/check.h"
#include "engine/ingest/ingest.h"
#include "engine/store/store.h"
#include "engine/workspace/rule_base.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace obverse {

/// What an import of the workspace's files came to.
struct Recorded {
    ImportCounts counts;
    IngestCounts rows;
};

/// What is done with rejected rows, and who is told which file is being read.
struct RecordOptions {
    Rejected rejected = Rejected::stop;
    std::function<void(const std::string& path)> progress = {};
};

/// Records in the graph what the files of the workspace declare and claim, tables and line files
/// with them, and withdraws what they no longer say. With errors, which are reported, nothing is
/// recorded and nothing returned; `skip` turns those of single rows into warnings. Throws
/// StoreError and WorkspaceError.
std::optional<Recorded> record_workspace(const RuleBase& rules, Store& store,
                                         const RecordOptions& options, Diagnostics& diagnostics);

/// The same for files beside the workspace: rule files with the tables that their import blocks
/// name, and line files. They speak in the words of the workspace and name what the graph holds,
/// which must be up to date with the workspace.
std::optional<Recorded> record_files(RuleBase& rules, std::span<const std::filesystem::path> files,
                                     Store& store, const RecordOptions& options,
                                     Diagnostics& diagnostics);

/// How the graph names a file: by its path in the workspace, or else its full path.
std::string recorded_path(const RuleBase& rules, const std::filesystem::path& path);

/// Names as the checker takes them: what the graph holds.
Known known_of(const StoredNames& names);

/// The names that the tables and line files of the workspace declare: files may speak of them
/// before anything is recorded.
Known declared_names(const RuleBase& rules);

}  // namespace obverse
