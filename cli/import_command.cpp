#include "cli/import_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"
#include "engine/workspace/folder.h"
#include "engine/workspace/graph_path.h"
#include "engine/workspace/record.h"

#include <algorithm>
#include <chrono>
#include <iostream>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

/// Tells which file is being read, once the work has gone on for a second.
class SlowProgress {
public:
    void operator()(const std::string& path) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::seconds(1)) return;
        last_ = now;
        std::cerr << "obverse: reading " << path << '\n';
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// The files that are named, as far as they are not the workspace's own.
std::vector<fs::path> files_beside(const RuleBase& rules, const Given& given) {
    std::vector<fs::path> own = rules.paths;
    for (const DataFile& file : data_files(rules)) own.push_back(file.path);
    std::vector<fs::path> files;
    for (const std::string& name : given.arguments()) {
        const fs::path path = fs::absolute(name).lexically_normal();
        if (!fs::is_regular_file(path)) throw WorkspaceError("there is no file `" + name + "`");
        if (std::find(own.begin(), own.end(), path) != own.end()) continue;
        if (path.extension() != ".obv" && path.extension() != ".jsonl") {
            throw WorkspaceError("`" + name +
                                 "` is neither .obv nor .jsonl; a table is imported through an "
                                 ".obv file with an `import` block that names it");
        }
        files.push_back(path);
    }
    return files;
}

std::string summary_of(const Recorded& recorded) {
    const ImportCounts& counts = recorded.counts;
    std::string text = counted(recorded.rows.rows, "row") + ": ";
    text += std::to_string(counts.entities) + (counts.entities == 1 ? " entity, " : " entities, ");
    text += counted(counts.sources, "source") + ", " + counted(counts.claims, "claim") + " (";
    text += std::to_string(counts.added) + " new, " + std::to_string(counts.changed) +
            " changed, " + std::to_string(counts.withdrawn) + " withdrawn)";
    if (recorded.rows.rejected > 0) {
        text += "; " + counted(recorded.rows.rejected, "row") + " skipped";
    }
    return text;
}

void add_member(JsonWriter& json, std::string_view name, std::size_t count) {
    json.key(name).integer(static_cast<std::int64_t>(count));
}

std::string to_json(const Recorded& recorded, const std::vector<UnreadableClaims>& unreadable,
                    const fs::path& graph, const Diagnostics& findings, const SourceMap& sources) {
    JsonWriter json;
    json.begin_object();
    json.member("graph", shown_path(graph));
    add_member(json, "rows", recorded.rows.rows);
    add_member(json, "rejected", recorded.rows.rejected);
    add_member(json, "entities", recorded.counts.entities);
    add_member(json, "sources", recorded.counts.sources);
    add_member(json, "claims", recorded.counts.claims);
    add_member(json, "added", recorded.counts.added);
    add_member(json, "changed", recorded.counts.changed);
    add_member(json, "withdrawn", recorded.counts.withdrawn);
    json.key("unreadable").begin_array();
    for (const UnreadableClaims& one : unreadable) {
        json.begin_object().member("phrase", one.phrase);
        add_member(json, "claims", one.count);
        json.end_object();
    }
    json.end_array();
    json.key("findings").json(obverse::to_json(findings, sources));
    json.end_object();
    return json.text();
}

void print_unreadable(const std::vector<UnreadableClaims>& unreadable) {
    for (const UnreadableClaims& one : unreadable) {
        std::cerr << "obverse: " << counted(one.count, "claim") << " of `" << one.phrase
                  << "` cannot be read: no phrase of that name has these slots now; kept in the "
                     "graph\n";
    }
}

/// What an import of the workspace, of files beside it, or of both comes to.
class Import {
public:
    explicit Import(const Given& given) : given_(given) {}

