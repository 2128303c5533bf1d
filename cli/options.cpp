#include "cli/options.h"

#include "cli/commands.h"
#include "engine/base/edit_distance.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <map>

namespace obverse::cli {

namespace {

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    const std::string text = did_you_mean(closest(word, known));
    return text.empty() ? text : "; " + text;
}

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (const Command& command : all_commands()) names.push_back(command.name);
    return names;
}

std::string known_list(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

[[noreturn]] void unknown_command(const std::string& word) {
    const std::vector<std::string> names = command_names();
    const std::string near = suggestion(word, names);
    throw UsageError("there is no command `" + word + "`" +
                     (near.empty() ? "; there are: " + known_list(names) : near));
}

std::vector<std::string> declared_options(const Command& command) {
    std::vector<std::string> names;
    for (const Option& option : command.options) names.push_back(option.name);
    return names;
}

void check_choice(std::string_view what, const std::string& word,
                  const std::vector<std::string>& choices) {
    if (choices.empty() || std::find(choices.begin(), choices.end(), word) != choices.end()) return;
    const std::string near = suggestion(word, choices);
    throw UsageError("`" + word + "` is no value of " + std::string(what) +
                     (near.empty() ? "; it takes: " + known_list(choices) : near));
}

/// The first word that looks like an option and is none of the command's.
void check_options(const Command& command, const std::vector<std::string>& extras) {
    std::vector<std::string> names = declared_options(command);
    names.push_back("--help");
    for (const std::string& word : extras) {
        if (word.size() < 2 || word.front() != '-') {
            throw UsageError("`" + command.name + "` takes no more arguments after `" + word + "`");
        }
        const std::string name = word.substr(0, word.find('='));
        throw UsageError("`" + command.name + "` has no option `" + name + "`" +
                         suggestion(name, names));
    }
}

void check_arguments(const Command& command, const std::vector<std::string>& words) {
    std::size_t index = 0;
    for (const Argument& argument : command.arguments) {
        const bool needed =
            argument.count == Argument::Count::one || argument.count == Argument::Count::some;
        const bool many =
            argument.count == Argument::Count::any || argument.count == Argument::Count::some;
        if (needed && index >= words.size()) {
            throw UsageError("`" + command.name + "` needs " + argument.name + ": " +
                             argument.help);
        }
        const std::size_t end = many ? words.size() : std::min(words.size(), index + 1);
        for (; index < end; ++index) check_choice(argument.name, words[index], argument.choices);
    }
    if (index < words.size()) {
        throw UsageError("`" + command.name + "` does not know what to do with `" + words[index] +
                         "`");
    }
}

/// Reads the words of one command.
Line parse_command(const Command& command, std::span<const std::string> words) {
    CLI::App app;
    app.set_help_flag();
    bool help = false;
    app.add_flag("-h,--help", help);
    std::map<std::string, std::vector<std::string>> values;
    std::map<std::string, bool> flags;
    for (const Option& option : command.options) {
        if (option.value.empty()) {
            app.add_flag(option.name, flags[option.name]);
        } else {
            app.add_option(option.name, values[option.name])
                ->expected(1)
                ->allow_extra_args(false)
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
    }
    std::vector<std::string> arguments;
    app.add_option("WORDS", arguments)->expected(0, CLI::detail::expected_max_vector_size);
    app.allow_extras();

    // CLI11 takes the words from the back.
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& error) {
        throw UsageError("`" + command.name + "`: " + error.what());
    }
    Line line;
    line.command = &command;
    if (help) {
        line.wants = Line::Wants::help;
        return line;
    }
    check_options(command, app.remaining());
    check_arguments(command, arguments);
    line.given = Given(declared_options(command));
    for (const Option& option : command.options) {
        if (flags.contains(option.name) && flags[option.name]) line.given.set(option.name, {""});
        if (!values.contains(option.name) || values[option.name].empty()) continue;
        if (!option.repeats && values[option.name].size() > 1) {
            throw UsageError("`" + option.name + "` stands more than once");
        }
        for (const std::string& value : values[option.name]) {
            check_choice(option.name, value, option.choices);
        }
        line.given.set(option.name, values[option.name]);
    }
    line.given.set_arguments(std::move(arguments));
    return line;
}

}  // namespace

Line parse_line(std::span<const std::string> words) {
    Line line;
    line.wants = Line::Wants::help;
    if (words.empty()) {
        throw UsageError("which command? There are: " + known_list(command_names()));
    }
    const std::string& first = words.front();
    if (first == "--version" || first == "-V") {
        line.wants = Line::Wants::version;
        return line;
    }
    if (first == "--help" || first == "-h") return line;
    if (first == "help") {
        if (words.size() == 1) return line;
        if (words[1] == "--markdown" || words[1] == "--manual") {
            line.wants = words[1] == "--manual" ? Line::Wants::manual : Line::Wants::markdown;
            return line;
        }
        line.command = command_named(words[1]);
        if (line.command == nullptr) unknown_command(words[1]);
        return line;
    }
    if (first.starts_with('-')) {
        throw UsageError("the program has no option `" + first +
                         "`; name a command first, as in `obverse ask --help`");
    }
    const Command* command = command_named(first);
    if (command == nullptr) unknown_command(first);
    return parse_command(*command, words.subspan(1));
}

}  // namespace obverse::cli
