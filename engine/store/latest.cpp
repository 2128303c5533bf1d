#include "engine/store/latest.h"

#include "engine/store/fact_table.h"
#include "engine/store/texts.h"

namespace obverse {

namespace {

constexpr const char* key = "latest date";

void take_latest(Connection& connection, const std::string& sql, std::optional<Date>& latest) {
    Statement rows(connection, sql);
    while (rows.step()) {
        const std::optional<Date> date = date_named(rows.view(0));
        if (date && (!latest || latest->last < date->last)) latest = Date{date->last, date->last};
    }
}

/// The days of events, as the claims that stand say.
void take_days(Connection& connection, const FactTable& table, std::optional<Date>& latest) {
    for (const FactTable::Column& column : table.columns) {
        if (column.type != ColumnType::date) continue;
        take_latest(connection,
                    "SELECT DISTINCT f." + sql_name(column.name) + " FROM " +
                        sql_name(table.table) +
                        " f JOIN claim c ON c.number = f.claim WHERE c.withdrawn_at IS NULL",
                    latest);
    }
}

}  // namespace

void note_latest_date(Connection& connection, const Program& program) {
    std::optional<Date> latest;
    for (const char* column : {"valid_from", "valid_until"}) {
        take_latest(
            connection,
            std::string("SELECT DISTINCT ") + column + " FROM claim WHERE withdrawn_at IS NULL",
            latest);
    }
    take_latest(connection, "SELECT DISTINCT issued FROM source", latest);
    const auto tables = fact_tables(connection);
    for (const Phrase& phrase : program.schema.phrases) {
        const auto table = tables.find(phrase.name);
        if (!phrase.dates_events || table == tables.end() || !table->second.fits(phrase)) continue;
        take_days(connection, table->second, latest);
    }
    Statement note(connection,
                   "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET "
                   "value = ?2 WHERE value <> ?2");
    note.bind(0, key).bind(1, text_of(latest)).run();
}

std::optional<Date> noted_latest_date(Connection& connection) {
    Statement noted(connection, "SELECT value FROM meta WHERE key = ?1");
    noted.bind(0, key);
    return noted.step() ? date_named(noted.view(0)) : std::nullopt;
}

void forget_latest_date(Connection& connection) {
    Statement forget(connection, "DELETE FROM meta WHERE key = ?1");
    forget.bind(0, key).run();
}

}  // namespace obverse
