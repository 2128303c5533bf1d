#include "cli/evaluate_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/audit/evaluation.h"
#include "engine/json/writer.h"
#include "engine/lexicon/word_examples.h"
#include "engine/render/layout.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw GoldError("cannot read `" + file.string() + "`");
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The gold and what lies beside it.
struct Gold {
    fs::path folder;
    std::vector<GoldRow> rows;
    std::vector<GoldControl> controls;
    std::vector<GoldStructure> structure;

    explicit Gold(const fs::path& file) : folder(file.parent_path()) {
        rows = read_gold(content_of(file));
        const fs::path controls_file = folder / "controls.jsonl";
        const fs::path structure_file = folder / "structure.jsonl";
        if (fs::exists(controls_file)) controls = read_controls(content_of(controls_file));
        if (fs::exists(structure_file)) structure = read_structure(content_of(structure_file));
    }

    std::set<std::string> texts() const {
        std::set<std::string> names;
        for (const GoldRow& row : rows) names.insert(row.text);
        for (const GoldControl& control : controls) names.insert(control.text);
        for (const GoldStructure& one : structure) names.insert(one.text);
        return names;
    }
};

/// The same texts read in three ways.
struct Runs {
    Raised whole;
    Raised without_cues;
    Raised keywords;
    std::size_t counts_right = 0;
    std::size_t counts = 0;
    std::vector<std::string> counts_wrong;
};

class Evaluation {
public:
    Evaluation(const Given& given, Workspace& workspace, const Gold& gold, const Reading& reading,
               Diagnostics& diagnostics)
        : given_(given),
          workspace_(workspace),
          gold_(gold),
          reading_(reading),
          diagnostics_(diagnostics),
          auditor_(workspace, diagnostics) {}

    /// False, after a report, when a limit is reached.
    bool run() {
        for (const std::string& name : gold_.texts()) {
            auto text = auditor_.read(gold_.folder / (name + ".txt"), {});
            add_structure(name, text->draft);
            auto whole = audit(text, true);
            if (!whole) return false;
            runs.whole[name] = std::move(whole->first);
            runs.keywords[name] = std::move(whole->second);
            auto bare = audit(text, false);
            if (!bare) return false;
            runs.without_cues[name] = std::move(bare->first);
        }
        return true;
    }

    Runs runs;
    std::map<std::string, std::string> versions;  // of the rules, by finding

private:
    using Found = std::pair<std::vector<RaisedFinding>, std::vector<RaisedFinding>>;

    std::optional<Found> audit(const std::shared_ptr<DraftText>& text, bool with_cues) {
        DraftRecord record = auditor_.record(*text);
        const auto meant = workspace_.program().schema.phrase_named("meant");
        if (!with_cues) {
            std::erase_if(record.claims, [&](const Claim& one) { return one.phrase == meant; });
        }
        const DraftOverlay overlay(workspace_, record);
        const auto made =
            auditor_.audit(text, std::move(record), reading_, {}, limits_of(given_), diagnostics_);
        if (!made) return std::nullopt;
        for (const AuditFinding& finding : made->findings) {
            const Finding& block = workspace_.program().findings[finding.finding];
            versions[std::string(workspace_.program().symbols.text(block.id))] = finding.version;
        }
        return Found{raised_by(*made), raised_by_keywords(workspace_.program(), *made)};
    }

    void add_structure(const std::string& name, const text::Draft& draft) {
        for (const GoldStructure& gold : gold_.structure) {
            if (gold.text != name) continue;
            for (const auto& [part, count] : counts_of(draft)) {
                const auto wanted = gold.counts.find(part);
                if (wanted == gold.counts.end()) continue;
                ++runs.counts;
                if (wanted->second == count) {
                    ++runs.counts_right;
                } else {
                    runs.counts_wrong.push_back(
                        fmt::format("{} {}: {} of {}", name, part, count, wanted->second));
                }
            }
        }
    }

