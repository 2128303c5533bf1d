#include "engine/base/write_file.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace obverse {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), "cannot write " + path.string());
}

/// Pipes and devices cannot be put in the place of anything: they are written to.
bool is_replaceable(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto kind = std::filesystem::symlink_status(path, ignored).type();
    return kind == std::filesystem::file_type::regular ||
           kind == std::filesystem::file_type::not_found;
}

void write_through(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) fail(path);
}

}  // namespace

void write_file(const std::filesystem::path& path, std::string_view text) {
    if (!is_replaceable(path)) return write_through(path, text);
    const std::filesystem::path unfinished = path.string() + ".part";
    try {
        write_through(unfinished, text);
        std::filesystem::rename(unfinished, path);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        throw;
    }
}

}  // namespace obverse
