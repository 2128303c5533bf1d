#include "engine/text/docx_package.h"

#include "engine/text/xml_events.h"

#include <zip.h>

#include <algorithm>

namespace obverse::text {

namespace {

struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

constexpr zip_int64_t entry_limit = 10000;
/// What is smaller may be packed as tightly as it likes: blank tables are.
constexpr zip_uint64_t ratio_floor = 1U << 20U;

[[noreturn]] void refuse_open(zip_error_t& error) {
    const int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    throw ReadError(
        Refusal::damaged, "",
        code == ZIP_ER_NOZIP ? "the package is cut short or is none" : "the package is damaged");
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// A target is named from the folder of its source, or from the root: `../x`, `/word/x`.
std::string resolve(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../") && !folder.empty()) {
        target.remove_prefix(3);
        folder = folder_of(folder.substr(0, folder.size() - 1));
    }
    return folder + std::string(target);
}

}  // namespace

struct DocxPackage::Archive {
    std::unique_ptr<zip_t, DiscardArchive> zip;
};

DocxPackage::DocxPackage(std::string_view bytes, const ReadOptions& options)
    : options_(options), archive_(std::make_unique<Archive>()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) refuse_open(error);
    zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        refuse_open(error);
    }
    zip_error_fini(&error);
    archive_->zip.reset(archive);
    if (zip_get_num_entries(archive, 0) > entry_limit) {
        throw ReadError(Refusal::bomb, "", "the package has more parts than are read");
    }
    find_main_part();
}

DocxPackage::~DocxPackage() = default;

bool DocxPackage::has(const std::string& path) const {
    return zip_name_locate(archive_->zip.get(), path.c_str(), 0) >= 0;
}

std::optional<std::string> DocxPackage::read(const std::string& path) const {
    zip_t* const zip = archive_->zip.get();
    const zip_int64_t index = zip_name_locate(zip, path.c_str(), 0);
    if (index < 0) return std::nullopt;
    const auto entry = static_cast<zip_uint64_t>(index);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip, entry, 0, &stat) != 0) {
        throw ReadError(Refusal::damaged, path, "the part is damaged");
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        throw ReadError(Refusal::encrypted, path, "the part is encrypted");
    }
    const zip_uint64_t packed = std::max<zip_uint64_t>(stat.comp_size, 1);
    const bool is_bomb =
        stat.size > options_.limits.text ||
        (stat.size > ratio_floor && stat.size / packed > options_.limits.unpacked_ratio);
    if (is_bomb) {
        throw ReadError(Refusal::bomb, path,
                        "the part unpacks to " + std::to_string(stat.size >> 20U) + " MB");
    }
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip, entry, 0));
    if (!file) throw ReadError(Refusal::damaged, path, "the part cannot be unpacked");
    // One byte more than it promises shows a part that lies about its size.
    std::string bytes(static_cast<std::size_t>(stat.size) + 1, '\0');
    std::size_t length = 0;
    while (length < bytes.size()) {
        const zip_int64_t count =
            zip_fread(file.get(), bytes.data() + length, bytes.size() - length);
        if (count < 0) throw ReadError(Refusal::damaged, path, "the part is damaged");
        if (count == 0) break;
        length += static_cast<std::size_t>(count);
    }
    if (length != stat.size) {
        throw ReadError(Refusal::damaged, path, "the part has another size than it says");
    }
    bytes.resize(length);
    return bytes;
}

std::map<std::string, DocxPackage::Relationship> DocxPackage::relationships_of(
    const std::string& part) const {
    const std::string folder = folder_of(part);
    const std::string path = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    std::map<std::string, Relationship> found;
    const std::optional<std::string> bytes = read(path);
    if (!bytes) return found;
    const XmlEvents events(*bytes, path, options_);
    for (const XmlEvent& event : events.list()) {
        if (event.kind != XmlEvent::Kind::open || event.name != "Relationship") continue;
        if (events.attribute(event, "TargetMode") == "External") continue;
        const std::string_view type = events.attribute(event, "Type");
        const std::size_t slash = type.rfind('/');
        found[std::string(events.attribute(event, "Id"))] = {
            std::string(slash == std::string_view::npos ? type : type.substr(slash + 1)),
            resolve(folder, events.attribute(event, "Target"))};
    }
    return found;
}

void DocxPackage::find_main_part() {
    main_part_ = "word/document.xml";
    for (const auto& [id, relationship] : relationships_of("")) {
        if (relationship.type == "officeDocument") main_part_ = relationship.path;
    }
    const bool is_word = has(main_part_) && !has("xl/workbook.xml") && !has("ppt/presentation.xml");
    if (is_word) return;
    throw ReadError(Refusal::unsupported, "", "the package is no Word document");
}

}  // namespace obverse::text
