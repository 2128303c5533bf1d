#include "cli/check_command.h"

#include "cli/exit_code.h"
#include "cli/terminal.h"
#include "engine/check/check.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "engine/workspace/folder.h"

#include <filesystem>
#include <iostream>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const CheckOptions& options) {
    if (!options.files.empty()) return {options.files.begin(), options.files.end()};
    const auto root = find_workspace(fs::current_path());
    if (!root) {
        throw WorkspaceError(
            "no workspace here or above; go to a folder that holds ontology, rules and corpus, or "
            "name the files to check");
    }
    return rule_files(*root);
}

/// The path as the user would write it.
std::string shown(const fs::path& path) {
    const fs::path relative = path.lexically_proximate(fs::current_path());
    return relative.string().starts_with("..") ? path.string() : relative.string();
}

}  // namespace

int run_check(const CheckOptions& options) {
    SourceMap sources;
    Diagnostics diagnostics;
    std::vector<ast::File> files;
    for (const fs::path& path : files_of(options)) {
        const SourceId source = sources.add(shown(path), read_file(path));
        files.push_back(parse(sources, source, diagnostics));
    }
    const Checked checked = check(files, sources, diagnostics);
    diagnostics.sort();
    if (options.json) {
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

}  // namespace obverse::cli
