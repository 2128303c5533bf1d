#include "engine/workspace/folder.h"

#include "engine/syntax/lines.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace obverse {

namespace {

namespace fs = std::filesystem;

constexpr const char* parts[] = {"ontology", "rules", "corpus"};

bool is_hidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

void collect(const fs::path& folder, const std::string& extension, std::vector<fs::path>& files) {
    if (!fs::is_directory(folder)) return;
    for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::end(entry); ++entry) {
        if (is_hidden(entry->path())) {
            if (entry->is_directory()) entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_regular_file() && entry->path().extension() == extension) {
            files.push_back(entry->path());
        }
    }
}

}  // namespace

bool is_workspace(const fs::path& folder) {
    if (fs::is_regular_file(folder / "workspace.obv")) return true;
    return std::all_of(std::begin(parts), std::end(parts),
                       [&](const char* part) { return fs::is_directory(folder / part); });
}

std::optional<fs::path> find_workspace(const fs::path& start) {
    fs::path folder = fs::absolute(start).lexically_normal();
    while (true) {
        if (is_workspace(folder)) return folder;
        if (folder == folder.parent_path()) return std::nullopt;
        folder = folder.parent_path();
    }
}

fs::path shipped_workspace() {
    if (const char* home = std::getenv("OBVERSE_HOME"); home != nullptr && *home != '\0') {
        if (is_workspace(home)) return fs::absolute(home).lexically_normal();
        throw WorkspaceError(std::string("OBVERSE_HOME names `") + home +
                             "`, which holds no ontology, rules and corpus");
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const fs::path installed = program.parent_path().parent_path() / "share" / "obverse";
        if (is_workspace(installed)) return installed;
        // A program that was built and not installed stands somewhere below its source tree.
        if (const auto found = find_workspace(program.parent_path())) return *found;
    }
    throw WorkspaceError(
        "the shipped workspace cannot be found; set OBVERSE_HOME to the folder that holds its "
        "ontology, rules and corpus");
}

std::vector<fs::path> rule_files(const fs::path& root) {
    std::vector<fs::path> files;
    if (fs::is_regular_file(root / "workspace.obv")) files.push_back(root / "workspace.obv");
    for (const char* part : parts) collect(root / part, ".obv", files);
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> line_files(const fs::path& root) {
    std::vector<fs::path> files;
    collect(root / "corpus", ".jsonl", files);
    std::sort(files.begin(), files.end());
    return files;
}

std::string shown_path(const fs::path& path) {
    const fs::path relative = path.lexically_proximate(fs::current_path());
    return relative.string().starts_with("..") ? path.string() : relative.string();
}

std::string read_rule_text(std::istream& stream, const std::string& name, std::size_t piece) {
    std::string text;
    while (stream && text.size() <= largest_rule_file) {
        const std::size_t before = text.size();
        text.resize(before + piece);
        stream.read(text.data() + before, static_cast<std::streamsize>(piece));
        text.resize(before + static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) throw WorkspaceError("cannot read `" + name + "` to its end");
    return text;
}

std::string read_file(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw WorkspaceError("cannot read `" + path.string() + "`");
    // One byte more shows where the file ends.
    std::error_code unknown;
    const std::uintmax_t size = fs::file_size(path, unknown);
    const std::size_t piece =
        unknown ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, largest_rule_file));
    return read_rule_text(stream, path.string(), piece + 1);
}

}  // namespace obverse
