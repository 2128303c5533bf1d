#include "engine/store/schema.h"

#include <filesystem>
#include <string>

namespace obverse {

namespace {

// docs/knowledge-graph.md describes these tables. An absent text is the empty text, so that no
// comparison meets NULL; only `withdrawn_at` and `replaces` may be NULL. The columns of a key come
// first and in its order: SQLite 3.40 calls a sound table without row ids damaged otherwise.
constexpr const char* tables_of_form_1 = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What is spoken about. `channel` says how it came in: by the files of the workspace, or by a file
-- that was imported beside them.
CREATE TABLE entity (
    id TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('workspace', 'file')),
    label TEXT NOT NULL,
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE entity_kind (
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (entity, kind, channel)
) WITHOUT ROWID;
-- Every name of an entity: its id, its label, what it is also called. `key` is the name without
-- capitals, accents, punctuation and leading article, as names are looked up.
CREATE TABLE name (
    key TEXT NOT NULL,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('id', 'label', 'alias')),
    channel TEXT NOT NULL,
    PRIMARY KEY (key, entity, name, role, channel)
) WITHOUT ROWID;
CREATE TABLE speaker (
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    speaks_for TEXT NOT NULL,
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    label TEXT NOT NULL,
    url TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued TEXT NOT NULL,
    PRIMARY KEY (id, channel)
) WITHOUT ROWID;
CREATE TABLE source_basis (
    source TEXT NOT NULL,
    based_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (source, based_on, channel)
) WITHOUT ROWID;

-- The phrases that claims were made in. `slots` is a JSON array of {role, column, type, kind};
-- `facts` names the table that holds what fills them.
CREATE TABLE phrase (
    id TEXT PRIMARY KEY,
    pattern TEXT NOT NULL,
    slots TEXT NOT NULL,
    facts TEXT NOT NULL UNIQUE,
    view TEXT NOT NULL
) WITHOUT ROWID;

-- Who says what. An empty speaker is the record itself. A claim is withdrawn, never deleted; one
-- that replaces another differs from it in how long it holds or how sure it is.
CREATE TABLE claim (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    phrase TEXT NOT NULL REFERENCES phrase (id),
    sentence TEXT NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('asserted', 'denied')),
    speaker TEXT NOT NULL,
    source TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')),
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT,
    replaces INTEGER REFERENCES claim (number)
);
-- The files that make a claim, and the line.
CREATE TABLE claim_origin (
    claim INTEGER NOT NULL REFERENCES claim (number),
    channel TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (claim, channel, file, line)
) WITHOUT ROWID;

CREATE VIEW entities AS
    SELECT id, max(label) AS label,
           (SELECT group_concat(kind, ', ') FROM
               (SELECT DISTINCT kind FROM entity_kind WHERE entity = entity.id ORDER BY kind))
               AS kinds,
           (SELECT group_concat(name, '; ') FROM
               (SELECT DISTINCT name FROM name
                WHERE name.entity = entity.id AND role = 'alias' ORDER BY name)) AS aliases
    FROM entity GROUP BY id;
CREATE VIEW claims AS
    SELECT number AS claim, phrase, sentence, stance, speaker, source, valid_from, valid_until,
           confidence
    FROM claim WHERE withdrawn_at IS NULL;
)sql";

/// SQLite fills up a last page that is cut off with zeros, and says nothing.
void check_length(Connection& connection) {
    if (connection.path() == ":memory:") return;
    const std::int64_t wanted =
        connection.integer("PRAGMA page_count") * connection.integer("PRAGMA page_size");
    std::error_code failed;
    const std::uintmax_t length = std::filesystem::file_size(connection.path(), failed);
    if (failed || static_cast<std::int64_t>(length) >= wanted) return;
    throw StoreError("`" + connection.path() + "` is damaged: its end is missing; move it away " +
                     "and run `obverse import` to make it anew");
}

void make(Connection& connection, const GraphForm& form) {
    Transaction transaction(connection);
    // Another process may have made them while this one waited.
    if (connection.integer("PRAGMA user_version") == 0) {
        connection.run(form.tables);
        connection.run("PRAGMA application_id = " + std::to_string(graph_application_id));
        connection.run("PRAGMA user_version = " + std::to_string(form.version));
    }
    transaction.commit();
}

void migrate(Connection& connection, const GraphForm& form) {
    Transaction transaction(connection);
    for (std::int64_t version = connection.integer("PRAGMA user_version"); version < form.version;
         ++version) {
        form.steps[static_cast<std::size_t>(version - 1)](connection);
    }
    connection.run("PRAGMA user_version = " + std::to_string(form.version));
    transaction.commit();
}

}  // namespace

const GraphForm& current_form() {
    static const GraphForm form{.version = 1, .tables = tables_of_form_1, .steps = {}};
    return form;
}

void prepare_schema(Connection& connection, Connection::Mode mode, const GraphForm& form) {
    const std::int64_t objects = connection.integer("SELECT count(*) FROM sqlite_master");
    const std::int64_t application = connection.integer("PRAGMA application_id");
    const std::int64_t version = connection.integer("PRAGMA user_version");
    const std::string& path = connection.path();
    if (objects == 0 && application == 0 && version == 0) {
        if (mode == Connection::Mode::read) {
            throw StoreError("`" + path + "` is empty; run `obverse import` first");
        }
        make(connection, form);
        return;
    }
    if (application != graph_application_id) {
        throw StoreError("`" + path +
                         "` is a database of another program; name another with --graph");
    }
    if (version > form.version) {
        throw StoreError("`" + path + "` was made by a newer Obverse (form " +
                         std::to_string(version) + ", this one knows " +
                         std::to_string(form.version) + "); update Obverse");
    }
    if (version < 1) {
        throw StoreError("`" + path +
                         "` is damaged: it does not say of which form it is; move it "
                         "away and run `obverse import` to make it anew");
    }
    check_length(connection);
    if (version == form.version) return;
    if (mode == Connection::Mode::read) {
        throw StoreError("`" + path +
                         "` was made by an older Obverse; run `obverse import` to bring it up to "
                         "date");
    }
    migrate(connection, form);
}

}  // namespace obverse
