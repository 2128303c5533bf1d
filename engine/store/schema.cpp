#include "engine/store/schema.h"

#include <string>

namespace obverse {

namespace {

constexpr const char* tables = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What is spoken about. `channel` says how it came in: by the files of the workspace, or by an
-- import of its own.
CREATE TABLE entity (
    id TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL CHECK (channel IN ('workspace', 'import')),
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE entity_kind (
    entity TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
    PRIMARY KEY (entity, kind, channel)
) WITHOUT ROWID;
CREATE TABLE alias (
    entity TEXT NOT NULL, name TEXT NOT NULL, channel TEXT NOT NULL,
    PRIMARY KEY (entity, name, channel)
) WITHOUT ROWID;
CREATE TABLE speaker (
    id TEXT NOT NULL, speaks_for TEXT NOT NULL, channel TEXT NOT NULL,
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT NOT NULL, label TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
    issuer TEXT, issued TEXT, channel TEXT NOT NULL,
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE source_basis (
    source TEXT NOT NULL, based_on TEXT NOT NULL, channel TEXT NOT NULL,
    PRIMARY KEY (source, based_on, channel)
) WITHOUT ROWID;

-- The names of the slots of each phrase, in order; `phrase` views are made from them.
CREATE TABLE phrase (
    id TEXT PRIMARY KEY, pattern TEXT NOT NULL, slots TEXT NOT NULL
) WITHOUT ROWID;

-- Who says what. `arguments` is a JSON array, one item a slot. An empty speaker is the record
-- itself. A claim is withdrawn, never deleted.
CREATE TABLE claim (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    phrase TEXT NOT NULL,
    arguments TEXT NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('asserted', 'denied')),
    speaker TEXT NOT NULL,
    source TEXT NOT NULL,
    valid_from TEXT NOT NULL DEFAULT '',
    valid_until TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')),
    origin TEXT NOT NULL,
    channel TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE INDEX claim_by_phrase ON claim (phrase) WHERE withdrawn_at IS NULL;

CREATE VIEW current_claim AS
    SELECT number, id, phrase, arguments, stance, speaker, source, valid_from, valid_until,
           confidence, origin
    FROM claim WHERE withdrawn_at IS NULL;
)sql";

void make(Connection& connection) {
    Transaction transaction(connection);
    // Another process may have made them while this one waited.
    if (connection.integer("PRAGMA user_version") == 0) {
        connection.run(tables);
        connection.run("PRAGMA application_id = " + std::to_string(graph_application_id));
        connection.run("PRAGMA user_version = " + std::to_string(graph_version));
    }
    transaction.commit();
}

/// The step from each version to the next.
using Step = void (*)(Connection&);
constexpr Step steps[] = {nullptr};  // version 0 is an empty file

void migrate(Connection& connection, std::int64_t from) {
    Transaction transaction(connection);
    for (std::int64_t version = from; version < graph_version; ++version) {
        steps[version](connection);
    }
    connection.run("PRAGMA user_version = " + std::to_string(graph_version));
    transaction.commit();
}

}  // namespace

void prepare_schema(Connection& connection, Connection::Mode mode) {
    const std::int64_t objects = connection.integer("SELECT count(*) FROM sqlite_master");
    const std::int64_t application = connection.integer("PRAGMA application_id");
    const std::int64_t version = connection.integer("PRAGMA user_version");
    const std::string& path = connection.path();
    if (objects == 0 && application == 0 && version == 0) {
        if (mode == Connection::Mode::read) {
            throw StoreError("`" + path + "` is empty; run `obverse import` first");
        }
        make(connection);
        return;
    }
    if (application != graph_application_id) {
        throw StoreError("`" + path +
                         "` is a database of another program; name another with --graph");
    }
    if (version > graph_version) {
        throw StoreError("`" + path + "` was made by a newer Obverse (form " +
                         std::to_string(version) + ", this one knows " +
                         std::to_string(graph_version) + "); update Obverse");
    }
    if (version < graph_version) {
        if (mode == Connection::Mode::read) {
            throw StoreError("`" + path +
                             "` was made by an older Obverse; run `obverse import` "
                             "to bring it up to date");
        }
        migrate(connection, version);
    }
}

}  // namespace obverse
