#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace obverse {

/// The bytes of a file, mapped into memory and read once from front to back. Throws
/// std::system_error when the file cannot be opened.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view text() const { return {data_, size_}; }

private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace obverse
