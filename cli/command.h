#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::cli {

/// The words of a command are wrong. The message says what to write instead; exit code 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What may stand for a value: shells and the prompt complete it.
enum class Completes : std::uint8_t {
    nothing,
    choices,  // the option's own list
    files,
    folders,
    lenses,
    policies,
    entities,
    sentences,
};

struct Option {
    std::string name;   // `--lens`
    std::string value;  // how help names the value: `NAME`; empty for an option that takes none
    std::string help;
    Completes completes = Completes::nothing;
    bool repeats = false;
    std::vector<std::string> choices = {};  // what may stand there, when that is a closed list
};

struct Argument {
    enum class Count : std::uint8_t { one, optional, any, some };

    std::string name;  // `FILE`
    std::string help;
    Count count = Count::one;
    Completes completes = Completes::nothing;
    std::vector<std::string> choices = {};
};

struct Example {
    std::string command;  // as typed, `obverse …`
    std::string says;     // what it does
};

/// What was given to a command on its line. Asking for an option that the command does not declare
/// is a bug.
class Given {
public:
    explicit Given(std::vector<std::string> declared) : declared_(std::move(declared)) {}

    bool has(std::string_view option) const { return !values(option).empty(); }
    std::optional<std::string> value(std::string_view option) const;  // the last one
    const std::vector<std::string>& values(std::string_view option) const;
    const std::vector<std::string>& arguments() const { return arguments_; }

    void set(std::string_view option, std::vector<std::string> values);
    void set_arguments(std::vector<std::string> words) { arguments_ = std::move(words); }

private:
    std::vector<std::string> declared_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
    std::vector<std::string> arguments_;
};

/// A command of the program, as data: parsing, help, the manual, completion and the prompt all read
/// it. `run` returns an exit code; the world's failures leave it as exceptions.
struct Command {
    std::string name;
    std::string summary;  // a line, lower case
    std::string details;  // paragraphs, divided by blank lines
    std::vector<Argument> arguments;
    std::vector<Option> options;
    std::vector<Example> examples;
    int (*run)(const Given&) = nullptr;
};

/// Options that several commands share, with one meaning everywhere.
Option json_option();                     // --json
std::vector<Option> workspace_options();  // --workspace DIR, --graph FILE
std::vector<Option> reading_options();    // --lens, --accept, --as-of, --assume
std::vector<Option> with(std::vector<Option> options, const std::vector<Option>& more);

}  // namespace obverse::cli
