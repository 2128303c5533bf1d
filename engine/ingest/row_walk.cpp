#include "engine/ingest/row_walk.h"

#include <algorithm>

namespace obverse {

std::string_view trimmed(std::string_view text) {
    const std::string_view spaces = " \t\r\n";
    const std::size_t from = text.find_first_not_of(spaces);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

std::vector<std::string_view> split_list(std::string_view text) {
    std::vector<std::string_view> entries;
    while (true) {
        const std::size_t end = text.find(';');
        const std::string_view entry = trimmed(text.substr(0, end));
        if (!entry.empty()) entries.push_back(entry);
        if (end == std::string_view::npos) return entries;
        text.remove_prefix(end + 1);
    }
}

RowWalk::RowWalk(const Import& import, const ColumnPlaces& columns, const CsvRow& row,
                 TableUse& use, const SymbolTable& symbols, Counts counts)
    : import_(import),
      columns_(columns),
      row_(row),
      use_(use),
      symbols_(symbols),
      counts_(counts),
      has_all_(std::find(columns.begin(), columns.end(), no_column) == columns.end()) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const CsvCell& cell = row.cells[i];
        values_.push_back(use.in_column(i, trimmed(cell.text)));
        if (counts == Counts::yes) TableUse::count(values_.back(), cell.spot);
    }
    for (const CellId note : import.notes) mark(note);
}

RowWalk::Held RowWalk::held(CellId id) const {
    const auto entry = entries_.find(id);
    if (entry != entries_.end()) return {entry->second.text, held(entry->second.list).column};
    const ImportCell& cell = import_.cells[id.index];
    const auto in_column = [&](CellId column) {
        const std::size_t place = columns_[column.index];
        if (place == no_column) return Held{};
        return Held{trimmed(row_.cells[place].text), place};
    };
    if (cell.shape == ImportCell::Shape::column) return in_column(id);
    for (const CellId column : cell.columns) {
        const Held one = in_column(column);
        if (!one.text.empty()) return one;
    }
    return {};
}

void RowWalk::mark(CellId id) {
    const auto entry = entries_.find(id);
    if (entry != entries_.end()) {
        entry->second.value->read = true;
        return;
    }
    const ImportCell& cell = import_.cells[id.index];
    if (cell.shape == ImportCell::Shape::column) {
        if (misses(id)) return;
        if (TableUse::Value* value = values_[columns_[id.index]]) value->read = true;
        return;
    }
    // Those columns of a `let` that are not taken have served to decide so.
    for (const CellId column : cell.columns) mark(column);
}

void RowWalk::mark(const ImportTerm& term) {
    if (const auto* id = std::get_if<CellId>(&term)) mark(*id);
}

std::string_view RowWalk::text(const ImportTerm& term) {
    mark(term);
    if (const auto* id = std::get_if<CellId>(&term)) return held(*id).text;
    return symbols_.text(as_symbol(std::get<Value>(term).word));
}

std::vector<std::string_view> RowWalk::list(const ImportTerm& term) {
    if (std::holds_alternative<CellId>(term)) return split_list(text(term));
    return {text(term)};
}

Spot RowWalk::spot(const ImportTerm& term) const {
    const auto* id = std::get_if<CellId>(&term);
    const auto column = id != nullptr ? held(*id).column : std::nullopt;
    return column ? row_.cells[*column].spot : Spot{row_.line, 1};
}

bool RowWalk::misses(CellId id) const {
    if (has_all_) return false;
    const ImportCell& cell = import_.cells[id.index];
    if (cell.shape == ImportCell::Shape::column) return columns_[id.index] == no_column;
    return std::any_of(cell.columns.begin(), cell.columns.end(),
                       [&](CellId column) { return misses(column); });
}

bool RowWalk::misses(const ImportTerm& term) const {
    const auto* id = std::get_if<CellId>(&term);
    return id != nullptr && misses(*id);
}

bool RowWalk::misses(const ImportLine& line) const {
    const auto any = [&](const std::vector<ImportTerm>& terms) {
        return std::any_of(terms.begin(), terms.end(),
                           [&](const auto& term) { return misses(term); });
    };
    const auto has = [&](const std::optional<ImportTerm>& term) { return term && misses(*term); };
    if (std::any_of(line.when.begin(), line.when.end(),
                    [&](const ImportTest& test) { return misses(test.cell); })) {
        return true;
    }
    if (line.loop && misses(line.loop->list)) return true;
    // Without a label or date an entity is declared all the same, so that other rows may name it.
    if (const auto* entity = std::get_if<ImportEntity>(&line.body)) {
        return misses(entity->subject) || any(entity->objects);
    }
    const auto* statement = std::get_if<ImportStatement>(&line.body);
    if (statement == nullptr) return false;
    return any(statement->terms) || has(statement->from) || has(statement->until) ||
           has(statement->confidence) ||
           std::any_of(statement->voices.begin(), statement->voices.end(),
                       [&](const ImportVoice& voice) {
                           return any(voice.speakers) || has(voice.source) || has(voice.url);
                       });
}

