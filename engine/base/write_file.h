#pragma once

#include <filesystem>
#include <string_view>

namespace obverse {

/// Puts the text in the place of what the file held: whoever reads it sees the old text or the new
/// one, never a part. Throws std::system_error where it cannot be written.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace obverse
