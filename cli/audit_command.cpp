#include "cli/audit_command.h"

#include "cli/answering.h"
#include "cli/audit_outputs.h"
#include "cli/draft_files.h"
#include "cli/exit_code.h"
#include "engine/audit/audit_report.h"
#include "engine/audit/suggestions.h"
#include "engine/workspace/impact.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace obverse::cli {

namespace {

void add_extended(const Program& program, LensId lens, std::vector<LensId>& list) {
    if (std::find(list.begin(), list.end(), lens) != list.end()) return;
    list.push_back(lens);
    for (const LensId other : program.lenses[lens.index].extends) {
        add_extended(program, other, list);
    }
}

/// The lenses that have findings of their own, but for the reading's and those that it extends.
std::vector<LensId> others_of(const Program& program, const Reading& reading) {
    std::vector<LensId> own;
    if (reading.lens) add_extended(program, *reading.lens, own);
    std::vector<LensId> others;
    for (const Finding& finding : program.findings) {
        const std::optional<LensId> lens = program.rules[finding.rule].header.lens;
        if (!lens || std::find(own.begin(), own.end(), *lens) != own.end()) continue;
        if (std::find(others.begin(), others.end(), *lens) == others.end()) others.push_back(*lens);
    }
    return others;
}

/// Audits file after file; those that cannot be read are told and left out.
struct Run {
    const Given& given;
    Workspace& workspace;
    Auditor auditor;
    Reading reading;
    std::vector<LensId> others;
    int worst = answered;

    int all() {
        ReportOptions options{.with_proofs = given.has("--proofs")};
        AuditOutputs outputs(given);
        AuditSides sides(given);
        for (const std::filesystem::path& file : draft_files(given.arguments())) {
            std::shared_ptr<DraftText> text = read(file);
            if (!text) continue;
            DraftRecord record = auditor.record(*text);
            std::optional<DraftOverlay> overlay(std::in_place, workspace, record);
            Diagnostics diagnostics;
            auto audit = auditor.audit(std::move(text), std::move(record), reading, others,
                                       limits_of(given), diagnostics);
            if (!audit) return print_findings(diagnostics, workspace.sources());
            sides.apply(*audit);
            std::optional<std::vector<Addition>> additions;
            if (given.has("--suggest")) {
                overlay.reset();
                additions =
                    suggest(workspace, auditor, *audit, reading, limits_of(given), diagnostics);
                if (!additions) return print_findings(diagnostics, workspace.sources());
                overlay.emplace(workspace, audit->record);
                options.additions = &*additions;
            }
            if (given.has("--keep")) {
                std::cerr << "kept as `" << keep(workspace, auditor, *audit->text) << "`\n";
            }
            if (given.has("--check") && is_wanting(*audit)) worst = std::max<int>(worst, findings);
            std::optional<Impact> costs;
            if (outputs.wants_costs()) {
                costs = costs_of(*audit, diagnostics);
                if (diagnostics.has_errors())
                    return print_findings(diagnostics, workspace.sources());
            }
            outputs.add(*audit, options, costs ? &*costs : nullptr);
        }
        sides.finish();
        outputs.finish(sides.gone());
        return worst;
    }

    /// What the draft would cost whom; nothing where the lens does not tell.
    std::optional<Impact> costs_of(const Audit& audit, Diagnostics& diagnostics) {
        try {
            return impact_of(workspace, audit.record.draft, reading, limits_of(given), diagnostics);
        } catch (const ImpactError&) {
            return std::nullopt;
        }
    }

    static bool is_wanting(const Audit& audit) {
        return std::any_of(
            audit.findings.begin(), audit.findings.end(),
            [](const AuditFinding& finding) { return !finding.is_of_whole && finding.counts(); });
    }

    std::shared_ptr<DraftText> read(const std::filesystem::path& file) {
        auto draft = read_draft(auditor, file, read_options_of(given));
        if (!draft) worst = bad_input;
        return draft;
    }
};

int run(const Given& given) {
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    const std::vector<Reading> readings = readings_of(*workspace, reading_words_of(given));
    if (readings.size() > 1) throw UsageError("a draft is audited under one lens");
    Diagnostics diagnostics;
    try {
        Run job{given, *workspace, Auditor(*workspace, diagnostics), readings.front(),
                others_of(workspace->program(), readings.front())};
        if (!diagnostics.list().empty()) {
            const int code = print_findings(diagnostics, workspace->sources());
            if (code != answered) return code;
        }
        return job.all();
    } catch (const AuditError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
}

}  // namespace

Command audit_command() {
    std::vector<Option> options = reading_options();
    options.push_back(changes_option());
    options.push_back({.name = "--suggest",
                       .value = "",
                       .help = "the least additions to the draft that take findings away, each "
                               "tried before it is shown"});
    options.push_back(
        {.name = "--keep",
         .value = "",
         .help = "record in the knowledge graph what the draft says, to ask about it"});
    options.push_back({.name = "--proofs", .value = "", .help = "the proof of every finding"});
    options.push_back(
        {.name = "--check", .value = "", .help = "exit with 1 when there are findings"});
    options = with(std::move(options), audit_output_options());
    options = with(std::move(options), audit_side_options());
    options = with(std::move(options), workspace_options());
    options = with(std::move(options), limit_options());
    return {
        .name = "audit",
        .summary = "say what the words of a draft do, and why that matters",
        .details =
            "Reads drafts (plain text, Markdown, HTML, DOCX, PDF, Akoma Ntoso), finds what they "
            "mention and how it is meant, and shows what the rules of the lens find, over the very "
            "words, with the rule and what it rests on. A finding is one reading's view: what must, "
            "should or might be considered under it.\n\n"
            "A file whose text cannot be read as a whole is refused with the reason.\n\n"
            "Findings that are seen and left as they are can be muted, with a reason: in a side "
            "file beside the draft, FILE.mutes. A baseline leaves out what an earlier audit found.",
        .arguments = {{.name = "FILE",
                       .help = "a draft, or a folder of drafts",
                       .count = Argument::Count::some,
                       .completes = Completes::files}},
        .options = std::move(options),
        .examples =
            {{"obverse audit draft.docx", "what the draft does under the default reading"},
             {"obverse audit --html report.html draft.pdf",
              "a report to read and print, which needs no network"},
             {"obverse audit --mute 0f3a9c --reason \"agreed with the sponsors\" draft.docx",
              "leave a finding out from now on, and say why"},
             {"obverse audit --json --proofs draft.pdf", "with the proof of each finding"}},
        .run = run,
    };
}

}  // namespace obverse::cli
