#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace obverse {

/// A folder cannot be found or read. The message says what to do.
class WorkspaceError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// True for a folder that holds `workspace.obv`, or `ontology`, `rules` and `corpus`.
bool is_workspace(const std::filesystem::path& folder);

/// The nearest workspace at or above `start`.
std::optional<std::filesystem::path> find_workspace(const std::filesystem::path& start);

/// The workspace that comes with the program: `OBVERSE_HOME` when set, else `share/obverse` beside
/// the program's own folder, else the source tree that it was built from. Throws WorkspaceError.
std::filesystem::path shipped_workspace();

/// Every `.obv` file of a workspace, in the order of their paths: `workspace.obv` and what lies
/// below `ontology`, `rules` and `corpus`. Hidden files and folders are passed over.
std::vector<std::filesystem::path> rule_files(const std::filesystem::path& root);

/// Every `.jsonl` file below `corpus`, in the order of their paths.
std::vector<std::filesystem::path> line_files(const std::filesystem::path& root);

/// The path as a reader would write it: relative to the current folder when it lies below.
std::string shown_path(const std::filesystem::path& path);

/// The whole text of a rule file, or of one that is larger than a rule file may be the beginning,
/// which is too large still; `name` as messages give it, `piece` how much is read at once. Throws
/// WorkspaceError when it cannot be read.
std::string read_rule_text(std::istream& stream, const std::string& name,
                           std::size_t piece = std::size_t{64} << 10U);
std::string read_file(const std::filesystem::path& path);

}  // namespace obverse
