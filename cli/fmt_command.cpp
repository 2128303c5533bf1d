#include "cli/fmt_command.h"

#include "cli/exit_code.h"
#include "cli/input_files.h"
#include "cli/terminal.h"
#include "engine/json/writer.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/printer.h"
#include "engine/workspace/folder.h"

#include <filesystem>
#include <iostream>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

std::string to_json(const std::vector<std::string>& changed, const Diagnostics& diagnostics,
                    const SourceMap& sources) {
    JsonWriter json;
    json.begin_object().key("changed").begin_array();
    for (const std::string& path : changed) json.string(path);
    json.end_array().key("findings").json(obverse::to_json(diagnostics, sources)).end_object();
    return json.text();
}

int run(const Given& given) {
    if (given.has("--check") && given.has("--stdout")) {
        throw UsageError("`--check` prints names of files and `--stdout` their text: choose one");
    }
    const bool wants_json = given.has("--json");
    if (wants_json && given.has("--stdout")) {
        throw UsageError("`--json` prints names of files and `--stdout` their text: choose one");
    }
    SourceMap sources;
    Diagnostics diagnostics;
    std::vector<std::string> changed;
    const std::vector<fs::path> paths = files_of(given);
    for (const fs::path& path : paths) {
        const bool is_input = path == "-";
        const std::string text =
            is_input ? read_rule_text(std::cin, "standard input") : read_file(path);
        const SourceId source = sources.add(is_input ? "standard input" : shown_path(path), text);
        const auto canonical = canonical_text(sources, source, diagnostics);
        if (!canonical) continue;
        if (given.has("--stdout") || (is_input && !given.has("--check") && !wants_json)) {
            std::cout << *canonical;
            continue;
        }
        if (*canonical == text) continue;
        changed.emplace_back(sources.path(source));
        if (!wants_json) std::cout << changed.back() << '\n';
        if (!given.has("--check") && !is_input) replace_file(path, *canonical);
    }
    diagnostics.sort();
    if (wants_json) {
        std::cout << to_json(changed, diagnostics, sources);
    } else {
        std::cerr << to_text(diagnostics, sources, colour_of_stderr());
    }
    if (diagnostics.has_errors()) return bad_input;
    return given.has("--check") && !changed.empty() ? findings : answered;
}

}  // namespace

Command fmt_command() {
    return {
        .name = "fmt",
        .summary = "put rule files in canonical form",
        .details =
            "Rewrites the files, or every rule file of the workspace around the current folder, "
            "with canonical indentation, spaces and quotation marks, and prints the names of those "
            "that changed. Words, their order and comments stay as they are. A file with an error "
            "of form is reported and left as it is.",
        .arguments = {{.name = "FILE",
                       .help = "files to rewrite; none: the workspace; `-`: standard input to "
                               "standard output",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = {{.name = "--check",
                     .value = "",
                     .help = "rewrite nothing; exit with 1 when a file is not in canonical form"},
                    {.name = "--stdout",
                     .value = "",
                     .help = "print the canonical text and rewrite nothing"},
                    json_option()},
        .examples = {{"obverse fmt", "every rule file of the workspace"},
                     {"obverse fmt --check rules/threat.obv", "say whether it would change"}},
        .run = run,
    };
}

}  // namespace obverse::cli
