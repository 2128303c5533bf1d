#include "engine/ingest/table_use.h"

#include <algorithm>

namespace obverse {

namespace {

/// Values are told apart by so much of them.
constexpr std::size_t longest_value = 200;
/// How many unread values of one column are named before the rest is only counted.
constexpr std::size_t most_named = 50;

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

template <class Values>
void report_values(const Values& values, const std::string& column, const std::string& path,
                   Diagnostics& diagnostics) {
    std::map<std::string, TableUse::Value> unread;
    for (const auto& [text, value] : values) {
        if (!value.read && value.count > 0) unread.emplace(text, value);
    }
    std::size_t named = 0;
    for (const auto& [text, value] : unread) {
        if (++named > most_named) break;
        diagnostics.report({.code = Code::unread_value,
                            .message = "no line reads `" + text + "` in the column `" + column +
                                       "` (" + counted(value.count, "row") + ")",
                            .help = "correct it, or add a line for it",
                            .place = FilePlace{path, value.spot.line, value.spot.column, {}}});
    }
    if (unread.size() <= most_named) return;
    diagnostics.report({.code = Code::unread_value,
                        .message = "no line reads " +
                                   counted(unread.size() - most_named, "more value") +
                                   " in the column `" + column + "`",
                        .place = FilePlace{path, 1, 0, {}}});
}

/// The name of the column that a loop goes through, as far as it is one.
std::string list_name(const Import& import, const std::vector<ImportLine>& lines, CellId loop) {
    for (const ImportLine& line : lines) {
        if (line.loop && line.loop->item == loop) return import.cells[line.loop->list.index].name;
        if (const auto* deeper = std::get_if<std::vector<ImportLine>>(&line.body)) {
            const std::string name = list_name(import, *deeper, loop);
            if (!name.empty()) return name;
        }
    }
    return {};
}

}  // namespace

TableUse::Value* TableUse::in_column(std::size_t column, std::string_view text) {
    if (text.empty()) return nullptr;
    return &columns_[column][std::string(text.substr(0, longest_value))];
}

TableUse::Value* TableUse::in_loop(CellId loop, std::string_view text) {
    return &loops_[loop][std::string(text.substr(0, longest_value))];
}

void TableUse::count(Value* value, Spot spot) {
    if (value == nullptr) return;
    if (value->count++ == 0) value->spot = spot;
}

void TableUse::report(const Import& import, const std::vector<CsvCell>& header,
                      const std::string& path, Diagnostics& diagnostics) const {
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto values = columns_.find(i);
        if (values == columns_.end()) continue;  // empty in every row
        const std::string& name = header[i].text;
        const bool is_named =
            std::any_of(import.cells.begin(), import.cells.end(), [&](const ImportCell& cell) {
                return cell.shape == ImportCell::Shape::column && cell.name == name;
            });
        if (is_named) {
            report_values(values->second, name, path, diagnostics);
            continue;
        }
        diagnostics.report(
            {.code = Code::unread_value,
             .message = "no line reads the column `" + name + "`",
             .help = "add a line for it, or `the column {" + name + "} is a note`",
             .place = FilePlace{path, header[i].spot.line, header[i].spot.column, {}}});
    }
    for (const auto& [loop, values] : loops_) {
        const std::string name = list_name(import, import.lines, loop);
        const bool is_note =
            std::any_of(import.notes.begin(), import.notes.end(),
                        [&](CellId note) { return import.cells[note.index].name == name; });
        if (!is_note) report_values(values, name, path, diagnostics);
    }
}

}  // namespace obverse