    const Given& given_;
    Workspace& workspace_;
    const Gold& gold_;
    const Reading& reading_;
    Diagnostics& diagnostics_;
    Auditor auditor_;
};

std::string share_text(const Share& share) {
    if (share.of == 0) return "-";
    return fmt::format("{:.2f} [{:.2f}-{:.2f}] n={}", share.value(), share.low, share.high,
                       share.of);
}

void print_list(const std::string& title, const std::vector<std::string>& lines) {
    std::cout << title << ": " << lines.size() << '\n';
    for (const std::string& line : lines) std::cout << "  " << line << '\n';
}

void print(const Runs& runs, const Score& whole, const Score& bare, const Score& keywords,
           const WordExampleResults& words) {
    const std::size_t width = style_of_stdout().width;
    std::cout << "structure: " << runs.counts_right << " of " << runs.counts << " counts agree\n";
    for (const std::string& line : runs.counts_wrong) std::cout << "  " << line << '\n';
    std::cout << "terms and cues: " << words.count - words.failed.size() << " of " << words.count
              << " example texts are read as their blocks say\n\n";
    const auto row = [](const std::string& name, const Score& one) {
        return std::vector<std::string>{name,
                                        share_text(one.must_recall),
                                        share_text(one.should_recall),
                                        share_text(one.precision),
                                        share_text(one.must_precision),
                                        std::to_string(one.forbidden.size())};
    };
    std::cout << table({{"findings", "recall of must rows", "recall of should rows", "precision",
                         "precision of our must", "forbidden"},
                        row("as it is", whole),
                        row("without cues", bare),
                        row("by keywords", keywords)},
                       width, "", 30)
              << '\n';
    std::vector<std::vector<std::string>> rows = {{"label", "recall", "precision", "F1"}};
    for (const LabelScore& label : whole.labels) {
        rows.push_back({label.label, share_text(label.recall), share_text(label.precision),
                        fmt::format("{:.2f}", label.f1)});
    }
    std::cout << table(rows, width, "", 40) << '\n';
    std::cout << fmt::format("findings for each gold row, median over texts: {:.1f}\n",
                             whole.findings_per_row);
    std::cout << "raised twice in one paragraph: " << whole.repeated << '\n';
    print_list("missed must rows", whole.missed);
    print_list("forbidden, and raised", whole.forbidden);
    print_list("raised as must, not in the gold", whole.unfounded);
}

void write(JsonWriter& json, std::string_view name, const Share& share) {
    json.key(name).begin_object();
    json.key("hits").integer(static_cast<std::int64_t>(share.hits));
    json.key("n").integer(static_cast<std::int64_t>(share.of));
    json.key("value").number(share.value());
    json.key("low").number(share.low).key("high").number(share.high).end_object();
}

void write(JsonWriter& json, std::string_view name, const std::vector<std::string>& lines) {
    json.key(name).begin_array();
    for (const std::string& line : lines) json.string(line);
    json.end_array();
}

void write(JsonWriter& json, std::string_view name, const Score& score) {
    json.key(name).begin_object();
    write(json, "must_recall", score.must_recall);
    write(json, "should_recall", score.should_recall);
    write(json, "precision", score.precision);
    write(json, "must_precision", score.must_precision);
    json.key("findings_per_row").number(score.findings_per_row);
    json.key("repeated").integer(static_cast<std::int64_t>(score.repeated));
    write(json, "missed", score.missed);
    write(json, "forbidden", score.forbidden);
    write(json, "unfounded", score.unfounded);
    json.key("labels").begin_array();
    for (const LabelScore& label : score.labels) {
        json.begin_object().member("label", label.label);
        write(json, "recall", label.recall);
        write(json, "precision", label.precision);
        json.key("f1").number(label.f1).end_object();
    }
    json.end_array().end_object();
}

