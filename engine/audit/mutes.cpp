#include "engine/audit/mutes.h"

#include "engine/audit/audit.h"
#include "engine/base/date.h"
#include "engine/base/write_file.h"
#include "engine/ingest/csv.h"

#include <algorithm>
#include <fstream>

namespace obverse {

namespace {

const std::vector<std::string> columns = {"fingerprint", "finding", "until", "who", "reason"};

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
    return line + "\n";
}

bool is_day(const std::string& text) {
    const auto date = parse_date(text);
    return date && date->first == date->last;
}

std::vector<Mute> read_list(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw AuditError(file.string() + ": cannot be read");
    const auto fail = [&](std::size_t line, const std::string& what) {
        throw AuditError(file.string() + ":" + std::to_string(line) + ": " + what);
    };
    CsvReader reader(stream);
    std::vector<Mute> list;
    bool is_head = true;
    while (const auto row = reader.next()) {
        if (row->problem) fail(row->line, row->problem->problem.message);
        std::vector<std::string> cells;
        for (const CsvCell& cell : row->cells) cells.push_back(cell.text);
        if (is_head && cells != columns) {
            fail(row->line, "the first line is to name the columns: " + line_of(columns));
        }
        if (!is_head) {
            if (cells.size() != columns.size()) {
                fail(row->line, "a mute has " + std::to_string(columns.size()) + " cells, not " +
                                    std::to_string(cells.size()));
            }
            if (!cells[2].empty() && !is_day(cells[2])) {
                fail(row->line, "`" + cells[2] + "` is no day; write it YYYY-MM-DD");
            }
            if (cells[4].empty()) fail(row->line, "a mute needs a reason");
            list.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], row->line});
        }
        is_head = false;
    }
    return list;
}

}  // namespace

Mutes Mutes::read(const std::filesystem::path& file) {
    Mutes mutes;
    mutes.file_ = file.string();
    mutes.list_ = read_list(file);
    mutes.uses_.resize(mutes.list_.size(), Use::none);
    return mutes;
}

void Mutes::apply(Audit& audit, std::int32_t today) {
    for (AuditFinding& finding : audit.findings) {
        for (std::size_t i = 0; i < list_.size(); ++i) {
            const Mute& mute = list_[i];
            if (mute.fingerprint != finding.fingerprint) continue;
            const bool has_run_out = !mute.until.empty() && parse_date(mute.until)->last < today;
            uses_[i] = has_run_out ? Use::ran_out : Use::used;
            if (!has_run_out) finding.muted = mute;
        }
    }
}

std::vector<std::string> Mutes::warnings() const {
    std::vector<std::string> list;
    for (std::size_t i = 0; i < list_.size(); ++i) {
        const Mute& mute = list_[i];
        if (uses_[i] == Use::used) continue;
        const std::string start = file_ + ":" + std::to_string(mute.line) + ": ";
        const std::string name =
            mute.fingerprint + (mute.finding.empty() ? "" : " (" + mute.finding + ")");
        list.push_back(uses_[i] == Use::ran_out ? start + "the mute of " + name + " ran out on " +
                                                      mute.until + "; the finding counts again"
                                                : start + "no finding has the fingerprint " + name +
                                                      "; its words changed, or the line can go");
    }
    return list;
}

std::filesystem::path mutes_beside(const std::filesystem::path& draft) {
    return draft.string() + ".mutes";
}

void add_mute(const std::filesystem::path& file, const Mute& mute) {
    std::vector<Mute> list;
    if (std::filesystem::exists(file)) list = read_list(file);
    std::erase_if(list, [&](const Mute& old) { return old.fingerprint == mute.fingerprint; });
    list.push_back(mute);
    std::string text = line_of(columns);
    for (const Mute& one : list) {
        text += line_of({one.fingerprint, one.finding, one.until, one.who, one.reason});
    }
    write_file(file, text);
}

}  // namespace obverse
