#include "tests/fuzz/reading.h"

#include <zip.h>

#include <array>
#include <string>

namespace {

using namespace obverse;

/// A package with these parts, as they are, unpacked.
std::string packed(const std::vector<std::pair<const char*, std::string_view>>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* const zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    invariant(zip != nullptr);
    for (const auto& [path, text] : parts) {
        zip_source_t* const source = zip_source_buffer(zip, text.data(), text.size(), 0);
        const zip_int64_t index = zip_file_add(zip, path, source, ZIP_FL_ENC_UTF_8);
        invariant(index >= 0);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    invariant(zip_close(zip) == 0);
    invariant(zip_source_open(target) == 0);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

/// The input up to each zero byte is a part: the document, then those that it speaks of.
std::string package_of(std::string_view input) {
    constexpr std::array<const char*, 6> paths = {"word/document.xml",  "word/styles.xml",
                                                  "word/numbering.xml", "word/footnotes.xml",
                                                  "word/endnotes.xml",  "word/header1.xml"};
    constexpr std::string_view relationships =
        R"(<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/>)"
        R"(<Relationship Id="n" Type="x/numbering" Target="numbering.xml"/>)"
        R"(<Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/>)"
        R"(<Relationship Id="e" Type="x/endnotes" Target="/word/endnotes.xml"/>)"
        R"(<Relationship Id="h" Type="x/header" Target="../word/header1.xml"/></Relationships>)";
    std::vector<std::pair<const char*, std::string_view>> parts = {
        {"word/_rels/document.xml.rels", relationships}};
    for (const char* path : paths) {
        const std::size_t end = input.find('\0');
        parts.emplace_back(path, input.substr(0, end));
        if (end == std::string_view::npos) break;
        input.remove_prefix(end + 1);
    }
    return packed(parts);
}

}  // namespace

/// A Word file may be anything. The first byte says whether the rest is the whole package or what
/// stands in it, and which of the tracked changes are read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    text::ReadOptions options;
    options.changes = static_cast<text::Changes>((*data >> 1U) % 3);
    const std::string_view rest = fuzz::view_of(data + 1, size - 1);
    const std::string bytes = (*data & 1U) != 0 ? std::string(rest) : package_of(rest);
    fuzz::read_and_check(bytes,
                         [&](std::string_view all) { return text::read_docx(all, options); });
    return 0;
}