    int run() {
        const Place place = place_of(given_);
        rules_ = read_rule_base(place.folder, diagnostics_);
        graph_ = graph_path(rules_.root(), place.graph);
        if (diagnostics_.has_errors()) return refuse();
        if (given_.has("--withdraw")) return withdraw();
        const std::vector<fs::path> files = files_beside(rules_, given_);
        Store store(graph_, Store::Mode::write);
        const bool is_workspace_meant = files.size() < given_.arguments().size() || files.empty();
        std::optional<Recorded> recorded;
        if (is_workspace_meant || store.fingerprint() != fingerprint_of(rules_)) {
            recorded = record_workspace(rules_, store, options(), diagnostics_);
            if (!recorded) return refuse();
            if (!is_workspace_meant) std::cerr << "obverse: " << summary_of(*recorded) << '\n';
        }
        if (!files.empty()) {
            recorded = record_files(rules_, files, store, options(), diagnostics_);
            if (!recorded) return refuse();
        }
        return report(store, *recorded);
    }

private:
    RecordOptions options() {
        return {.rejected = given_.has("--skip-rejected") ? Rejected::skip : Rejected::stop,
                .progress = [this](const std::string& path) { progress_(path); }};
    }

    int refuse() {
        if (given_.has("--json")) {
            diagnostics_.sort();
            JsonWriter json;
            json.begin_object();
            json.key("findings").json(obverse::to_json(diagnostics_, rules_.sources));
            json.end_object();
            std::cout << json.text();
            return bad_input;
        }
        return print_findings(diagnostics_, rules_.sources);
    }

    int report(const Store& store, const Recorded& recorded) {
        Diagnostics passed_over;
        const Checked checked =
            check(rules_.files, rules_.sources, passed_over, known_of(store.names()),
                  {.examples = false, .warnings = false});
        const auto unreadable = store.unreadable(checked.program);
        diagnostics_.sort();
        if (given_.has("--json")) {
            std::cout << to_json(recorded, unreadable, graph_, diagnostics_, rules_.sources);
            return answered;
        }
        print_findings(diagnostics_, rules_.sources);
        print_unreadable(unreadable);
        std::cout << summary_of(recorded) << '\n';
        return answered;
    }

    int withdraw() {
        if (given_.arguments().empty()) throw UsageError("`import --withdraw` needs FILE");
        std::vector<std::string> files;
        for (const std::string& name : given_.arguments()) {
            files.push_back(recorded_path(rules_, name));
        }
        Store store(graph_, Store::Mode::write);
        const std::size_t count = store.withdraw(files);
        if (given_.has("--json")) {
            JsonWriter json;
            json.begin_object();
            add_member(json, "withdrawn", count);
            json.end_object();
            std::cout << json.text();
        } else {
            std::cout << counted(count, "claim") << " withdrawn\n";
        }
        return answered;
    }

    const Given& given_;
    Diagnostics diagnostics_;
    RuleBase rules_;
    fs::path graph_;
    SlowProgress progress_;
};

int run(const Given& given) {
    return Import(given).run();
}

}  // namespace

Command import_command() {
    return {
        .name = "import",
        .summary = "record what files declare and claim in the knowledge graph",
        .details =
            "Without arguments, all files of the workspace: entities, speakers, sources and claims "
            "of its rule files, the tables that its import blocks name, and files of JSON Lines "
            "below its corpus. With arguments, files beside the workspace, in its words. What the "
            "same files said before and say no more is withdrawn, and stays in the history.\n\n"
            "All of it is recorded or nothing; running it again adds nothing. Every row that "
            "cannot be read is listed with its file, line and column.",
        .arguments = {{.name = "FILE",
                       .help = "a rule file (.obv), with the tables that it names, or a file of "
                               "JSON Lines (.jsonl); none: the workspace",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = with(
            {
                {.name = "--skip-rejected",
                 .value = "",
                 .help = "load the other rows when some are rejected"},
                {.name = "--withdraw",
                 .value = "",
                 .help = "withdraw what the named files said, unless others say it too"},
                json_option(),
            },
            workspace_options()),
        .examples = {{"obverse import", "bring the graph up to date with the workspace"},
                     {"obverse import findings.jsonl", "record the claims of one file beside it"},
                     {"obverse import --skip-rejected", "load what can be read"},
                     {"obverse import --withdraw findings.jsonl", "take back what that file said"}},
        .run = run,
    };
}

}  // namespace obverse::cli
