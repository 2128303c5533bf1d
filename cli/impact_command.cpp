#include "cli/impact_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/audit/audit.h"
#include "engine/base/edit_distance.h"
#include "engine/render/layout.h"
#include "engine/workspace/impact.h"

#include <algorithm>
#include <iostream>

namespace obverse::cli {

namespace {

std::optional<SymbolId> instrument_named(const Workspace& workspace, const std::string& name) {
    const std::vector<SymbolId> found = workspace.entities().find(name);
    if (found.size() == 1) return found.front();
    std::vector<std::string> ids;
    for (const SymbolId id : found) ids.emplace_back(workspace.program().symbols.text(id));
    if (ids.empty()) ids = workspace.entities().nearest(name);
    std::cerr << "obverse: " << (found.empty() ? "nothing is called `" : "several are called `")
              << name << "`; "
              << (found.empty() ? did_you_mean(ids) : "write one of " + listed(ids)) << '\n';
    return std::nullopt;
}

/// The one argument, where it is a file and nothing recorded goes by that name.
std::optional<std::filesystem::path> draft_file(const Workspace& workspace, const Given& given) {
    const std::string words = words_of(given);
    std::error_code ignored;
    if (workspace.entities().has(words) || !std::filesystem::is_regular_file(words, ignored)) {
        return std::nullopt;
    }
    return words;
}

/// A draft that does nothing but ask all States to refrain from the conduct. Nothing, after
/// saying what can be named, when no term is a word for it.
std::optional<DraftRecord> pledge_of(const Workspace& workspace, Auditor& auditor,
                                     const std::string& conduct) {
    const auto text = auditor.read_words(
        conduct, "The General Assembly,\n\n1. Calls upon all States to commit not to conduct " +
                     conduct + ".\n");
    DraftRecord record = auditor.record(*text);
    const Program& program = workspace.program();
    const auto root = program.schema.kind_named("ConductTerm");
    std::vector<std::string> names;
    const auto is_conduct = [&](const DraftTerm& term) {
        return std::any_of(term.kinds.begin(), term.kinds.end(),
                           [&](KindId kind) { return root && program.schema.is_a(kind, *root); });
    };
    for (const auto& [id, part] : record.parts) {
        if (part.term && is_conduct(program.terms[*part.term])) return record;
    }
    for (const DraftTerm& term : program.terms) {
        if (is_conduct(term) && !term.doc.empty()) names.push_back(term.doc);
    }
    std::cerr << "obverse: no term is a word for `" << conduct << "`; "
              << did_you_mean(closest(conduct, names))
              << "\n  terms for conduct: " << (names.empty() ? "none" : listed(names)) << '\n';
    return std::nullopt;
}

int run(const Given& given) {
    const auto conduct = given.value("--behaviour");
    if (conduct.has_value() != given.arguments().empty()) {
        throw UsageError("name an instrument or the file of a draft, or else --behaviour");
    }
    const eval::Limits limits = limits_of(given);
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    const std::vector<Reading> readings = readings_of(*workspace, reading_words_of(given));
    if (readings.size() > 1) throw UsageError("the table is made under one lens");
    Diagnostics diagnostics;
    try {
        std::optional<DraftRecord> draft;
        std::optional<DraftOverlay> overlay;
        const auto file = conduct ? std::nullopt : draft_file(*workspace, given);
        if (conduct || file) {
            Auditor auditor(*workspace, diagnostics);
            draft = conduct ? pledge_of(*workspace, auditor, *conduct)
                            : auditor.record(*auditor.read(*file, {}));
            if (!draft) return bad_input;
            overlay.emplace(*workspace, *draft);
        }
        const auto instrument =
            draft ? std::optional(draft->draft) : instrument_named(*workspace, words_of(given));
        if (!instrument) return bad_input;
        const auto impact =
            impact_of(*workspace, *instrument, readings.front(), limits, diagnostics);
        if (!impact) return print_findings(diagnostics, workspace->sources());
        std::cout << (given.has("--json") ? impact_json(*impact, given.has("--proofs"))
                                          : impact_text(*impact, answer_style(given)));
    } catch (const text::ReadError& error) {
        std::cerr << "obverse: " << words_of(given)
                  << (error.place().empty() ? "" : ", " + error.place()) << ": " << error.what()
                  << '\n';
        return bad_input;
    } catch (const AuditError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    } catch (const ImpactError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
    return answered;
}

}  // namespace

Command impact_command() {
    std::vector<Option> options = reading_options();
    options.push_back({.name = "--behaviour",
                       .value = "WORDS",
                       .help = "instead of an instrument: a pledge of all States to refrain from "
                               "conduct of these words"});
    options.push_back(
        {.name = "--proofs", .value = "", .help = "with --json: the proof of every cell"});
    options.push_back(json_option());
    options = with(std::move(options), workspace_options());
    options = with(std::move(options), limit_options());
    return {
        .name = "impact",
        .summary = "say what an instrument would cost which State",
        .details =
            "For each State: which deterrence an instrument would take from it and leave to it, "
            "what it has pledged already, which means would remain, what it would gain; then which "
            "conduct on record the instrument covers, and which threats it leaves out. States that "
            "fare alike stand together. The lens says what is told, by its lines `beside` of the "
            "phrase `asks`; every line is a conclusion that `obverse why` proves.",
        .arguments = {{.name = "INSTRUMENT",
                       .help =
                           "a treaty, resolution or pledge by its id, label or alias; or the file "
                           "of a draft",
                       .count = Argument::Count::any,
                       .completes = Completes::entities}},
        .options = std::move(options),
        .examples = {{"obverse impact unga-77-41", "what resolution 77/41 costs whom"},
                     {"obverse impact draft.docx",
                      "what the draft would cost, by what it asks for"},
                     {"obverse impact --behaviour \"destructive anti-satellite missile tests\"",
                      "what it would cost to forgo them"},
                     {"obverse impact --json --proofs unga-77-41", "with the proof of each cell"}},
        .run = run,
    };
}

}  // namespace obverse::cli
