#include "engine/workspace/graph_path.h"

#include "engine/workspace/folder.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdlib>
#include <system_error>

namespace obverse {

namespace {

namespace fs = std::filesystem;

std::optional<fs::path> variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return fs::path(value);
}

bool is_writable(const fs::path& path) {
    return access(path.c_str(), W_OK) == 0;
}

fs::path cache_folder() {
    if (const auto cache = variable("XDG_CACHE_HOME"); cache && cache->is_absolute()) {
        return *cache / "obverse";
    }
    if (const auto home = variable("HOME")) return *home / ".cache" / "obverse";
    throw WorkspaceError(
        "the workspace's folder cannot be written to, and neither XDG_CACHE_HOME nor HOME is set; "
        "name a file for the knowledge graph with --graph");
}

}  // namespace

fs::path graph_path(const fs::path& root, const std::optional<fs::path>& given) {
    if (given) return *given;
    if (const auto named = variable("OBVERSE_GRAPH")) return *named;
    const fs::path own = root / "obverse.db";
    std::error_code error;
    if (fs::exists(own, error) || is_writable(root)) return own;
    const fs::path folder = cache_folder();
    fs::create_directories(folder, error);
    if (error) {
        throw WorkspaceError("cannot make the folder `" + folder.string() + "` for the knowledge " +
                             "graph: " + error.message() + "; name a file for it with --graph");
    }
    const std::string key = root.string();
    return folder / fmt::format("{:016x}.db", XXH3_64bits(key.data(), key.size()));
}

}  // namespace obverse
