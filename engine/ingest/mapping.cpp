#include "engine/ingest/mapping.h"

#include "engine/base/edit_distance.h"
#include "engine/ingest/row_walk.h"
#include "engine/ingest/statement_reader.h"

#include <algorithm>
#include <map>

namespace obverse {

namespace {

/// How many unread values of one column are named before the rest is only counted.
constexpr std::size_t named_values = 5;

}  // namespace

Mapping::Mapping(const Import& import, CsvTable table, std::string path, Diagnostics& diagnostics)
    : import_(import), table_(std::move(table)), path_(std::move(path)) {
    std::vector<std::string> names;
    for (const CsvCell& cell : table_.header) names.push_back(cell.text);
    for (const ImportCell& cell : import.cells) {
        columns_.push_back(0);
        if (cell.shape != ImportCell::Shape::column) continue;
        const auto found = std::find(names.begin(), names.end(), cell.name);
        columns_.back() = static_cast<std::size_t>(found - names.begin());
        if (found != names.end()) continue;
        is_whole_ = false;
        std::string help = did_you_mean(closest(cell.name, names));
        if (help.empty()) {
            help = "the columns are";
            for (const std::string& name : names) help += " `" + name + "`";
        }
        diagnostics.report({.code = Code::missing_column,
                            .message = "`" + path_ + "` has no column `" + cell.name + "`",
                            .primary = Label{cell.span, "read here"},
                            .help = std::move(help)});
    }
    read_.assign(table_.rows.size(), std::vector<bool>(table_.header.size(), false));
}

void Mapping::declare(Gathering& gathering, Diagnostics& diagnostics) {
    for (std::size_t row = 0; is_whole_ && row < table_.rows.size(); ++row) {
        RowWalk walk(*this, row);
        StatementReader reader(walk, gathering, diagnostics);
        walk.read_notes();
        walk.go([&](const ImportEntity& entity) { reader.declare(entity); },
                [](const ImportStatement&) {});
        if (reader.has_rejected()) rejected_.insert(row);
    }
}

void Mapping::claim(Gathering& gathering, Diagnostics& diagnostics) {
    for (std::size_t row = 0; is_whole_ && row < table_.rows.size(); ++row) {
        RowWalk walk(*this, row);
        StatementReader reader(walk, gathering, diagnostics);
        walk.go([&](const ImportEntity& entity) { reader.relate(entity); },
                [&](const ImportStatement& statement) { reader.claim(statement); });
        if (reader.has_rejected()) {
            rejected_.insert(row);
        } else {
            reader.commit();
        }
    }
}

void Mapping::report_unread(Diagnostics& diagnostics) const {
    for (std::size_t column = 0; is_whole_ && column < table_.header.size(); ++column) {
        std::map<std::string, std::size_t> values;
        std::size_t unread = 0;
        std::size_t filled = 0;
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const std::string value(trimmed(table_.rows[row][column].text));
            if (value.empty()) continue;
            ++filled;
            if (read_[row][column] || rejected_.contains(row)) continue;
            ++unread;
            ++values[value];
        }
        if (unread == 0) continue;
        const CsvCell& header = table_.header[column];
        const FilePlace place{path_, header.line, header.column, {}};
        if (unread == filled) {
            diagnostics.report(
                {.code = Code::unread_value,
                 .message = "no line reads the column `" + header.text + "`",
                 .help = "add a line for it, or `the column {" + header.text + "} is a note`",
                 .place = place});
            continue;
        }
        std::size_t named = 0;
        for (const auto& [value, count] : values) {
            if (named++ == named_values) break;
            diagnostics.report({.code = Code::unread_value,
                                .message = "no line reads `" + value.substr(0, 60) +
                                           "` in the column `" + header.text + "` (" +
                                           std::to_string(count) +
                                           (count == 1 ? " row)" : " rows)"),
                                .place = place});
        }
        if (values.size() > named_values) {
            diagnostics.report({.code = Code::unread_value,
                                .message = "no line reads " +
                                           std::to_string(values.size() - named_values) +
                                           " more values of the column `" + header.text + "`",
                                .place = place});
        }
    }
}

}  // namespace obverse
