#include "cli/check_command.h"
#include "cli/exit_code.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    using namespace obverse::cli;
    CLI::App app{"A knowledge graph and rules engine for security in outer space."};
    app.require_subcommand(1);

    CheckOptions check_options;
    CLI::App* check = app.add_subcommand("check", "report every error in rule files");
    check->add_option("FILE", check_options.files, "files to check together; none: the workspace");
    check->add_flag("--json", check_options.json, "print the findings as JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? answered : bad_usage;
    }
    try {
        return run_check(check_options);
    } catch (const std::exception& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
}
