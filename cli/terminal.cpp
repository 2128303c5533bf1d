#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace obverse::cli {

namespace {

Colour colour_of(int descriptor) {
    const char* refused = std::getenv("NO_COLOR");
    const bool wanted = refused == nullptr || *refused == '\0';
    return wanted && isatty(descriptor) == 1 ? Colour::on : Colour::off;
}

}  // namespace

Colour colour_of_stdout() {
    return colour_of(STDOUT_FILENO);
}
Colour colour_of_stderr() {
    return colour_of(STDERR_FILENO);
}

std::size_t print_width() {
    constexpr std::size_t least = 40;
    constexpr std::size_t usual = 100;
    constexpr std::size_t most = 120;
    winsize window{};
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
        window.ws_col > 0) {
        return std::clamp<std::size_t>(window.ws_col, least, most);
    }
    const char* columns = std::getenv("COLUMNS");
    if (columns == nullptr) return usual;
    const unsigned long width = std::strtoul(columns, nullptr, 10);
    return width == 0 ? usual : std::clamp<std::size_t>(width, least, most);
}

}  // namespace obverse::cli
