#include "cli/redline_command.h"

#include "cli/answering.h"
#include "cli/draft_files.h"
#include "cli/exit_code.h"
#include "engine/audit/audit_report.h"
#include "engine/audit/redline.h"
#include "engine/json/writer.h"
#include "engine/model/sentence.h"
#include "engine/render/layout.h"
#include "engine/render/wording.h"
#include "engine/workspace/impact.h"

#include <iostream>
#include <map>

namespace obverse::cli {

namespace {

/// A version of the draft, audited, with what it would cost.
struct Version {
    Audit audit;
    Costs costs;
};

Costs costs_of(const Impact& impact) {
    const Judgement& judgement = *impact.judgement;
    const Wording wording(judgement.program(), judgement.record());
    Costs costs;
    const auto add = [&](const std::string& state, std::size_t column, const FoundSentence& found) {
        costs.emplace_back(state, sentence(judgement.program(), impact.columns[column].phrase,
                                           found.row, judgement.record(), NameStyle::label));
    };
    for (const SymbolId state : impact.states) {
        const auto& cells = impact.cells.at(state);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            for (const FoundSentence& found : cells[i]) add(wording.name(state), i, found);
        }
    }
    for (std::size_t i = 0; i < impact.others.size(); ++i) {
        for (const FoundSentence& found : impact.others[i]) add("", i, found);
    }
    return costs;
}

/// Reads, audits and costs one version. Nothing, after a report, when a limit is reached.
std::optional<Version> version_of(const Given& given, Workspace& workspace, Auditor& auditor,
                                  const Reading& reading, const std::string& file,
                                  Diagnostics& diagnostics) {
    auto text = auditor.read(file, read_options_of(given));
    DraftRecord record = auditor.record(*text);
    const DraftOverlay overlay(workspace, record);
    Version version;
    try {
        const auto impact =
            impact_of(workspace, record.draft, reading, limits_of(given), diagnostics);
        if (!impact) return std::nullopt;
        version.costs = costs_of(*impact);
    } catch (const ImpactError&) {
        // A lens that says nothing of costs has none that change.
    }
    auto audit = auditor.audit(std::move(text), std::move(record), reading, {}, limits_of(given),
                               diagnostics);
    if (!audit) return std::nullopt;
    version.audit = std::move(*audit);
    return version;
}

std::string_view word_of(ParagraphChange::Kind kind) {
    switch (kind) {
        case ParagraphChange::Kind::same:
            return "same";
        case ParagraphChange::Kind::moved:
            return "moved";
        case ParagraphChange::Kind::reworded:
            return "reworded";
        case ParagraphChange::Kind::added:
            return "added";
        case ParagraphChange::Kind::removed:
            break;
    }
    return "removed";
}
std::string_view word_of(FindingChange::Kind kind) {
    switch (kind) {
        case FindingChange::Kind::kept:
            return "kept";
        case FindingChange::Kind::gone:
            return "gone";
        case FindingChange::Kind::added:
            break;
    }
    return "new";
}

class RedlineReport {
public:
    RedlineReport(const Version& before, const Version& after)
        : before_(before.audit),
          after_(after.audit),
          redline_(redline_of(before.audit, after.audit)),
          costs_(changed_costs(before.costs, after.costs)),
          width_(style_of_stdout().width) {}

    std::string text() const {
        std::string out =
            hang("", before_.text->name + ": " + structure_text(before_.text->draft), width_);
        out += hang("", after_.text->name + ": " + structure_text(after_.text->draft), width_);
        out += "\nparagraphs\n";
        std::size_t same = 0;
        for (const ParagraphChange& change : redline_.paragraphs) {
            if (change.kind == ParagraphChange::Kind::same) {
                ++same;
                continue;
            }
            out += hang("  " + padded(std::string(word_of(change.kind)), 10), moved_text(change),
                        width_);
        }
        out += "  " + counted(same, "paragraph") + " unchanged\n\nfindings\n";
        std::size_t kept = 0;
        for (const FindingChange& change : redline_.findings) {
            if (change.kind == FindingChange::Kind::kept) {
                ++kept;
                continue;
            }
            const AuditFinding& finding = finding_of(change);
            out += hang("  " + padded(std::string(word_of(change.kind)), 10),
                        label(finding) + " of " + place(change) + ": " + finding.message, width_);
        }
        out += "  " + counted(kept, "finding") + " kept\n\ncosts\n";
        return out + costs_text();
    }