std::string json_of(const Runs& runs, const Score& whole, const Score& bare, const Score& keywords,
                    const WordExampleResults& words) {
    JsonWriter json;
    json.begin_object().key("structure").begin_object();
    json.key("counts").integer(static_cast<std::int64_t>(runs.counts));
    json.key("right").integer(static_cast<std::int64_t>(runs.counts_right));
    write(json, "wrong", runs.counts_wrong);
    json.end_object().key("words").begin_object();
    json.key("examples").integer(static_cast<std::int64_t>(words.count));
    json.key("failed").integer(static_cast<std::int64_t>(words.failed.size()));
    json.end_object();
    write(json, "findings", whole);
    write(json, "without_cues", bare);
    write(json, "by_keywords", keywords);
    json.end_object();
    return json.text();
}

std::set<SourceId> all_sources(const Workspace& workspace) {
    std::set<SourceId> sources;
    for (const DraftTerm& term : workspace.program().terms) sources.insert(term.span.source);
    for (const Cue& cue : workspace.program().cues) sources.insert(cue.span.source);
    return sources;
}

void write_measured_to(const std::string& file, const Score& score,
                       const std::map<std::string, std::string>& versions, const Gold& gold) {
    std::set<std::string> texts;
    for (const GoldRow& row : gold.rows) texts.insert(row.text);
    MeasuredFindings measured;
    for (const LabelScore& label : score.labels) {
        const auto version = versions.find(label.label);
        if (version == versions.end() || label.precision.of == 0) continue;
        measured[label.label] = {version->second, label.precision.hits, label.precision.of,
                                 counted(texts.size(), "annotated text")};
    }
    std::ofstream stream(file, std::ios::binary);
    stream << write_measured(measured);
    if (!stream.flush()) throw GoldError("cannot write `" + file + "`");
}

int run(const Given& given) {
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    const std::vector<Reading> readings = readings_of(*workspace, reading_words_of(given));
    if (readings.size() > 1) throw UsageError("findings are scored under one lens");
    Diagnostics diagnostics;
    try {
        const Gold gold(given.arguments().front());
        Evaluation evaluation(given, *workspace, gold, readings.front(), diagnostics);
        if (!evaluation.run()) return print_findings(diagnostics, workspace->sources());
        const Runs& runs = evaluation.runs;
        const Score whole = score(gold.rows, gold.controls, runs.whole);
        const Score bare = score(gold.rows, gold.controls, runs.without_cues);
        const Score keywords = score(gold.rows, gold.controls, runs.keywords);
        const WordExampleResults words =
            run_word_examples(workspace->program(), all_sources(*workspace));
        if (const auto file = given.value("--measured")) {
            write_measured_to(*file, whole, evaluation.versions, gold);
        }
        if (given.has("--json")) {
            std::cout << json_of(runs, whole, bare, keywords, words);
        } else {
            print(runs, whole, bare, keywords, words);
        }
    } catch (const GoldError& error) {
        std::cerr << "obverse: " << given.arguments().front() << ": " << error.what() << '\n';
        return bad_input;
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

Command evaluate_command() {
    std::vector<Option> options = reading_options();
    options.push_back({.name = "--measured",
                       .value = "FILE",
                       .help = "write what was measured of each finding, for audits to tell "
                               "(rules/measured.csv)",
                       .completes = Completes::files});
    options.push_back(json_option());
    options = with(std::move(options), workspace_options());
    options = with(std::move(options), limit_options());
    return {
        .name = "evaluate",
        .summary = "score the findings against what an annotator found",
        .details =
            "Audits the texts that a gold file speaks of (JSON Lines with text, finding, para, "
            "level, expect and absence; NAME.txt beside it is the text) and says how much of the "
            "gold was found, and how much of what was found is gold: for each label, with bounds "
            "by bootstrap, beside the same rules without cues and a search for their words alone. "
            "`controls.jsonl` and `structure.jsonl` beside the gold are used where they are.",
        .arguments = {{.name = "GOLD",
                       .help = "the annotator's findings, one JSON object a line",
                       .completes = Completes::files}},
        .options = std::move(options),
        .examples = {{"obverse evaluate texts/gold.jsonl", "how good the findings are"}},
        .run = run,
    };
}

}  // namespace obverse::cli
