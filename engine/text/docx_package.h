#pragma once

#include "engine/text/read_text.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace obverse::text {

/// The parts of a Word file, unpacked one by one and never beyond the limits.
class DocxPackage {
public:
    /// Opens a package over bytes that live as long as it does. Throws ReadError: damaged, bomb,
    /// encrypted, unsupported.
    DocxPackage(std::string_view bytes, const ReadOptions& options);
    ~DocxPackage();
    DocxPackage(const DocxPackage&) = delete;
    DocxPackage& operator=(const DocxPackage&) = delete;

    /// The bytes of a part; none where there is no such part. Throws ReadError.
    std::optional<std::string> read(const std::string& path) const;
    bool has(const std::string& path) const;

    /// The path of the main document.
    const std::string& main_part() const { return main_part_; }
    /// The path of what a part names by an id or by the end of the type of the relationship.
    struct Relationship {
        std::string type;
        std::string path;
    };
    std::map<std::string, Relationship> relationships_of(const std::string& part) const;

private:
    struct Archive;
    void find_main_part();

    const ReadOptions& options_;
    std::unique_ptr<Archive> archive_;
    std::string main_part_;
};

}  // namespace obverse::text
