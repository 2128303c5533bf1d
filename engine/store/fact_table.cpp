#include "engine/store/fact_table.h"

#include "engine/base/invariant.h"
#include "engine/json/reader.h"
#include "engine/json/writer.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>

namespace obverse {

namespace {

using FactTables = std::map<std::string, FactTable, std::less<>>;

constexpr std::array<std::string_view, 4> type_names = {"text", "integer", "number", "date"};
constexpr std::array<std::string_view, 4> sql_types = {"TEXT", "INTEGER", "REAL", "TEXT"};

std::string_view name_of(ColumnType type) {
    return type_names[static_cast<std::size_t>(type)];
}
ColumnType type_named(std::string_view name) {
    const auto found = std::find(type_names.begin(), type_names.end(), name);
    return found == type_names.end() ? ColumnType::symbol
                                     : static_cast<ColumnType>(found - type_names.begin());
}

/// `may-impact` -> `may_impact`: a name that SQL takes without quotes, most of the time. In lower
/// case, since SQL does not tell capitals apart.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        plain += c == '-' || c == ' ' ? '_' : is_capital ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return plain;
}

/// What a column of a view may not be called, since the view has such a column already.
bool is_taken(std::string_view column) {
    constexpr std::array<std::string_view, 7> taken = {
        "claim", "stance", "speaker", "source", "valid_from", "valid_until", "confidence"};
    return std::find(taken.begin(), taken.end(), column) != taken.end();
}

std::vector<FactTable::Column> columns_of(const Schema& schema, const Phrase& phrase) {
    std::vector<FactTable::Column> columns;
    std::set<std::string> names;
    for (const Slot& slot : phrase.slots) {
        std::string name = plain_name(slot.role);
        while (is_taken(name) || names.contains(name)) name += "_slot";
        names.insert(name);
        columns.push_back({.role = slot.role,
                           .name = name,
                           .type = slot.type,
                           .kind = slot.kind ? schema.kind(*slot.kind).name : std::string()});
    }
    return columns;
}

std::string slots_text(const FactTable& table) {
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_array();
    for (const FactTable::Column& column : table.columns) {
        json.begin_object();
        json.member("role", column.role).member("column", column.name);
        json.member("type", name_of(column.type)).member("kind", column.kind);
        json.end_object();
    }
    json.end_array();
    return json.text();
}

std::vector<FactTable::Column> read_slots(std::string_view text) {
    std::vector<FactTable::Column> columns;
    const auto parsed = read_json(text);
    const Json* json = std::get_if<Json>(&parsed);
    const JsonArray* slots = json == nullptr ? nullptr : json->array();
    for (std::size_t i = 0; slots != nullptr && i < slots->size(); ++i) {
        const JsonObject* slot = (*slots)[i].object();
        if (slot == nullptr) continue;
        const auto member = [&](std::string_view name) {
            const std::string* value = text_member(*slot, name);
            return value == nullptr ? std::string() : *value;
        };
        columns.push_back({.role = member("role"),
                           .name = member("column"),
                           .type = type_named(member("type")),
                           .kind = member("kind")});
    }
    return columns;
}

/// A name that no table or view has yet, without regard to case.
std::string free_name(Connection& connection, std::string wanted) {
    Statement taken(connection, "SELECT count(*) FROM sqlite_master WHERE name = ? COLLATE NOCASE");
    while (true) {
        taken.bind(0, wanted);
        taken.step();
        const bool is_free = taken.integer(0) == 0 && !wanted.starts_with("sqlite_");
        taken.reset();
        if (is_free) return wanted;
        wanted = "phrase_" + wanted;
    }
}

void make_table(Connection& connection, const FactTable& table) {
    std::string columns;
    for (const FactTable::Column& column : table.columns) {
        columns += sql_name(column.name) + " " +
                   std::string(sql_types[static_cast<std::size_t>(column.type)]) + " NOT NULL, ";
    }
    connection.run("CREATE TABLE " + sql_name(table.table) + " (" + columns +
                   "claim INTEGER NOT NULL REFERENCES claim (number), PRIMARY KEY (" +
                   table.column_list() + "claim)) WITHOUT ROWID");
    connection.run("CREATE VIEW " + sql_name(table.view) + " AS SELECT " + table.column_list("f.") +
                   "c.stance, c.speaker, c.source, c.valid_from, c.valid_until, c.confidence, "
                   "f.claim FROM " +
                   sql_name(table.table) +
                   " f JOIN claim c ON c.number = f.claim WHERE c.withdrawn_at IS NULL");
}

void insert(Connection& connection, const FactTable& table) {
    Statement row(connection,
                  "INSERT OR REPLACE INTO phrase (id, pattern, slots, facts, view) "
                  "VALUES (?, ?, ?, ?, ?)");
    row.bind(0, table.phrase).bind(1, table.pattern).bind(2, slots_text(table));
    row.bind(3, table.table).bind(4, table.view).run();
}

/// Keeps the facts of a phrase that has other slots now, under a name that has a space in it.
void retire(Connection& connection, FactTables& tables, FactTables::iterator place) {
    FactTable table = std::move(place->second);
    tables.erase(place);
    const std::string name = table.phrase;
    for (int i = 1; tables.contains(table.phrase) || i == 1; ++i) {
        table.phrase = name + " (former " + std::to_string(i) + ")";
    }
    const std::string former = free_name(connection, plain_name(table.table + "_former"));
    connection.run("DROP VIEW " + sql_name(table.view));
    connection.run("ALTER TABLE " + sql_name(table.table) + " RENAME TO " + sql_name(former));
    table.table = former;
    table.view.clear();
    connection.run("UPDATE claim SET phrase = " + sql_text(table.phrase) +
                   " WHERE phrase = " + sql_text(name));
    connection.run("DELETE FROM phrase WHERE id = " + sql_text(name));
    insert(connection, table);
    tables.emplace(table.phrase, std::move(table));
}

}  // namespace

