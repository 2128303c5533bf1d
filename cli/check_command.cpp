#include "cli/check_command.h"

#include "cli/exit_code.h"
#include "cli/input_files.h"
#include "cli/terminal.h"
#include "engine/check/check.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "engine/workspace/folder.h"

#include <iostream>

namespace obverse::cli {

namespace {

int run(const Given& given) {
    SourceMap sources;
    Diagnostics diagnostics;
    std::vector<ast::File> files;
    for (const std::filesystem::path& path : files_of(given)) {
        const SourceId source = sources.add(shown_path(path), read_file(path));
        files.push_back(parse(sources, source, diagnostics));
    }
    const Checked checked = check(files, sources, diagnostics);
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
        .options = {json_option()},
        .examples = {{"obverse check", "check the workspace around the current folder"},
                     {"obverse check threat.obv vocabulary.obv", "check two files together"}},
        .run = run,
    };
}

}  // namespace obverse::cli
