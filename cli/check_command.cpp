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

int run(const Given& given) {
    Diagnostics diagnostics;
    RuleBase rules;
    Known known;
    if (given.arguments().empty()) {
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
            "Reads the files together as one program, or the whole workspace around the "
            "current folder, and reports every error of all of them in one run, each with "
            "its place and a remedy.",
        .arguments = {{.name = "FILE",
                       .help = "files to check together; none: the workspace",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse check", "check the workspace around the current folder"},
                     {"obverse check threat.obv vocabulary.obv", "check two files together"}},
        .run = run,
    };
}

}  // namespace obverse::cli