bool FactTable::fits(const Phrase& declared) const {
    return std::equal(columns.begin(), columns.end(), declared.slots.begin(), declared.slots.end(),
                      [](const Column& column, const Slot& slot) {
                          return column.role == slot.role && column.type == slot.type;
                      });
}

std::string FactTable::column_list(std::string_view prefix) const {
    std::string list;
    for (const Column& column : columns) {
        list += prefix;
        list += sql_name(column.name) + ", ";
    }
    return list;
}

FactTables fact_tables(Connection& connection) {
    FactTables tables;
    Statement rows(connection, "SELECT id, pattern, slots, facts, view FROM phrase");
    while (rows.step()) {
        tables.emplace(rows.text(0), FactTable{.phrase = rows.text(0),
                                               .pattern = rows.text(1),
                                               .table = rows.text(3),
                                               .view = rows.text(4),
                                               .columns = read_slots(rows.view(2))});
    }
    return tables;
}

const FactTable& ensure_fact_table(Connection& connection, const Schema& schema,
                                   const Phrase& phrase, FactTables& tables) {
    auto place = tables.find(phrase.name);
    if (place != tables.end() && !place->second.fits(phrase)) {
        retire(connection, tables, place);
        place = tables.end();
    }
    if (place == tables.end()) {
        FactTable made{.phrase = phrase.name,
                       .pattern = pattern_text(schema, phrase),
                       .table = free_name(connection, "fact_" + plain_name(phrase.name)),
                       .view = free_name(connection, plain_name(phrase.name)),
                       .columns = columns_of(schema, phrase)};
        make_table(connection, made);
        insert(connection, made);
        return tables.emplace(phrase.name, std::move(made)).first->second;
    }
    FactTable& table = place->second;
    FactTable now = table;
    now.pattern = pattern_text(schema, phrase);
    for (std::size_t i = 0; i < now.columns.size(); ++i) {
        const auto& kind = phrase.slots[i].kind;
        now.columns[i].kind = kind ? schema.kind(*kind).name : std::string();
    }
    if (now.pattern != table.pattern || slots_text(now) != slots_text(table)) {
        table = std::move(now);
        insert(connection, table);
    }
    return table;
}

void bind_argument(Statement& statement, int index, ColumnType type, Word word,
                   const SymbolTable& symbols) {
    switch (type) {
        case ColumnType::integer:
            statement.bind(index, as_integer(word));
            return;
        case ColumnType::number:
            statement.bind(index, as_number(word));
            return;
        case ColumnType::date:
            statement.bind(index, to_text(as_date(word)));
            return;
        case ColumnType::symbol:
            statement.bind(index, symbols.text(as_symbol(word)));
            return;
    }
}

Word read_argument(const Statement& statement, int column, ColumnType type, SymbolTable& symbols) {
    switch (type) {
        case ColumnType::integer:
            return to_word(statement.integer(column));
        case ColumnType::number:
            return to_word(statement.number(column));
        case ColumnType::date:
            return to_word(parse_date(statement.view(column)).value_or(Date{}));
        case ColumnType::symbol:
            break;
    }
    return to_word(symbols.intern(statement.view(column)));
}

std::string argument_key(ColumnType type, Word word, const SymbolTable& symbols) {
    if (type == ColumnType::number) return std::to_string(word);
    return to_text(Value{type, word}, symbols);
}
std::string argument_key(const Statement& statement, int column, ColumnType type) {
    if (type == ColumnType::number) return std::to_string(to_word(statement.number(column)));
    return statement.text(column);
}

}  // namespace obverse
