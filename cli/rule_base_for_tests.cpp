#include "cli/rule_base_for_tests.h"

#include "cli/exit_code.h"
#include "cli/input_files.h"
#include "engine/store/store.h"
#include "engine/syntax/parser.h"
#include "engine/workspace/folder.h"
#include "engine/workspace/record.h"

namespace obverse::cli {

namespace {

std::optional<LensId> lens_named(const Program& program, const std::string& name) {
    for (std::uint32_t i = 0; i < program.lenses.size(); ++i) {
        if (program.lenses[i].name == name) return LensId{i};
    }
    return std::nullopt;
}

}  // namespace

std::unique_ptr<TestBase> open_test_base(const Given& given) {
    auto base = std::make_unique<TestBase>();
    Diagnostics diagnostics;
    if (is_about_workspace(given)) {
        base->workspace =
            open_workspace(given, {.claims = Claims::all, .examples = ReadExamples::yes});
        if (!base->workspace) return nullptr;
        const RuleBase& rules = base->workspace->rules;
        base->checked = check(rules.files, rules.sources, diagnostics,
                              known_of(base->workspace->store->names()));
        if (const auto& lens = base->workspace->settings().lens) {
            base->lens = lens_named(base->checked.program, lens->text);
        }
        base->chosen = chosen_of(rules, given);
    } else {
        std::vector<ast::File> files;
        for (const std::filesystem::path& path : files_of(given)) {
            const SourceId source = base->own_sources.add(shown_path(path), read_file(path));
            files.push_back(parse(base->own_sources, source, diagnostics));
            base->chosen.insert(source);
        }
        base->checked = check(files, base->own_sources, diagnostics);
    }
    if (!diagnostics.has_errors()) return base;
    Diagnostics errors;
    for (const Diagnostic& one : diagnostics.list()) {
        if (one.severity() == Severity::error) errors.report(one);
    }
    errors.sort();
    print_findings(errors, base->sources());
    return nullptr;
}

}  // namespace obverse::cli
