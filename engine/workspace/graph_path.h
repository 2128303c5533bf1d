#pragma once

#include <filesystem>
#include <optional>

namespace obverse {

/// Where the knowledge graph of a workspace is: what `given` names, else OBVERSE_GRAPH, else
/// `obverse.db` in the workspace's folder; for a folder that cannot be written to, a file in the
/// user's cache folder (XDG_CACHE_HOME, else ~/.cache), which is made.
std::filesystem::path graph_path(const std::filesystem::path& root,
                                 const std::optional<std::filesystem::path>& given);

}  // namespace obverse
