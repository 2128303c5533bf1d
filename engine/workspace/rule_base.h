#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/parser.h"
#include "engine/workspace/settings.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace obverse {

/// The rule files of a workspace and of those it extends, read and parsed.
struct RuleBase {
    std::vector<std::filesystem::path>
        folders;  // what is extended first, the workspace itself last
    SourceMap sources;
    std::vector<ast::File> files;              // the folders' files in order
    std::vector<std::filesystem::path> paths;  // of the files
    Settings settings;

    const std::filesystem::path& root() const { return folders.back(); }
    /// The sources of the files of the workspace itself, not of what it extends.
    std::set<SourceId> own_sources() const;
    /// The sources of these files; nothing when one of them is none of the files read.
    std::optional<std::set<SourceId>> sources_of(
        const std::vector<std::filesystem::path>& files) const;
};

/// The workspace in the folder or, without one, around the current folder, else the shipped one.
/// Throws WorkspaceError when there is none, or when what it extends cannot be found.
RuleBase read_rule_base(const std::optional<std::filesystem::path>& folder,
                        Diagnostics& diagnostics, ReadExamples examples = ReadExamples::yes);

/// A file that an import block names, which stands beside the block's own file.
struct DataFile {
    std::filesystem::path path;
    std::string shown;  // as messages and origins of claims name it
};

/// The tables and line files that the workspace records claims from, in the order of their blocks
/// and folders, each once. They need not exist.
std::vector<DataFile> data_files(const RuleBase& rules);

/// A hash of all that the record is made from: the tables, and the texts of the rule files that
/// declare phrases, names, claims or imports. Rules and definitions do not count.
std::string fingerprint_of(const RuleBase& rules);

}  // namespace obverse
