#include "engine/store/schema.h"
#include "tests/unit/store/recording.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;
using namespace obverse::test;

namespace {

namespace fs = std::filesystem;
using Mode = Store::Mode;

void fill(const fs::path& file) {
    Store store(file, Mode::write);
    Recording("claim\n  j1 is staged\n  asserted by borea in paper\n").into(store);
}

void run_sql(const fs::path& file, const std::string& sql) {
    Connection(file.string(), Connection::Mode::write).run(sql);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("file: what is no graph is refused and not touched") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    struct Case {
        const char* what;
        void (*make)(const fs::path&);
        const char* says;
    };
    const Case cases[] = {
        {"a text", [](const fs::path& path) { write(path, std::string(5000, 'x')); },
         "no knowledge graph"},
        {"a short text", [](const fs::path& path) { write(path, "hello"); }, "no knowledge graph"},
        {"another program's database",
         [](const fs::path& path) { run_sql(path, "CREATE TABLE t (x)"); }, "another program"},
        {"another program's empty database",
         [](const fs::path& path) { run_sql(path, "PRAGMA application_id = 7"); },
         "another program"},
        {"a newer graph",
         [](const fs::path& path) {
             fill(path);
             run_sql(path, "PRAGMA user_version = 99");
         },
         "newer Obverse (form 99"},
        {"a graph of no form",
         [](const fs::path& path) {
             fill(path);
             run_sql(path, "PRAGMA user_version = 0");
         },
         "is damaged"},
        {"a graph cut off",
         [](const fs::path& path) {
             fill(path);
             fs::resize_file(path, fs::file_size(path) - 4096);
         },
         "is damaged"},
        {"a graph cut off within a page",
         [](const fs::path& path) {
             fill(path);
             fs::resize_file(path, 3 * 4096 + 100);
         },
         "is damaged"},
        {"a graph cut off within its last page",
         [](const fs::path& path) {
             fill(path);
             fs::resize_file(path, fs::file_size(path) - 1);
         },
         "is damaged"},
        {"the first bytes of a graph",
         [](const fs::path& path) {
             fill(path);
             fs::resize_file(path, 50);
         },
         "is damaged"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        fs::remove(file);
        c.make(file);
        const std::string before = contents(file);
        for (const Mode mode : {Mode::read, Mode::write}) {
            const std::string failure = failure_of([&] { dump(Store(file, mode)); });
            CAPTURE(failure);
            CHECK(has(failure, c.says));
            CHECK(has(failure, file.string()));
            CHECK(contents(file) == before);
        }
    }
}

TEST_CASE("file: a graph that is not there is made for writing, missed for reading") {
    const TemporaryFolder folder;
    const std::string failure = failure_of([&] { Store(folder / "graph.db", Mode::read); });
    CHECK(has(failure, "run `obverse import` first"));
    CHECK_FALSE(fs::exists(folder / "graph.db"));
    write(folder / "empty.db", "");
    CHECK(has(failure_of([&] { Store(folder / "empty.db", Mode::read); }), "is empty"));
    fill(folder / "empty.db");
    CHECK(Store(folder / "empty.db", Mode::read).is_intact());
    CHECK(has(failure_of([&] { Store(folder / "no/such/folder.db", Mode::write); }),
              "check that the folder is there"));
    CHECK(has(failure_of([&] { Store(folder.path(), Mode::write); }), "cannot"));
}

TEST_CASE("file: a graph that another process writes to is refused after a while") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    fill(file);
    Connection other(file.string(), Connection::Mode::write);
    other.run("BEGIN EXCLUSIVE");
    const std::string before = contents(file);
    for (const Mode mode : {Mode::read, Mode::write}) {
        CHECK(has(failure_of([&] { Store(file, mode); }), "another process is using it"));
    }
    CHECK(contents(file) == before);
    other.run("ROLLBACK");
    CHECK(Store(file, Mode::read).is_intact());
}

TEST_CASE("file: two may read, and one write, at a time") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    fill(file);
    const Store reader(file, Mode::read);
    const Store other(file, Mode::read);
    CHECK(dump(reader) == dump(other));
    Store writer(file, Mode::write);
    Recording("").into(writer);
    CHECK(dump(reader) == "");
}