bool RowWalk::holds(const ImportTest& test) {
    const std::string_view text = held(test.cell).text;
    const bool is_named =
        std::find(test.values.begin(), test.values.end(), text) != test.values.end();
    switch (test.shape) {
        case ImportTest::Shape::is:
        case ImportTest::Shape::one_of:
            if (is_named) mark(test.cell);
            return is_named;
        // These three say what becomes of every value.
        case ImportTest::Shape::is_not:
            mark(test.cell);
            return !is_named;
        case ImportTest::Shape::empty:
            mark(test.cell);
            return text.empty();
        case ImportTest::Shape::not_empty:
            mark(test.cell);
            return !text.empty();
    }
    return false;
}

bool RowWalk::passes(const ImportLine& line) {
    const bool all = std::all_of(line.when.begin(), line.when.end(),
                                 [&](const ImportTest& test) { return holds(test); });
    if (all) return true;
    // What fails a test is not read by the line that the test guards, whatever that line names.
    const auto value_of = [&](CellId id) -> TableUse::Value* {
        const auto entry = entries_.find(id);
        if (entry != entries_.end()) return entry->second.value;
        const auto column = held(id).column;
        return column ? values_[*column] : nullptr;
    };
    std::vector<std::pair<TableUse::Value*, bool>> before;
    for (const ImportTest& test : line.when) {
        if (TableUse::Value* value = value_of(test.cell)) before.emplace_back(value, value->read);
    }
    pass_over(line);
    for (const auto& [value, was_read] : before) value->read = was_read;
    return false;
}

void RowWalk::pass_over(const ImportStatement& statement) {
    for (const ImportTerm& term : statement.terms) mark(term);
    for (const ImportVoice& voice : statement.voices) {
        for (const ImportTerm& speaker : voice.speakers) mark(speaker);
        if (voice.source) mark(*voice.source);
        if (voice.url) mark(*voice.url);
    }
    for (const auto* term : {&statement.from, &statement.until, &statement.confidence}) {
        if (*term) mark(**term);
    }
}

void RowWalk::pass_over(const ImportEntity& entity) {
    mark(entity.subject);
    for (const ImportTerm& object : entity.objects) mark(object);
    if (entity.label) mark(*entity.label);
    if (entity.date) mark(*entity.date);
}

void RowWalk::mark_all() {
    for (TableUse::Value* value : values_) {
        if (value != nullptr) value->read = true;
    }
}

void RowWalk::pass_over(const ImportLine& line) {
    if (line.loop) mark(line.loop->list);
    if (const auto* deeper = std::get_if<std::vector<ImportLine>>(&line.body)) {
        for (const ImportLine& one : *deeper) {
            for (const ImportTest& test : one.when) mark(test.cell);
            pass_over(one);
        }
    } else if (const auto* entity = std::get_if<ImportEntity>(&line.body)) {
        pass_over(*entity);
    } else {
        pass_over(std::get<ImportStatement>(line.body));
    }
}

void RowWalk::act(const ImportLine& line, const OnEntity& on_entity,
                  const OnStatement& on_statement) {
    if (const auto* deeper = std::get_if<std::vector<ImportLine>>(&line.body)) {
        go(*deeper, on_entity, on_statement);
    } else if (const auto* entity = std::get_if<ImportEntity>(&line.body)) {
        on_entity(*entity);
    } else {
        on_statement(std::get<ImportStatement>(line.body));
    }
}

void RowWalk::go(const ImportLine& line, const OnEntity& on_entity,
                 const OnStatement& on_statement) {
    if (!has_all_ && misses(line)) return;
    if (!passes(line)) return;
    if (!line.loop) {
        act(line, on_entity, on_statement);
        return;
    }
    const CellId item = line.loop->item;
    mark(line.loop->list);
    const Held list = held(line.loop->list);
    for (const std::string_view entry : split_list(list.text)) {
        TableUse::Value* value = use_.in_loop(item, entry);
        if (counts_ == Counts::yes) {
            TableUse::count(value, list.column ? row_.cells[*list.column].spot : Spot{row_.line});
        }
        entries_.insert_or_assign(item, Entry{entry, value, line.loop->list});
        act(line, on_entity, on_statement);
    }
    entries_.erase(item);
}

void RowWalk::go(const std::vector<ImportLine>& lines, const OnEntity& on_entity,
                 const OnStatement& on_statement) {
    for (const ImportLine& line : lines) go(line, on_entity, on_statement);
}

void RowWalk::go(const OnEntity& on_entity, const OnStatement& on_statement) {
    go(import_.lines, on_entity, on_statement);
}

Confidence RowWalk::confidence() {
    // What no rule names is sure: so the rules read every value that they test.
    for (const ImportConfidence& rule : import_.confidence) {
        for (const ImportTest& test : rule.when) mark(test.cell);
    }
    for (const ImportConfidence& rule : import_.confidence) {
        const bool passes = std::all_of(rule.when.begin(), rule.when.end(),
                                        [&](const ImportTest& test) { return holds(test); });
        if (passes) return rule.level;
    }
    return Confidence::high;
}

}  // namespace obverse
