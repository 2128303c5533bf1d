#include "cli/run_line.h"

#include <string>
#include <vector>

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    return obverse::cli::run_line(words);
}