    std::string json() const {
        JsonWriter json;
        json.begin_object().member("before", before_.text->name).member("after", after_.text->name);
        json.key("paragraphs").begin_array();
        for (const ParagraphChange& change : redline_.paragraphs) {
            json.begin_object().member("change", word_of(change.kind));
            if (change.before) json.member("before", id(before_, *change.before));
            if (change.after) json.member("after", id(after_, *change.after));
            json.end_object();
        }
        json.end_array().key("findings").begin_array();
        for (const FindingChange& change : redline_.findings) {
            const AuditFinding& finding = finding_of(change);
            json.begin_object().member("change", word_of(change.kind));
            json.member("finding", label(finding)).member("of", place(change));
            json.member("message", finding.message);
            json.member("fingerprint", finding.fingerprint).end_object();
        }
        json.end_array().key("costs").begin_array();
        for (const CostChange& change : costs_) {
            json.begin_object().member("change", change.is_added ? "new" : "gone");
            json.member("state", change.state).member("sentence", change.sentence).end_object();
        }
        json.end_array().end_object();
        return json.text();
    }

private:
    static std::string id(const Audit& audit, std::size_t paragraph) {
        return audit.text->draft.paragraphs[paragraph].id;
    }
    std::string moved_text(const ParagraphChange& change) const {
        std::string names = change.before ? id(before_, *change.before) : id(after_, *change.after);
        if (change.before && change.after && id(after_, *change.after) != names) {
            names += " to " + id(after_, *change.after);
        }
        const bool is_new = change.after.has_value();
        const Audit& of = is_new ? after_ : before_;
        const std::size_t index = is_new ? *change.after : *change.before;
        return names + ": " + std::string(of.text->of(of.text->draft.paragraphs[index].words));
    }
    const AuditFinding& finding_of(const FindingChange& change) const {
        return change.after ? after_.findings[*change.after] : before_.findings[*change.before];
    }
    std::string label(const AuditFinding& finding) const {
        const Program& program = after_.judgement->program();
        return std::string(program.symbols.text(program.findings[finding.finding].id));
    }
    std::string place(const FindingChange& change) const {
        const AuditFinding& finding = finding_of(change);
        if (!finding.paragraph) return "the draft";
        return id(change.after ? after_ : before_, *finding.paragraph);
    }
    /// Sentences that change alike for many States are told once.
    std::string costs_text() const {
        if (costs_.empty()) return "  nothing changes\n";
        std::map<std::pair<bool, std::string>, std::vector<std::string>> by_state;
        std::vector<std::pair<bool, std::string>> order;
        for (const CostChange& change : costs_) {
            const std::pair<bool, std::string> key{change.is_added, change.state};
            auto& lines = by_state[key];
            if (lines.empty()) order.push_back(key);
            lines.push_back(change.sentence);
        }
        std::string out;
        constexpr std::size_t lines_shown = 4;
        for (const auto& key : order) {
            std::vector<std::string> lines = by_state.at(key);
            const std::size_t more = lines.size() > lines_shown ? lines.size() - lines_shown : 0;
            lines.resize(lines.size() - more);
            if (more > 0) lines.push_back("and " + std::to_string(more) + " more");
            out +=
                hang(std::string("  ") + (key.first ? "new   " : "gone  "), listed(lines), width_);
        }
        return out;
    }

    const Audit& before_;
    const Audit& after_;
    Redline redline_;
    std::vector<CostChange> costs_;
    std::size_t width_;
};

int run(const Given& given) {
    if (given.arguments().size() != 2) throw UsageError("write `obverse redline OLD NEW`");
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    const std::vector<Reading> readings = readings_of(*workspace, reading_words_of(given));
    if (readings.size() > 1) throw UsageError("versions are compared under one lens");
    Diagnostics diagnostics;
    try {
        Auditor auditor(*workspace, diagnostics);
        std::vector<Version> versions;
        for (const std::string& file : given.arguments()) {
            auto version =
                version_of(given, *workspace, auditor, readings.front(), file, diagnostics);
            if (!version) return print_findings(diagnostics, workspace->sources());
            versions.push_back(std::move(*version));
        }
        const RedlineReport report(versions[0], versions[1]);
        std::cout << (given.has("--json") ? report.json() : report.text());
    } catch (const text::ReadError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    } catch (const AuditError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
    return answered;
}

}  // namespace

Command redline_command() {
    std::vector<Option> options = reading_options();
    options.push_back(changes_option());
    options.push_back(json_option());
    options = with(std::move(options), workspace_options());
    options = with(std::move(options), limit_options());
    return {
        .name = "redline",
        .summary = "say what changes from one version of a draft to the next",
        .details =
            "Which paragraphs were added, removed, moved or reworded; which findings are "
            "gone and which are new; and what changes of the costs, State by State. The two "
            "versions may be files of different formats.",
        .arguments = {{.name = "FILE",
                       .help = "the older version, then the newer",
                       .count = Argument::Count::some,
                       .completes = Completes::files}},
        .options = std::move(options),
        .examples = {{"obverse redline draft.docx draft-rev1.docx", "what the revision changes"}},
        .run = run,
    };
}

}  // namespace obverse::cli
