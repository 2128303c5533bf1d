#include "cli/run_line.h"

#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "engine/workspace/reading_words.h"

#include <charconv>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>

namespace obverse::cli {

namespace {

int complete(std::span<const std::string> words) {
    std::size_t index = 0;
    const std::string& number = words.front();
    std::from_chars(number.data(), number.data() + number.size(), index);
    std::cout << completion_lines(words.subspan(1), index);
    return answered;
}

int run(std::span<const std::string> words) {
    if (words.size() > 1 && words.front() == "__complete") return complete(words.subspan(1));
    const Line line = parse_line(words);
    switch (line.wants) {
        case Line::Wants::version:
            std::cout << "obverse " << version << '\n';
            return answered;
        case Line::Wants::markdown:
            std::cout << commands_page();
            return answered;
        case Line::Wants::manual:
            std::cout << manual_page();
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

int fail(const char* what, int code) {
    std::cout.flush();
    std::cerr << "obverse: " << what << '\n';
    return code;
}

}  // namespace

int run_line(std::span<const std::string> words) {
    try {
        const int code = run(words);
        if (!std::cout.flush()) throw std::runtime_error("cannot write to standard output");
        return code;
    } catch (const UsageError& error) {
        fail(error.what(), bad_usage);
        std::cerr << "  try: obverse --help\n";
        return bad_usage;
    } catch (const ReadingError& error) {
        return fail(error.what(), bad_usage);
    } catch (const std::bad_alloc&) {
        return fail("there is not enough memory", limit_reached);
    } catch (const std::exception& error) {
        return fail(error.what(), bad_input);
    }
}

}  // namespace obverse::cli
