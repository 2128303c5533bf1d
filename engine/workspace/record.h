#pragma once

#include "engine/check/check.h"
#include "engine/ingest/ingest.h"
#include "engine/store/store.h"
#include "engine/workspace/rule_base.h"

#include <optional>

namespace obverse {

/// What an import of the workspace's files came to.
struct Recorded {
    ImportCounts counts;
    IngestCounts rows;
};

/// Records in the graph what the files of the workspace declare and claim, tables and line files
/// with them, and withdraws what they no longer say. With errors, which are reported, nothing is
/// recorded and nothing returned; `skip` turns those of single rows into warnings. Throws
/// StoreError and WorkspaceError.
std::optional<Recorded> record_workspace(const RuleBase& rules, Store& store, Rejected rejected,
                                         Diagnostics& diagnostics);

/// Names as the checker takes them: what the graph holds.
Known known_of(const StoredNames& names);

}  // namespace obverse
