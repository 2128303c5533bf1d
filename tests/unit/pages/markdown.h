#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace obverse::test {

/// A fenced block of a page.
struct Fenced {
    std::string heading;   // the nearest above it, without its marks
    std::string language;  // what stands behind the fence: `obv`, `text`
    std::string text;
    std::size_t begin = 0;  // of the text in the page
};

/// The whole file. Throws std::runtime_error when it cannot be read.
std::string contents(const std::filesystem::path& path);
/// The fenced blocks in order.
std::vector<Fenced> fenced_blocks(const std::string& page);

/// What a page shows must be what is said of it. With OBVERSE_UPDATE_GOLDEN=1 the block is
/// rewritten instead, and true is returned.
bool is_rewritten(const std::filesystem::path& path, const Fenced& block, const std::string& text);

}  // namespace obverse::test
