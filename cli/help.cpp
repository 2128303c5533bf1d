#include "cli/help.h"

#include "cli/commands.h"
#include "engine/render/layout.h"

#include <utility>

namespace obverse::cli {

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view purpose =
    "Obverse applies definitions written in near-English to cited claims about security in outer "
    "space, and answers questions with its reasons.";

constexpr std::string_view exit_codes[][2] = {
    {"0", "answered; with --check: supported"},
    {"1", "with --check any other verdict; findings, a failed test"},
    {"2", "bad usage: the words of the command"},
    {"3", "bad input: files, names, the knowledge graph"},
    {"4", "a limit was reached"},
};

constexpr std::string_view variables[][2] = {
    {"NO_COLOR", "when set, nothing is printed in colour"},
    {"OBVERSE_HOME",
     "the folder of the shipped workspace, when it is not found beside the program"},
    {"OBVERSE_GRAPH", "the file of the knowledge graph, instead of the workspace's own"},
    {"COLUMNS", "how wide to print, when the terminal does not say"},
    {"XDG_CACHE_HOME", "where the graph of a workspace is kept that cannot be written to"},
    {"XDG_STATE_HOME", "where the prompt keeps its history"},
};

std::string argument_text(const Argument& argument) {
    switch (argument.count) {
        case Argument::Count::one:
            return argument.name;
        case Argument::Count::optional:
            return "[" + argument.name + "]";
        case Argument::Count::any:
            return "[" + argument.name + "…]";
        case Argument::Count::some:
            return argument.name + "…";
    }
    return argument.name;
}

std::string usage_of(const Command& command) {
    std::string text = "obverse " + command.name;
    if (!command.options.empty()) text += " [options]";
    for (const Argument& argument : command.arguments) text += " " + argument_text(argument);
    return text;
}

std::string option_text(const Option& option) {
    std::string text = option.name;
    if (!option.value.empty()) text += " " + option.value;
    return text;
}

std::string option_help(const Option& option) {
    std::string text = option.help;
    if (!option.choices.empty()) text += ": " + listed(option.choices, "or");
    if (option.repeats) text += " (may be repeated)";
    return text;
}

Rows argument_rows(const Command& command) {
    Rows rows;
    for (const Argument& argument : command.arguments) {
        std::string help = argument.help;
        if (!argument.choices.empty()) help += ": " + listed(argument.choices, "or");
        rows.emplace_back(argument.name, std::move(help));
    }
    return rows;
}

Rows option_rows(const Command& command) {
    Rows rows;
    for (const Option& option : command.options) {
        rows.emplace_back(option_text(option), option_help(option));
    }
    rows.emplace_back("-h, --help", "print this");
    return rows;
}

std::string two_columns(const Rows& rows, std::size_t width) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& [left, right] : rows) cells.push_back({left, right});
    return table(cells, width, "  ", 24);
}

std::string paragraphs(std::string_view text, std::size_t width) {
    std::string out;
    for (const std::string& line : wrap(text, width)) out += line + "\n";
    return out;
}

/// What roff and Markdown would read as their own.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (c == '\n') {
            out += out.ends_with("\n.PP\n") ? "" : "\n.PP\n";
        } else {
            out += c;
        }
    }
    if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
    return out;
}

std::string markdown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

void add_markdown_table(std::string& page, std::string_view left, std::string_view right,
                        const Rows& rows) {
    page += "\n| " + std::string(left) + " | " + std::string(right) + " |\n| --- | --- |\n";
    for (const auto& [first, second] : rows) {
        page += "| `" + markdown(first) + "` | " + markdown(second) + " |\n";
    }
}

template <std::size_t size>
Rows rows_of(const std::string_view (&table)[size][2]) {
    Rows rows;
    for (const auto& row : table) rows.emplace_back(row[0], row[1]);
    return rows;
}

void add_roff_list(std::string& page, const Rows& rows) {
    for (const auto& [first, second] : rows) {
        page += ".TP\n.B " + roff(first) + "\n" + roff(second) + "\n";
    }
}

}  // namespace

