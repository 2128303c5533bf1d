#pragma once

#include "cli/command.h"

#include <filesystem>
#include <string>
#include <vector>

namespace obverse::cli {

/// The files that a command names, or else those of the workspace around the current folder. Throws
/// WorkspaceError when there is none.
std::vector<std::filesystem::path> files_of(const Given& given);

/// Whether a command about rules is about the workspace: it names no file, or only files that
/// the workspace reads.
bool is_about_workspace(const Given& given);

/// Puts the text in the place of the file at once: whoever reads it sees the old text or the new
/// one, whole. The mode of the file stays; a link keeps pointing to its file. Throws
/// std::system_error, with the file as it was.
void replace_file(const std::filesystem::path& path, const std::string& text);

}  // namespace obverse::cli
