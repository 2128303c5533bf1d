#pragma once

#include "cli/command.h"
#include "engine/audit/audit.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace obverse::cli {

/// The files that words name; of a folder those that a reader may read, in order. Throws UsageError
/// for a folder without any.
std::vector<std::filesystem::path> draft_files(std::span<const std::string> words);

/// What --changes says of tracked changes.
Option changes_option();
text::ReadOptions read_options_of(const Given& given);

/// The draft; nothing, after saying why on standard error, when its text cannot be trusted.
std::shared_ptr<DraftText> read_draft(const Auditor& auditor, const std::filesystem::path& file,
                                      const text::ReadOptions& options);

}  // namespace obverse::cli
