#include "cli/export_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/base/edit_distance.h"
#include "engine/ingest/write.h"
#include "engine/json/writer.h"
#include "engine/store/store.h"
#include "engine/workspace/folder.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace obverse::cli {

namespace {

std::vector<PhraseId> phrases_of(const Given& given, const Program& program) {
    std::vector<PhraseId> phrases;
    for (const std::string& name : given.values("--phrase")) {
        const auto phrase = program.schema.phrase_named(name);
        if (phrase && !program.schema.phrase(*phrase).derived) {
            phrases.push_back(*phrase);
            continue;
        }
        if (phrase) {
            throw WorkspaceError("`" + name +
                                 "` is concluded by rules; ask for it with `obverse "
                                 "ask`");
        }
        std::vector<std::string> names;
        for (const Phrase& one : program.schema.phrases) {
            if (!one.derived) names.push_back(one.name);
        }
        const std::string help = did_you_mean(closest(name, names));
        throw WorkspaceError("no phrase has the id `" + name + "`" +
                             (help.empty() ? "" : ";" + help));
    }
    return phrases;
}

/// Writes to a file beside the place where it belongs, and moves it there when it is whole.
class OutFile {
public:
    explicit OutFile(std::filesystem::path path)
        : path_(std::move(path)), part_(path_.string() + ".part") {
        stream_.open(part_, std::ios::binary);
    }
    ~OutFile() {
        std::error_code passed_over;
        if (!is_whole_) std::filesystem::remove(part_, passed_over);
    }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    std::ostream& stream() { return stream_; }
    void finish() {
        stream_.close();
        if (!stream_) throw WorkspaceError("cannot write `" + path_.string() + "`");
        std::filesystem::rename(part_, path_);
        is_whole_ = true;
    }

private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    std::ofstream stream_;
    bool is_whole_ = false;
};

void write(const Given& given, const Program& program, const ClaimSet& record,
           const std::vector<PhraseId>& phrases, std::ostream& out) {
    if (given.value("--format").value_or("jsonl") == "csv") {
        const auto one = phrases.size() == 1 ? std::optional(phrases.front()) : std::nullopt;
        write_claim_table(program, record, one, out);
    } else {
        write_lines(program, record, out);
    }
}

void report(const Given& given, const std::string& file, const ClaimSet& record) {
    if (given.has("--json")) {
        const auto count = [](std::size_t size) { return static_cast<std::int64_t>(size); };
        JsonWriter json;
        json.begin_object().member("file", file);
        json.key("entities").integer(count(record.entities.size()));
        json.key("speakers").integer(count(record.speakers.size()));
        json.key("sources").integer(count(record.sources.size()));
        json.key("claims").integer(count(record.claims.size()));
        json.end_object();
        std::cout << json.text();
        return;
    }
    std::cout << record.claims.size() << " claims written to " << file << '\n';
}

int run(const Given& given) {
    const bool is_csv = given.value("--format").value_or("jsonl") == "csv";
    const auto file = given.value("--out");
    if (is_csv && given.has("--json") && !file) {
        throw UsageError(
            "`--json` and `--format csv` ask for two forms; say where the table goes "
            "with `--out FILE`");
    }
    const auto workspace = open_workspace(given, {.claims = Claims::all});
    if (!workspace) return bad_input;
    Program& program = workspace->program();
    const std::vector<PhraseId> phrases = phrases_of(given, program);
    const Store store(workspace->graph, Store::Mode::read);
    const ClaimSet record = store.load(program, phrases);
    if (!file) {
        write(given, program, record, phrases, std::cout);
        std::cout.flush();
        if (!std::cout) throw WorkspaceError("cannot write to standard output");
        return answered;
    }
    OutFile out(*file);
    write(given, program, record, phrases, out.stream());
    out.finish();
    report(given, *file, record);
    return answered;
}

}  // namespace

Command export_command() {
    return {
        .name = "export",
        .summary = "write what the knowledge graph holds as JSON Lines or as a table",
        .details =
            "JSON Lines hold entities, speakers, sources and claims, and can be imported again; "
            "docs/knowledge-graph.md describes them. A table holds claims: those of one phrase "
            "with a column for each of its slots, those of several with their sentences.",
        .arguments = {},
        .options = with(
            {
                {.name = "--format",
                 .value = "FORMAT",
                 .help = "`jsonl` (when nothing is said) or `csv`",
                 .completes = Completes::choices,
                 .choices = {"jsonl", "csv"}},
                {.name = "--phrase",
                 .value = "ID",
                 .help = "only the claims of that phrase",
                 .repeats = true},
                {.name = "--out",
                 .value = "FILE",
                 .help = "write to a file instead of standard output",
                 .completes = Completes::files},
                json_option(),
            },
            workspace_options()),
        .examples = {{"obverse export --out graph.jsonl", "everything, to be imported elsewhere"},
                     {"obverse export --format csv --phrase intent",
                      "who says which behaviour was done with which intention"}},
        .run = run,
    };
}

}  // namespace obverse::cli