TEST_CASE("file: an older graph is brought up to date step by step, or left as it is") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    const GraphForm first{
        .version = 1, .tables = "CREATE TABLE t (x); INSERT INTO t VALUES (1)", .steps = {}};
    const auto to_second = [](Connection& connection) {
        connection.run("ALTER TABLE t ADD COLUMN y DEFAULT 2");
    };
    const auto to_third = [](Connection& connection) { connection.run("UPDATE t SET x = x + y"); };
    const auto breaks = [](Connection& connection) {
        connection.run("DROP TABLE t");
        connection.run("this is no SQL");
    };
    const auto open = [&](Connection::Mode mode, const GraphForm& form) {
        Connection connection(file.string(), mode);
        prepare_schema(connection, mode, form);
        return connection.integer("SELECT x FROM t");
    };
    using Inner = Connection::Mode;
    CHECK(open(Inner::write, first) == 1);
    const std::string before = contents(file);

    const GraphForm broken{.version = 3, .tables = "", .steps = {to_second, breaks}};
    CHECK_FALSE(failure_of([&] { open(Inner::write, broken); }).empty());
    CHECK(contents(file) == before);

    const GraphForm third{.version = 3, .tables = "", .steps = {to_second, to_third}};
    CHECK(has(failure_of([&] { open(Inner::read, third); }), "older Obverse"));
    CHECK(contents(file) == before);
    CHECK(open(Inner::write, third) == 3);
    CHECK(open(Inner::write, third) == 3);
    CHECK(has(failure_of([&] { open(Inner::write, first); }), "newer Obverse (form 3"));
}

TEST_CASE("file: the tables are what other tools expect") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    fill(file);
    Connection connection(file.string(), Connection::Mode::read);
    CHECK(connection.integer("PRAGMA application_id") == graph_application_id);
    CHECK(connection.integer("SELECT count(*) FROM staged WHERE behaviour = 'j1' AND "
                             "stance = 'asserted' AND speaker = 'borea' AND source = 'paper'") ==
          1);
    CHECK(connection.integer("SELECT count(*) FROM claims WHERE sentence = 'j1 is staged'") == 1);
    CHECK(
        connection.integer("SELECT count(*) FROM entities WHERE id = 'aldora' AND kinds = 'State' "
                           "AND aliases = 'Aldora; the Aldorans'") == 1);
    Statement check(connection, "PRAGMA foreign_key_check");
    CHECK_FALSE(check.step());
    CHECK_FALSE(failure_of([&] { connection.run("DELETE FROM claim"); }).empty());
}

TEST_CASE("file: phrases and roles with names that SQL or the graph use themselves") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    Store store(file, Mode::write);
    const std::string text = R"(vocabulary v
  kind State
  phrase claim "{State} claims {source: State} and {number: State}"
  phrase select "{State} selects {claim: text}"
  phrase may-do "{State} may do {may-what: text}"
entities
  x1 is a State
source paper "A paper"
claim
  x1 claims x1 and x1
  asserted by x1 in paper
claim
  x1 selects "x; DROP TABLE claim"
  asserted by x1 in paper
claim
  x1 may do "it's this"
  asserted by x1 in paper
)";
    Recording recording(Recording::Verbatim{}, text);
    CHECK(recording.checking.findings() == "");
    CHECK(to_text(recording.into(store)) == "+3 ~0 -0");
    CHECK(to_text(recording.into(store)) == "+0 ~0 -0");
    CHECK(store.load(recording.checking.checked.program, {}).claims.size() == 3);
    Connection connection(file.string(), Connection::Mode::read);
    CHECK(connection.integer("SELECT count(*) FROM phrase_claim WHERE source_slot = 'x1' AND "
                             "number = 'x1' AND source = 'paper'") == 1);
    CHECK(connection.integer("SELECT count(*) FROM \"select\" WHERE claim_slot LIKE 'x;%'") == 1);
    CHECK(connection.integer("SELECT count(*) FROM may_do WHERE may_what LIKE 'it''s%'") == 1);
}
