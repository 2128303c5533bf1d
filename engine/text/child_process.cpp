#include "engine/text/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace obverse::text {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

constexpr int not_found_code = 127;
constexpr std::size_t error_limit = 4096;

/// A file descriptor that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    void set(int number) {
        reset();
        number_ = number;
    }
    void reset() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

struct Pipe {
    Descriptor read;
    Descriptor write;

    Pipe() {
        std::array<int, 2> ends = {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
        read.set(ends[0]);
        write.set(ends[1]);
    }
};

/// Runs in the child, between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, int output, int errors,
                         const ChildLimits& limits) {
    const auto seconds = static_cast<rlim_t>(limits.time.count());
    const rlimit time = {seconds, seconds + 1};
    const rlimit memory = {limits.memory, limits.memory};
    const rlimit no_core = {0, 0};
    ::setrlimit(RLIMIT_CPU, &time);
    ::setrlimit(RLIMIT_CORE, &no_core);
// The address sanitizer reserves more addresses than any limit allows.
#if !defined(__SANITIZE_ADDRESS__)
    ::setrlimit(RLIMIT_AS, &memory);
#else
    static_cast<void>(memory);
#endif
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(errors, 2) < 0) {
        ::_exit(not_found_code);
    }
    ::execvp(arguments[0], arguments);
    ::_exit(not_found_code);
}

/// Reads what there is; false at the end.
bool drain(int descriptor, std::string& into, std::size_t limit) {
    std::array<char, 1U << 16U> chunk;
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    if (count == 0) return false;
    if (into.size() <= limit) into.append(chunk.data(), static_cast<std::size_t>(count));
    return true;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

/// Gathers the output until both pipes end; tells what ended it first.
ChildResult::End gather(Pipe& output, Pipe& errors, const ChildLimits& limits,
                        ChildResult& result) {
    const auto deadline = std::chrono::steady_clock::now() + limits.time;
    std::array<pollfd, 2> polled = {pollfd{output.read.number(), POLLIN, 0},
                                    pollfd{errors.read.number(), POLLIN, 0}};
    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return ChildResult::End::too_slow;
        const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(left.count()));
        if (ready < 0 && errno != EINTR) fail("poll");
        if (ready <= 0) continue;
        if (polled[0].revents != 0 && !drain(polled[0].fd, result.output, limits.output)) {
            polled[0].fd = -1;
        }
        if (polled[1].revents != 0 && !drain(polled[1].fd, result.errors, error_limit)) {
            polled[1].fd = -1;
        }
        if (result.output.size() > limits.output) return ChildResult::End::too_much;
    }
    return ChildResult::End::exited;
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& command, const ChildLimits& limits) {
    Pipe output;
    Pipe errors;
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0) fail("fork");
    if (child == 0) {
        become(arguments.data(), output.write.number(), errors.write.number(), limits);
    }
    output.write.reset();
    errors.write.reset();
    ChildResult result;
    result.end = gather(output, errors, limits, result);
    if (result.end != ChildResult::End::exited) ::kill(child, SIGKILL);
    const int status = wait_for(child);
    if (result.end != ChildResult::End::exited) return result;
    if (WIFSIGNALED(status)) {
        result.end =
            WTERMSIG(status) == SIGXCPU ? ChildResult::End::too_slow : ChildResult::End::killed;
        return result;
    }
    result.code = WEXITSTATUS(status);
    if (result.code == not_found_code) result.end = ChildResult::End::not_found;
    return result;
}

TemporaryFile::TemporaryFile(std::string_view bytes) {
    path_ = (std::filesystem::temp_directory_path() / "obverse-XXXXXX").string();
    const Descriptor file(::mkostemp(path_.data(), O_CLOEXEC));
    if (file.number() < 0) fail("cannot make a temporary file");
    while (!bytes.empty()) {
        const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int error = errno;
            ::unlink(path_.c_str());
            errno = error;
            fail("cannot write a temporary file");
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

TemporaryFile::~TemporaryFile() {
    ::unlink(path_.c_str());
}

}  // namespace obverse::text
