#pragma once

#include <doctest/doctest.h>
#include <zip.h>

#include <cstring>
#include <map>
#include <string>

namespace obverse::test {

/// A zip file with these parts.
inline std::string packed(const std::map<std::string, std::string>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
    REQUIRE(target != nullptr);
    zip_source_keep(target);
    zip_t* const zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    REQUIRE(zip != nullptr);
    for (const auto& [path, text] : parts) {
        zip_source_t* const source = zip_source_buffer(zip, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(zip, path.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(zip) == 0);
    REQUIRE(zip_source_open(target) == 0);
    zip_source_seek(target, 0, SEEK_END);
    const auto size = static_cast<std::size_t>(zip_source_tell(target));
    zip_source_seek(target, 0, SEEK_SET);
    std::string bytes(size, '\0');
    REQUIRE(zip_source_read(target, bytes.data(), size) == static_cast<zip_int64_t>(size));
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

/// A Word file with this body, and other parts beside it.
inline std::string docx(const std::string& body, std::map<std::string, std::string> others = {}) {
    const std::string space =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    others["word/document.xml"] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " + space +
                                  "><w:body>" + body + "</w:body></w:document>";
    for (auto& [path, text] : others) {
        const std::size_t root = text.find("<w:styles>");
        if (root != std::string::npos) text.replace(root, 10, "<w:styles " + space + ">");
    }
    return packed(others);
}

inline std::string run(const std::string& words) {
    return "<w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
}

inline std::string paragraph(const std::string& inside) {
    return "<w:p>" + inside + "</w:p>";
}

}  // namespace obverse::test
