#include "engine/store/fact_table.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"

#include <algorithm>

namespace obverse {

namespace {

/// The numbers of the claims in which the entity stands in a slot, speaks, or is the source.
std::vector<std::int64_t> claims_of(Connection& connection, const Schema& schema,
                                    const std::string& entity) {
    std::string sql = "SELECT number FROM claim WHERE speaker = ?1 OR source = ?1";
    for (const auto& [name, table] : fact_tables(connection)) {
        std::string condition;
        for (const FactTable::Column& column : table.columns) {
            const auto kind = schema.kind_named(column.kind);
            if (column.kind.empty() || (kind && schema.kind(*kind).is_one_of())) continue;
            condition += (condition.empty() ? "" : " OR ") + sql_name(column.name) + " = ?1";
        }
        if (condition.empty()) continue;
        // One statement a table: SQLite takes at most 500 parts of a union.
        sql += "\nUNION SELECT claim FROM " + sql_name(table.table) + " WHERE " + condition;
    }
    std::vector<std::int64_t> numbers;
    Statement rows(connection, sql);
    rows.bind(0, entity);
    while (rows.step()) numbers.push_back(rows.integer(0));
    return numbers;
}

std::vector<ClaimPlace> origins_of(Statement& rows, std::int64_t number) {
    std::vector<ClaimPlace> places;
    rows.bind(0, number);
    while (rows.step()) {
        places.push_back({rows.text(0), static_cast<std::size_t>(rows.integer(1))});
    }
    rows.reset();
    return places;
}

}  // namespace

std::vector<HistoryEntry> Store::history(const Schema& schema, const std::string& entity) const {
    std::vector<HistoryEntry> entries;
    Statement claim(*connection_,
                    "SELECT sentence, phrase, stance, speaker, source, valid_from, valid_until, "
                    "confidence, recorded_at, withdrawn_at, replaces IS NOT NULL, "
                    "EXISTS (SELECT 1 FROM claim later WHERE later.replaces = claim.number) "
                    "FROM claim WHERE number = ?");
    Statement origins(*connection_,
                      "SELECT file, line FROM claim_origin WHERE claim = ? ORDER BY file, line");
    for (const std::int64_t number : claims_of(*connection_, schema, entity)) {
        claim.bind(0, number);
        if (claim.step()) {
            entries.push_back({.sentence = claim.text(0),
                               .phrase = claim.text(1),
                               .stance = stance_named(claim.view(2)),
                               .speaker = claim.text(3),
                               .source = claim.text(4),
                               .from = claim.text(5),
                               .until = claim.text(6),
                               .confidence = claim.text(7),
                               .recorded_at = claim.text(8),
                               .withdrawn_at = claim.text(9),
                               .replaces = claim.integer(10) != 0,
                               .replaced = claim.integer(11) != 0,
                               .origins = origins_of(origins, number)});
        }
        claim.reset();
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const HistoryEntry& left, const HistoryEntry& right) {
                         return left.recorded_at < right.recorded_at;
                     });
    return entries;
}

}  // namespace obverse
