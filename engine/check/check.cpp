#include "engine/check/check.h"

#include "engine/check/blocks.h"
#include "engine/check/program_checks.h"
#include "engine/check/subsumption.h"
#include "engine/check/vocabulary.h"
#include "engine/model/event_name.h"

namespace obverse {

Checked check(std::span<const ast::File> files, const SourceMap& sources, Diagnostics& diagnostics,
              const Known& known, const CheckOptions& options) {
    using namespace checking;
    Checked checked;
    // Symbols whose texts mean something in themselves.
    checked.program.symbols.intern("");
    checked.program.symbols.intern("any");
    Context context{.checked = checked,
                    .diagnostics = diagnostics,
                    .sources = sources,
                    .matcher = PhraseMatcher(checked.program.schema),
                    .quantities = PhraseMatcher(checked.program.schema),
                    .lenses = {},
                    .blocks = {},
                    .parameters = {},
                    .speakers = {},
                    .sources_by_key = {},
                    .used_phrases = {},
                    .overlapping = {},
                    .vocabularies = {},
                    .told_unbound = {},
                    .first_uses = {},
                    .unknown_sections = {},
                    .incomplete_blocks = {}};
    declare_kinds(context, files);
    declare_phrases(context, files);
    check_overlaps(context);
    declare_entities(context, files, known);
    declare_draft_words(context, files);
    declare_lenses(context, files);
    resolve_rules(context, files);
    const ast::File of_terms = rules_of_terms(context, files);
    resolve_rules(context, std::span(&of_terms, 1));
    const ast::File of_findings = rules_of_findings(context, files);
    resolve_rules(context, std::span(&of_findings, 1));
    add_findings(context, files);
    resolve_definitions(context, files);
    resolve_tables(context, files);
    resolve_grades(context, files);
    resolve_exceptions(context, std::span(&of_findings, 1));
    resolve_exceptions(context, files);
    check_overrides(context, files);
    resolve_policies(context, files);
    resolve_claims(context, files);
    resolve_imports(context, files);
    resolve_event_names(context, files);
    if (options.examples) resolve_examples(context, files);
    check_strata(context);
    check_draft_facts(context);
    check_tables(context);
    if (options.examples && options.warnings) {
        check_opposites(context);
        check_subsumption(context);
        lint(context);
    }
    add_event_names(checked.entities, checked.record, checked.program.schema,
                    checked.program.symbols, checked.event_names);
    return checked;
}

}  // namespace obverse
