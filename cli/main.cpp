#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "engine/workspace/reading_words.h"

#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace obverse::cli;

int run(const std::vector<std::string>& words) {
    const Line line = parse_line(words);
    switch (line.wants) {
        case Line::Wants::version:
            std::cout << "obverse " << version << '\n';
            return answered;
        case Line::Wants::help:
            std::cout << (line.command == nullptr ? program_help(print_width())
                                                  : command_help(*line.command, print_width()));
            return answered;
        case Line::Wants::command:
            return line.command->run(line.given);
    }
    return bad_usage;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        return run(words);
    } catch (const UsageError& error) {
        std::cerr << "obverse: " << error.what() << "\n  try: obverse --help\n";
        return bad_usage;
    } catch (const obverse::ReadingError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_usage;
    } catch (const std::exception& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
}
