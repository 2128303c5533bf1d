#include "engine/ingest/ingest.h"

#include "engine/ingest/gather.h"
#include "engine/ingest/json_lines.h"
#include "engine/ingest/mapping.h"

#include <deque>

namespace obverse {

Submission ingest(Program& program, const IngestInput& input, Rejected rejected,
                  Diagnostics& diagnostics, IngestCounts& counts) {
    Gathering gathering(program, *input.names);
    if (input.known != nullptr) gathering.know(*input.known);
    if (input.declared != nullptr) gathering.add(*input.declared, *input.sources);
    Diagnostics found;
    std::deque<Mapping> mappings;
    for (const TableText& table : input.tables) {
        mappings.emplace_back(*table.import, read_csv(table.text, table.path, found), table.path,
                              found);
    }
    for (Mapping& mapping : mappings) mapping.declare(gathering, found);
    for (const LinesText& lines : input.lines) declare_lines(lines, gathering, found);
    for (Mapping& mapping : mappings) {
        mapping.claim(gathering, found);
        mapping.report_unread(found);
        counts.rows += mapping.row_count();
        counts.rejected += mapping.rejected_count();
    }
    for (const LinesText& lines : input.lines) {
        counts.rejected += claim_lines(lines, gathering, found, counts.rows);
    }
    // A rejected row that is to be skipped is a warning, whatever was wrong with it.
    for (const Diagnostic& one : found.list()) {
        if (rejected == Rejected::skip && one.severity() == Severity::error && one.place) {
            Diagnostic skipped = one;
            skipped.message = "skipped: " + one.message;
            skipped.code = Code::skipped_row;
            diagnostics.report(std::move(skipped));
        } else {
            diagnostics.report(one);
        }
    }
    if (counts.rejected > 0 && rejected == Rejected::stop) {
        diagnostics.report({.code = Code::rejected_rows,
                            .message = std::to_string(counts.rejected) + " of " +
                                       std::to_string(counts.rows) +
                                       " rows are rejected; nothing is loaded",
                            .help = "mend them, or load the rest with --skip-rejected"});
    }
    return {.record = std::move(gathering.record),
            .origins = std::move(gathering.origins),
            .files = {},
            .recorded_at = {}};
}

}  // namespace obverse
