#include "cli/terminal.h"

#include <unistd.h>

#include <cstdlib>

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

}  // namespace obverse::cli
