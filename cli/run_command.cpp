#include "cli/run_command.h"

#include "cli/exit_code.h"
#include "cli/terminal.h"
#include "engine/check/check.h"
#include "engine/eval/evaluate.h"
#include "engine/eval/relation.h"
#include "engine/json/writer.h"
#include "engine/plain/plain_program.h"
#include "engine/render/diagnostics.h"
#include "engine/syntax/parser.h"
#include "engine/tables/read_table.h"
#include "engine/tables/write_table.h"
#include "engine/workspace/folder.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iostream>
#include <string>
#include <string_view>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Half of the machine's memory: what a run may use when nothing is said.
std::uint64_t default_memory() {
    const auto pages = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES));
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 2;
}

eval::Limits limits_of(const RunOptions& options) {
    eval::Limits limits;
    limits.derived_tuples = options.tuple_limit;
    limits.bytes = options.memory_limit_mib ? *options.memory_limit_mib << 20U : default_memory();
    limits.seconds = options.time_limit;
    return limits;
}

/// One run from files to files.
class ProgramRun {
public:
    explicit ProgramRun(const RunOptions& options) : options_(options) {}

    int run() {
        read_program();
        if (!diagnostics_.has_errors()) {
            plain_ = make_plain(checked_.program, checked_.record, diagnostics_);
        }
        if (diagnostics_.has_errors()) return report(bad_input);
        demand_folders();
        eval::Database database(plain_.program);
        const auto load_start = Clock::now();
        load(database);
        load_seconds_ = seconds_since(load_start);
        if (diagnostics_.has_errors()) return report(bad_input);
        recorded_ = database.row_count();
        const auto start = Clock::now();
        const eval::Ended ended = eval::evaluate(plain_.program, database, checked_.program.symbols,
                                                 limits_of(options_), diagnostics_);
        evaluate_seconds_ = seconds_since(start);
        if (ended == eval::Ended::limit_reached) return report(limit_reached);
        if (ended == eval::Ended::failed) return report(bad_input);
        const auto write_start = Clock::now();
        write(database);
        write_seconds_ = seconds_since(write_start);
        report(answered, &database);
        if (options_.json) return answered;
        for (const Phrase* phrase : relations_with(&Phrase::size)) {
            std::cout << phrase->name << '\t' << database.size(relation_of(*phrase)) << '\n';
        }
        if (options_.stats) {
            JsonWriter json(JsonWriter::Layout::compact);
            json.begin_object();
            write_stats(json, database);
            json.end_object();
            std::cout << json.text() << '\n';
        }
        return answered;
    }

private:
    void read_program() {
        std::vector<ast::File> files;
        for (const fs::path& path : options_.programs) {
            const SourceId source = sources_.add(shown_path(path), read_file(path));
            files.push_back(parse(sources_, source, diagnostics_));
        }
        checked_ = check(files, sources_, diagnostics_);
    }
    /// `database`: when the run came to its end.
    int report(int code, const eval::Database* database = nullptr) {
        diagnostics_.sort();
        if (!options_.json) {
            std::cerr << to_text(diagnostics_, sources_, colour_of_stderr());
            return code;
        }
        JsonWriter json;
        json.begin_object().key("findings").json(to_json(diagnostics_, sources_));
        if (database != nullptr) {
            json.key("sizes").begin_array();
            for (const Phrase* phrase : relations_with(&Phrase::size)) {
                json.begin_object().member("relation", phrase->name);
                json.key("tuples").integer(
                    static_cast<std::int64_t>(database->size(relation_of(*phrase))));
                json.end_object();
            }
            json.end_array();
            if (options_.stats) write_stats(json, *database);
        }
        json.end_object();
        std::cout << json.text();
        return code;
    }

    /// The relations with a flag, by name.
    std::vector<const Phrase*> relations_with(bool Phrase::*flag) const {
        std::vector<const Phrase*> found;
        for (const Phrase& phrase : checked_.program.schema.phrases) {
            if (phrase.is_relation && phrase.*flag) found.push_back(&phrase);
        }
        std::sort(found.begin(), found.end(),
                  [](const Phrase* left, const Phrase* right) { return left->name < right->name; });
        return found;
    }
    datalog::RelationId relation_of(const Phrase& phrase) const {
        const auto index =
            static_cast<std::size_t>(&phrase - checked_.program.schema.phrases.data());
        return *plain_.relation_of[index];
    }
    void demand_folders() const {
        const auto inputs = relations_with(&Phrase::input);
        if (!inputs.empty() && !options_.facts) {
            throw UsageError("`" + inputs.front()->name +
                             "` is an input relation: say where its file is with `--facts DIR`");
        }
        const auto outputs = relations_with(&Phrase::output);
        if (!outputs.empty() && !options_.out) {
            throw UsageError("`" + outputs.front()->name +
                             "` is an output relation: say where to write it with `--out DIR`");
        }
    }

