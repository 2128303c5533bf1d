#include "engine/ingest/ingest.h"

#include "engine/ingest/gather.h"
#include "engine/ingest/json_lines.h"
#include "engine/ingest/table_reader.h"

#include <deque>

namespace obverse {

namespace {

/// The inputs of one import, gone through as often as it takes.
class Ingest {
public:
    Ingest(Program& program, const IngestInput& input, Diagnostics& diagnostics)
        : program_(program), input_(input), rejections_(paths_of(input)) {
        std::size_t number = 0;
        for (const TableText& table : input.tables) {
            tables_.emplace_back(*table.import, table.text, table.path, number++, diagnostics);
        }
        for (const LinesText& lines : input.lines) {
            lines_.emplace_back(lines.text, lines.path, number++);
        }
    }

    Submission run(Rejected rejected) {
        while (true) {
            const std::size_t before = rejections_.row_count();
            rejections_.begin_round();
            Submission submission = round();
            // Without what was rejected, other rows may name what nobody declares.
            const bool is_settled = rejections_.row_count() == before;
            if (rejected == Rejected::stop || is_settled) return submission;
        }
    }

    void report(Rejected rejected, Diagnostics& diagnostics, IngestCounts& counts) const {
        for (const TableReader& table : tables_) {
            table.report_unread(diagnostics);
            counts.rows += table.row_count();
        }
        for (const LineReader& lines : lines_) counts.rows += lines.row_count();
        counts.rejected += rejections_.row_count();
        for (const Diagnostic& found : rejections_.findings().list()) {
            Diagnostic one = found;
            if (rejected == Rejected::skip) {
                one.message = "skipped: " + found.message;
                one.code = Code::skipped_row;
            }
            diagnostics.report(std::move(one));
        }
        if (rejections_.row_count() == 0 || rejected == Rejected::skip) return;
        diagnostics.report({.code = Code::rejected_rows,
                            .message = std::to_string(rejections_.row_count()) + " of " +
                                       std::to_string(counts.rows) +
                                       (counts.rows == 1 ? " row" : " rows") +
                                       " rejected; nothing is loaded",
                            .help = "mend them, or load the rest with --skip-rejected"});
    }

    Gathering declare() {
        Gathering gathering(program_);
        if (input_.known != nullptr) gathering.know(*input_.known);
        if (input_.declared != nullptr) gathering.add(*input_.declared, *input_.sources);
        std::vector<Declaration> later;
        for (TableReader& table : tables_) table.declare(gathering, rejections_, later);
        for (LineReader& lines : lines_) lines.declare(gathering, rejections_, later);
        apply(later, gathering, rejections_);
        return gathering;
    }

private:
    static std::vector<std::string> paths_of(const IngestInput& input) {
        std::vector<std::string> paths;
        for (const TableText& table : input.tables) paths.push_back(table.path);
        for (const LinesText& lines : input.lines) paths.push_back(lines.path);
        return paths;
    }

    void tell(std::size_t input) const {
        if (!input_.progress) return;
        const std::size_t tables = input_.tables.size();
        input_.progress(input < tables ? input_.tables[input].path
                                       : input_.lines[input - tables].path);
    }

    Submission round() {
        Gathering gathering = declare();
        Resolver resolver(gathering);
        std::size_t input = 0;
        for (TableReader& table : tables_) {
            tell(input++);
            table.claim(resolver, rejections_);
        }
        for (LineReader& lines : lines_) {
            tell(input++);
            lines.claim(resolver, rejections_);
        }
        return std::move(gathering).submission();
    }

    Program& program_;
    const IngestInput& input_;
    Rejections rejections_;
    std::deque<TableReader> tables_;
    std::deque<LineReader> lines_;
};

}  // namespace

ClaimSet declared_in(Program& program, const IngestInput& input) {
    Diagnostics passed_over;
    Gathering gathering = Ingest(program, input, passed_over).declare();
    return std::move(gathering.record());
}

Submission ingest(Program& program, const IngestInput& input, Rejected rejected,
                  Diagnostics& diagnostics, IngestCounts& counts) {
    Ingest run(program, input, diagnostics);
    Submission submission = run.run(rejected);
    run.report(rejected, diagnostics, counts);
    return submission;
}

}  // namespace obverse
