#include "engine/ingest/row_walk.h"

#include <algorithm>

namespace obverse {

std::string_view trimmed(std::string_view text) {
    const std::string_view spaces = " \t\r\n";
    const std::size_t from = text.find_first_not_of(spaces);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> entries;
    while (true) {
        const std::size_t end = text.find(';');
        const std::string_view entry = trimmed(text.substr(0, end));
        if (!entry.empty()) entries.emplace_back(entry);
        if (end == std::string_view::npos) return entries;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::size_t> RowWalk::column_of(CellId id) const {
    const ImportCell& cell = mapping_.import_.cells[id.index];
    switch (cell.shape) {
        case ImportCell::Shape::column:
            return mapping_.columns_[id.index];
        case ImportCell::Shape::let:
            for (const CellId column : cell.columns) {
                const std::size_t at = mapping_.columns_[column.index];
                if (!trimmed(mapping_.table_.rows[row_][at].text).empty()) return at;
            }
            return std::nullopt;
        case ImportCell::Shape::loop: {
            const auto list = lists_.find(id.index);
            return list == lists_.end() ? std::nullopt : column_of(list->second);
        }
    }
    return std::nullopt;
}

std::string RowWalk::cell(CellId id, bool reads) {
    const std::optional<std::size_t> column = column_of(id);
    if (column && reads) mapping_.read_[row_][*column] = true;
    const auto loop = loops_.find(id.index);
    if (loop != loops_.end()) return loop->second;
    if (!column) return {};
    return std::string(trimmed(mapping_.table_.rows[row_][*column].text));
}

std::string RowWalk::text(const ImportTerm& term, const SymbolTable& symbols) {
    if (const auto* id = std::get_if<CellId>(&term)) return cell(*id, true);
    return to_text(std::get<Value>(term), symbols);
}

std::vector<std::string> RowWalk::list(const ImportTerm& term, const SymbolTable& symbols) {
    if (const auto* id = std::get_if<CellId>(&term)) return split_list(cell(*id, true));
    return {to_text(std::get<Value>(term), symbols)};
}

FilePlace RowWalk::row_place() const {
    return {mapping_.path_, mapping_.table_.rows[row_].front().line, 1, {}};
}

FilePlace RowWalk::place(const ImportTerm& term) const {
    const auto* id = std::get_if<CellId>(&term);
    const std::optional<std::size_t> column = id != nullptr ? column_of(*id) : std::nullopt;
    if (!column) return row_place();
    const CsvCell& cell = mapping_.table_.rows[row_][*column];
    return {mapping_.path_, cell.line, cell.column, cell.text.substr(0, 120)};
}

bool RowWalk::holds(const ImportTest& test, bool reads_always) {
    const std::string value = cell(test.cell, reads_always);
    const bool listed =
        std::find(test.values.begin(), test.values.end(), value) != test.values.end();
    bool result = false;
    switch (test.shape) {
        case ImportTest::Shape::is:
        case ImportTest::Shape::one_of:
            result = listed;
            break;
        case ImportTest::Shape::is_not:
            result = !listed;
            break;
        case ImportTest::Shape::empty:
            result = value.empty();
            break;
        case ImportTest::Shape::not_empty:
            result = !value.empty();
            break;
    }
    // A test that fails has not made use of the value; that another value passes is its use.
    if (result) cell(test.cell, true);
    return result;
}

void RowWalk::go(const ImportLine& line, const OnEntity& on_entity,
                 const OnStatement& on_statement) {
    const auto act = [&] {
        const bool passes = std::all_of(line.when.begin(), line.when.end(),
                                        [&](const ImportTest& test) { return holds(test, false); });
        if (!passes) return;
        if (const auto* inner = std::get_if<std::vector<ImportLine>>(&line.body)) {
            go(*inner, on_entity, on_statement);
        } else if (const auto* entity = std::get_if<ImportEntity>(&line.body)) {
            on_entity(*entity);
        } else {
            on_statement(std::get<ImportStatement>(line.body));
        }
    };
    if (!line.loop) {
        act();
        return;
    }
    const std::uint32_t item = line.loop->item.index;
    lists_[item] = line.loop->list;
    for (const std::string& entry : split_list(cell(line.loop->list, true))) {
        loops_[item] = entry;
        act();
    }
    loops_.erase(item);
}

void RowWalk::go(const std::vector<ImportLine>& lines, const OnEntity& on_entity,
                 const OnStatement& on_statement) {
    for (const ImportLine& line : lines) go(line, on_entity, on_statement);
}

void RowWalk::go(const OnEntity& on_entity, const OnStatement& on_statement) {
    go(mapping_.import_.lines, on_entity, on_statement);
}

Confidence RowWalk::confidence() {
    for (const ImportConfidence& rule : mapping_.import_.confidence) {
        const bool passes = std::all_of(rule.when.begin(), rule.when.end(),
                                        [&](const ImportTest& test) { return holds(test, true); });
        if (passes) return rule.level;
    }
    return Confidence::high;
}

void RowWalk::read_notes() {
    for (const CellId note : mapping_.import_.notes) cell(note, true);
}

}  // namespace obverse
