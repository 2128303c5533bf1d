#include "cli/input_files.h"

#include "engine/workspace/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

/// A file that is removed unless it becomes another.
class TemporaryFile {
public:
    explicit TemporaryFile(const fs::path& beside)
        : name_((beside.parent_path() / ("." + beside.filename().string() + ".XXXXXX")).string()) {
        descriptor_ = mkostemp(name_.data(), O_CLOEXEC);
        if (descriptor_ < 0) fail();
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (descriptor_ >= 0) close(descriptor_);
        if (!name_.empty()) unlink(name_.c_str());
    }

    void write_all(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = write(descriptor_, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail();
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void become(const fs::path& path) {
        struct stat old {};
        if (stat(path.c_str(), &old) == 0 && fchmod(descriptor_, old.st_mode & 07777U) != 0) fail();
        if (fsync(descriptor_) != 0) fail();
        const int closed = close(descriptor_);
        descriptor_ = -1;
        if (closed != 0 || rename(name_.c_str(), path.c_str()) != 0) fail();
        name_.clear();
    }

private:
    [[noreturn]] void fail() const {
        throw std::system_error(errno, std::generic_category(), "cannot write `" + name_ + "`");
    }

    std::string name_;
    int descriptor_ = -1;
};

}  // namespace

bool is_about_workspace(const Given& given) {
    if (given.arguments().empty()) return true;
    const auto root = find_workspace(given.value("--workspace").value_or("."));
    if (!root) return false;
    std::set<fs::path> read;
    for (const fs::path& path : rule_files(*root)) read.insert(fs::weakly_canonical(path));
    const std::vector<fs::path> files = files_of(given);
    return std::all_of(files.begin(), files.end(), [&](const fs::path& file) {
        return read.contains(fs::weakly_canonical(file));
    });
}

std::vector<fs::path> files_of(const Given& given) {
    if (!given.arguments().empty()) return {given.arguments().begin(), given.arguments().end()};
    const auto root = find_workspace(fs::current_path());
    if (!root) {
        throw WorkspaceError(
            "no workspace here or above; go to a folder that holds ontology, rules and corpus, or "
            "name the files");
    }
    return rule_files(*root);
}

void replace_file(const fs::path& path, const std::string& text) {
    const fs::path target = fs::canonical(path);
    TemporaryFile file(target);
    file.write_all(text);
    file.become(target);
}

}  // namespace obverse::cli