std::string program_help(std::size_t width) {
    std::string text = paragraphs(purpose, width);
    text += "\nusage: obverse COMMAND [options] [arguments]\n\ncommands:\n";
    Rows rows;
    for (const Command& command : all_commands()) rows.emplace_back(command.name, command.summary);
    text += two_columns(rows, width);
    text += "\noptions:\n";
    text += two_columns({{"-h, --help", "print this; after a command, its options and examples"},
                         {"-V, --version", "print the version"}},
                        width);
    text += "\nexit codes:\n" + two_columns(rows_of(exit_codes), width);
    text +=
        "\nBegin with:\n  obverse ask \"Is the 2021 Cosmos 1408 test a threat to the United "
        "States?\"\n";
    return text;
}

std::string command_help(const Command& command, std::size_t width) {
    std::string text = hang("obverse " + command.name + " - ", command.summary, width);
    text += "\nusage: " + usage_of(command) + "\n";
    if (!command.details.empty()) text += "\n" + paragraphs(command.details, width);
    if (!command.arguments.empty()) {
        text += "\narguments:\n" + two_columns(argument_rows(command), width);
    }
    text += "\noptions:\n" + two_columns(option_rows(command), width);
    if (!command.examples.empty()) text += "\nexamples:\n";
    for (const Example& example : command.examples) {
        text += "  " + example.command + "\n" + hang("      ", example.says, width);
    }
    return text;
}

std::string commands_page() {
    std::string page = "# Commands\n\n" + std::string(purpose) +
                       "\n\nThis page is written by the program: `obverse help --markdown`.\n";
    Rows commands;
    for (const Command& command : all_commands()) {
        commands.emplace_back("obverse " + command.name, command.summary);
    }
    add_markdown_table(page, "command", "what it does", commands);
    page +=
        "\nData goes to standard output, findings and progress to standard error. The same input "
        "prints the same bytes.\n\n## Exit codes\n";
    add_markdown_table(page, "code", "meaning", rows_of(exit_codes));
    page += "\n## Environment\n";
    add_markdown_table(page, "variable", "meaning", rows_of(variables));
    for (const Command& command : all_commands()) {
        page += "\n## obverse " + command.name + "\n\n`" + usage_of(command) +
                "`: " + command.summary + ".\n";
        if (!command.details.empty()) page += "\n" + command.details + "\n";
        if (!command.arguments.empty()) {
            add_markdown_table(page, "argument", "meaning", argument_rows(command));
        }
        if (!command.options.empty()) {
            add_markdown_table(page, "option", "meaning", option_rows(command));
        }
        for (const Example& example : command.examples) {
            page += "\n    " + example.command + "\n\n" + example.says + "\n";
        }
    }
    return page;
}

std::string manual_page() {
    std::string page =
        ".\\\" Written by the program: obverse help --manual\n"
        ".TH OBVERSE 1 \"\" \"Obverse\" \"User Commands\"\n"
        ".SH NAME\nobverse \\- definitions applied to cited claims on space security\n"
        ".SH SYNOPSIS\n.B obverse\n.I COMMAND\n[options] [arguments]\n"
        ".SH DESCRIPTION\n" +
        roff(purpose) + "\n.SH COMMANDS\n";
    for (const Command& command : all_commands()) {
        page += ".SS " + roff(usage_of(command)) + "\n" + roff(command.summary) + ".\n";
        if (!command.details.empty()) page += ".PP\n" + roff(command.details) + "\n";
        add_roff_list(page, argument_rows(command));
        Rows options = option_rows(command);
        options.pop_back();  // --help is told once
        add_roff_list(page, options);
        for (const Example& example : command.examples) {
            page += ".PP\n" + roff(example.says) + "\n.PP\n.nf\n.RS\n" + roff(example.command) +
                    "\n.RE\n.fi\n";
        }
    }
    page += ".SH EXIT STATUS\n";
    add_roff_list(page, rows_of(exit_codes));
    page += ".SH ENVIRONMENT\n";
    add_roff_list(page, rows_of(variables));
    page +=
        ".SH FILES\n.TP\n.B workspace.obv\nmarks the folder of a workspace; it is looked for from "
        "the current folder upwards\n.TP\n.B obverse.db\nthe knowledge graph of a workspace\n";
    return page;
}

}  // namespace obverse::cli