    void load(eval::Database& database) {
        for (const Phrase* phrase : relations_with(&Phrase::input)) {
            const fs::path csv = *options_.facts / (phrase->name + ".csv");
            const fs::path tsv = *options_.facts / (phrase->name + ".tsv");
            const bool has_csv = fs::exists(csv);
            const bool has_tsv = fs::exists(tsv);
            if (has_csv == has_tsv) {
                diagnostics_.report(
                    {.code = Code::missing_file,
                     .message = "relation `" + phrase->name + "` is read from `" + csv.string() +
                                "` or `" + tsv.string() +
                                (has_csv ? "`, and both are there" : "`, and neither is there"),
                     .primary = Label{phrase->span, "declared here"},
                     .help = has_csv ? "remove one of them" : "an empty file will do"});
                continue;
            }
            read_table(has_csv ? csv : tsv, database.relation(relation_of(*phrase)),
                       checked_.program.symbols, diagnostics_);
        }
    }
    void write(const eval::Database& database) const {
        const auto outputs = relations_with(&Phrase::output);
        if (outputs.empty()) return;
        fs::create_directories(*options_.out);
        for (const Phrase* phrase : outputs) {
            write_table(*options_.out / (phrase->name + ".csv"),
                        database.relation(relation_of(*phrase)), checked_.program.symbols);
        }
    }

    void write_stats(JsonWriter& json, const eval::Database& database) const {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        constexpr std::int64_t kilobyte = 1024;
        json.key("load_seconds").number(load_seconds_);
        json.key("evaluate_seconds").number(evaluate_seconds_);
        json.key("write_seconds").number(write_seconds_);
        json.key("recorded_tuples").integer(static_cast<std::int64_t>(recorded_));
        json.key("derived_tuples")
            .integer(static_cast<std::int64_t>(database.row_count() - recorded_));
        json.key("tuples").integer(static_cast<std::int64_t>(database.row_count()));
        json.key("peak_memory_bytes").integer(usage.ru_maxrss * kilobyte);
    }

    const RunOptions& options_;
    SourceMap sources_;
    Diagnostics diagnostics_;
    Checked checked_;
    PlainProgram plain_;
    std::size_t recorded_ = 0;
    double load_seconds_ = 0;
    double evaluate_seconds_ = 0;
    double write_seconds_ = 0;
};

std::optional<std::uint64_t> count_given(const Given& given, std::string_view option) {
    const std::optional<std::string> text = given.value(option);
    if (!text) return std::nullopt;
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
    if (error != std::errc() || end != text->data() + text->size() || count > (1ULL << 40U)) {
        throw UsageError("`" + std::string(option) + "` takes a whole number, not `" + *text + "`");
    }
    return count;
}

std::optional<double> seconds_given(const Given& given, std::string_view option) {
    const std::optional<std::string> text = given.value(option);
    if (!text) return std::nullopt;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    const bool is_whole = error == std::errc() && end == text->data() + text->size();
    if (!is_whole || !std::isfinite(seconds) || seconds < 0) {
        throw UsageError("`" + std::string(option) + "` takes seconds, not `" + *text + "`");
    }
    return seconds;
}

int run(const Given& given) {
    RunOptions options;
    for (const std::string& path : given.arguments()) options.programs.emplace_back(path);
    if (const auto folder = given.value("--facts")) options.facts = *folder;
    if (const auto folder = given.value("--out")) options.out = *folder;
    options.stats = given.has("--stats");
    options.json = given.has("--json");
    options.tuple_limit = count_given(given, "--limit-tuples");
    options.memory_limit_mib = count_given(given, "--limit-memory");
    options.time_limit = seconds_given(given, "--limit-time");
    return run_program(options);
}

}  // namespace

int run_program(const RunOptions& options) {
    return ProgramRun(options).run();
}

Command run_command() {
    return {
        .name = "run",
        .summary = "compute relations from files to files",
        .details =
            "Uses the engine alone, without a knowledge graph. Each relation marked `input` is "
            "read from NAME.csv (RFC 4180) or NAME.tsv (tabs) in the folder of facts, without a "
            "header and with the columns in the order of the relation; each marked `output` is "
            "written to NAME.csv, sorted; of each marked `size` the name and the number of tuples "
            "are printed, with a tab between.\n\n"
            "A run that reaches a limit ends with exit code 4, says which rule was exceeding, and "
            "writes nothing.",
        .arguments = {{.name = "PROGRAM",
                       .help = "rule files that make one program",
                       .count = Argument::Count::some,
                       .completes = Completes::files}},
        .options = {{.name = "--facts",
                     .value = "DIR",
                     .help = "folder of the input relations",
                     .completes = Completes::folders},
                    {.name = "--out",
                     .value = "DIR",
                     .help = "folder for the output relations",
                     .completes = Completes::folders},
                    {.name = "--stats",
                     .value = "",
                     .help = "print seconds, tuples and peak memory as a line of JSON"},
                    {.name = "--limit-tuples", .value = "N", .help = "most tuples to derive"},
                    {.name = "--limit-memory",
                     .value = "MIB",
                     .help = "most memory to use; without it, half of the machine's"},
                    {.name = "--limit-time", .value = "S", .help = "most seconds to spend"},
                    json_option()},
        .examples = {{"obverse run reach.obv --facts data --out result --stats",
                      "read data/*.csv, write result/*.csv"}},
        .run = run,
    };
}

}  // namespace obverse::cli
