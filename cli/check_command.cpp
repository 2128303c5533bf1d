#include "cli/check_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "cli/input_files.h"
#include "cli/terminal.h"
#include "engine/check/check.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "engine/workspace/folder.h"
#include "engine/workspace/record.h"

#include <iostream>

namespace obverse::cli {

namespace {

/// The errors, which stand in the way of all, and the warnings of the chosen files.
Diagnostics told_of(const std::set<SourceId>& chosen, const Diagnostics& all) {
    Diagnostics told;
    for (const Diagnostic& one : all.list()) {
        const bool is_here = !one.primary || chosen.contains(one.primary->span.source);
        if (is_here || one.severity() == Severity::error) told.report(one);
    }
    return told;
}

int run(const Given& given) {
    Diagnostics diagnostics;
    RuleBase rules;
    Known known;
    const bool is_workspace = is_about_workspace(given);
    if (is_workspace) {
        rules = read_rule_base(place_of(given).folder, diagnostics);
        known = declared_names(rules);
    } else {
        for (const std::filesystem::path& path : files_of(given)) {
            const SourceId source = rules.sources.add(shown_path(path), read_file(path));
            rules.files.push_back(parse(rules.sources, source, diagnostics));
        }
    }
    const SourceMap& sources = rules.sources;
    const std::vector<ast::File>& files = rules.files;
    const Checked checked = check(files, sources, diagnostics, known);
    if (is_workspace) diagnostics = told_of(chosen_of(rules, given), diagnostics);
    diagnostics.sort();
    if (given.has("--json")) {
        std::cout << to_json(diagnostics, sources);
    } else {
        std::cerr << to_text(diagnostics, sources, colour_of_stderr());
        std::cout << "checked " << files.size() << (files.size() == 1 ? " file: " : " files: ")
                  << checked.program.schema.phrases.size() << " phrases, "
                  << checked.program.rules.size() << " rules, "
                  << checked.program.definitions.size() << " definitions, "
                  << checked.record.claims.size() << " claims\n";
    }
    return diagnostics.has_errors() ? bad_input : answered;
}

}  // namespace

Command check_command() {
    return {
        .name = "check",
        .summary = "report every error in rule files",
        .details =
            "Reads the whole workspace around the current folder, or files that lie in none "
            "together as one program, and reports every error in one run, each with its place "
            "and a remedy. Warnings are told of the files named, or else of the workspace "
            "itself, not of what it extends.",
        .arguments = {{.name = "FILE",
                       .help = "files whose warnings to tell; none: all of the workspace",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse check", "check the workspace around the current folder"},
                     {"obverse check rules/mine.obv", "the errors, and the warnings of one file"}},
        .run = run,
    };
}

}  // namespace obverse::cli
