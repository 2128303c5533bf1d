#include "engine/store/declarations.h"

#include "engine/base/name_key.h"
#include "engine/store/texts.h"

#include <set>
#include <vector>

namespace obverse {

namespace {

using Rows = std::set<std::vector<std::string>>;

/// A table of texts; the first `key_count` columns and the channel are its key.
struct TextTable {
    std::string name;
    std::vector<std::string> columns;
    std::size_t key_count = 0;
    Rows wanted = {};
};

std::string listed(const std::vector<std::string>& columns, const char* before,
                   const char* between) {
    std::string text;
    for (const std::string& column : columns) {
        text += text.empty() ? "" : between;
        text += column + before;
    }
    return text;
}

Rows rows_of(Connection& connection, const TextTable& table, std::string_view channel) {
    Rows rows;
    Statement select(connection, "SELECT " + listed(table.columns, "", ", ") + " FROM " +
                                     table.name + " WHERE channel = ?");
    select.bind(0, channel);
    while (select.step()) {
        std::vector<std::string> row;
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
            row.push_back(select.text(i));
        }
        rows.insert(std::move(row));
    }
    return rows;
}

/// Makes the rows of the channel those that are wanted: replaces only what differs.
void reconcile(Connection& connection, const TextTable& table, Channel channel) {
    const std::string_view name = name_of(channel);
    const Rows before = rows_of(connection, table, name);
    const std::vector<std::string> keys(
        table.columns.begin(),
        table.columns.begin() + static_cast<std::ptrdiff_t>(table.key_count));
    if (channel == Channel::workspace) {
        Statement remove(connection, "DELETE FROM " + table.name + " WHERE " +
                                         listed(keys, " = ?", " AND ") + " AND channel = ?");
        for (const auto& row : before) {
            if (table.wanted.contains(row)) continue;
            for (std::size_t i = 0; i < table.key_count; ++i) {
                remove.bind(static_cast<int>(i), row[i]);
            }
            remove.bind(static_cast<int>(table.key_count), name).run();
        }
    }
    std::string marks;
    for (std::size_t i = 0; i < table.columns.size(); ++i) marks += "?, ";
    Statement insert(connection, "INSERT OR REPLACE INTO " + table.name + " (" +
                                     listed(table.columns, "", ", ") + ", channel) VALUES (" +
                                     marks + "?)");
    for (const auto& row : table.wanted) {
        if (before.contains(row)) continue;
        for (std::size_t i = 0; i < row.size(); ++i) insert.bind(static_cast<int>(i), row[i]);
        insert.bind(static_cast<int>(row.size()), name).run();
    }
}

}  // namespace

std::string_view name_of(Channel channel) {
    return channel == Channel::workspace ? "workspace" : "file";
}

void record_declarations(Connection& connection, const Program& program, const ClaimSet& record,
                         Channel channel) {
    const auto text = [&](SymbolId symbol) { return std::string(program.symbols.text(symbol)); };
    TextTable entities{"entity", {"id", "label"}, 1};
    TextTable kinds{"entity_kind", {"entity", "kind"}, 2};
    TextTable names{"name", {"key", "entity", "name", "role"}, 4};
    for (const auto& [id, entity] : record.entities) {
        const auto add_name = [&, id = text(id)](const std::string& name, const char* role) {
            if (!name.empty()) names.wanted.insert({name_key(name), id, name, role});
        };
        entities.wanted.insert({text(id), entity.label});
        for (const KindId kind : entity.kinds) {
            kinds.wanted.insert({text(id), program.schema.kind(kind).name});
        }
        add_name(text(id), "id");
        add_name(entity.label, "label");
        for (const std::string& alias : entity.aliases) add_name(alias, "alias");
    }
    TextTable speakers{"speaker", {"id", "speaks_for"}, 1};
    for (const auto& [id, speaker] : record.speakers) {
        speakers.wanted.insert({text(id), text(speaker.actor)});
    }
    TextTable sources{"source", {"id", "label", "url", "issuer", "issued"}, 1};
    TextTable bases{"source_basis", {"source", "based_on"}, 2};
    for (const auto& [id, source] : record.sources) {
        sources.wanted.insert({text(id), source.label, source.url,
                               source.issuer ? text(*source.issuer) : std::string(),
                               text_of(source.issued)});
        for (const SymbolId other : source.based_on) bases.wanted.insert({text(id), text(other)});
    }
    for (const TextTable* table : {&entities, &kinds, &names, &speakers, &sources, &bases}) {
        reconcile(connection, *table, channel);
    }
}

}  // namespace obverse
