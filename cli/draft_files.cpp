#include "cli/draft_files.h"

#include <algorithm>
#include <iostream>

namespace obverse::cli {

std::vector<std::filesystem::path> draft_files(std::span<const std::string> words) {
    static const std::vector<std::string> read = {".txt",  ".md",  ".markdown", ".html", ".htm",
                                                  ".docx", ".pdf", ".xml",      ".akn"};
    std::vector<std::filesystem::path> files;
    for (const std::string& word : words) {
        if (!std::filesystem::is_directory(word)) {
            files.emplace_back(word);
            continue;
        }
        std::vector<std::filesystem::path> inside;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(word)) {
            const std::string ending = entry.path().extension().string();
            const bool is_read = std::find(read.begin(), read.end(), ending) != read.end();
            if (entry.is_regular_file() && is_read) inside.push_back(entry.path());
        }
        if (inside.empty()) throw UsageError("no draft stands in the folder `" + word + "`");
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

Option changes_option() {
    return {.name = "--changes",
            .value = "WHICH",
            .help = "which words of tracked changes in a DOCX file are read",
            .completes = Completes::choices,
            .choices = {"accepted", "original", "both"}};
}

text::ReadOptions read_options_of(const Given& given) {
    text::ReadOptions options;
    const std::string changes = given.value("--changes").value_or("accepted");
    options.changes = changes == "original" ? text::Changes::original
                      : changes == "both"   ? text::Changes::both
                                            : text::Changes::accepted;
    return options;
}

std::shared_ptr<DraftText> read_draft(const Auditor& auditor, const std::filesystem::path& file,
                                      const text::ReadOptions& options) {
    try {
        return auditor.read(file, options);
    } catch (const text::ReadError& error) {
        std::cerr << "obverse: " << file.string()
                  << (error.place().empty() ? "" : ", " + error.place()) << ": " << error.what()
                  << '\n';
        return nullptr;
    }
}

}  // namespace obverse::cli
