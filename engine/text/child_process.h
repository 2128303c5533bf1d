#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// What a child process may use.
struct ChildLimits {
    std::chrono::seconds time{30};      // of the clock, and of the processor
    std::size_t memory = 2048U << 20U;  // bytes of address space
    std::size_t output = 256U << 20U;   // bytes of its standard output
};

struct ChildResult {
    enum class End : unsigned char { exited, not_found, too_slow, too_much, killed };

    End end = End::exited;
    int code = 0;  // where it exited
    std::string output;
    std::string errors;  // the beginning of its standard error
};

/// Runs a program of the path with limits and waits for it; nothing of it is left behind. It reads
/// no input and gets the environment of ours. Throws std::system_error where no process can be
/// made.
ChildResult run_child(const std::vector<std::string>& command, const ChildLimits& limits);

/// Bytes as a file with a name, for programs that want one; gone with this object.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view bytes);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace obverse::text
