#include "cli/graphviz.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

extern char** environ;

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

/// A file with a text, for as long as it is needed.
class TextFile {
public:
    explicit TextFile(const std::string& text)
        : name_((fs::temp_directory_path() / "obverse-XXXXXX").string()) {
        const int descriptor = mkstemp(name_.data());
        if (descriptor < 0) throw GraphvizError("cannot make a temporary file");
        close(descriptor);
        std::ofstream stream(name_, std::ios::binary);
        stream << text;
    }
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    ~TextFile() { unlink(name_.c_str()); }

    const std::string& name() const { return name_; }

private:
    std::string name_;
};

/// Starts `dot` with its output in a pipe; returns the end to read from.
int start(const std::string& file, pid_t& child) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw GraphvizError("cannot make a pipe to `dot`");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::string name = "dot";
    std::string format = "-Tsvg";
    std::string path = file;
    std::array<char*, 4> words = {name.data(), format.data(), path.data(), nullptr};
    const int failed = posix_spawnp(&child, "dot", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed != 0) {
        close(ends[0]);
        throw GraphvizError("cannot run `dot`: " + std::string(std::strerror(failed)) +
                            "; install graphviz, or print the graph with --dot");
    }
    return ends[0];
}

}  // namespace

std::string svg_of(const std::string& dot) {
    const TextFile file(dot);
    pid_t child = 0;
    const int from = start(file.name(), child);
    std::string svg;
    std::array<char, 65536> buffer{};
    while (true) {
        const ssize_t size = read(from, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) break;
        svg.append(buffer.data(), static_cast<std::size_t>(size));
    }
    close(from);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw GraphvizError("`dot` cannot draw this proof; print the graph with --dot");
    }
    return svg;
}

}  // namespace obverse::cli
