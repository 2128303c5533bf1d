#include "engine/store/connection.h"

#include <sqlite3.h>

#include <filesystem>

namespace obverse {

namespace {

constexpr int wait_milliseconds = 3000;
// In KiB. A whole import fits: nothing is written before the commit, so readers are held up least.
constexpr int cache_size = 256 * 1024;

std::string remedy(int code) {
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_CANTINIT) {
        return "an import of it was cut off; make it and its folder writable, so that it can be "
               "repaired";
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another process is using it; try again when it is done";
        case SQLITE_READONLY:
            return "it cannot be written; copy it, or name another with --graph";
        case SQLITE_FULL:
            return "the disk is full; nothing was changed";
        case SQLITE_IOERR:
            return "the disk failed; nothing was changed";
        case SQLITE_NOTADB:
            return "it is no knowledge graph; name another with --graph";
        case SQLITE_CORRUPT:
            return "it is damaged; move it away and run `obverse import` to make it anew";
        case SQLITE_CANTOPEN:
            return "check that the folder is there and may be written";
        default:
            return {};
    }
}

std::string quoted(std::string_view text, char quote) {
    std::string made(1, quote);
    for (const char c : text) {
        if (c == quote) made += quote;
        made += c;
    }
    return made += quote;
}

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const {
    sqlite3_close(handle);
}

Connection::Connection(std::string path, Mode mode, const char* vfs) : path_(std::move(path)) {
    const bool writes = mode == Mode::write;
    if (!writes && path_ != ":memory:" && !std::filesystem::exists(path_)) {
        throw StoreError("there is no knowledge graph `" + path_ + "`; run `obverse import` first");
    }
    // Each connection serves one thread: no lock at every column that is read. A file that is only
    // to be read is opened for writing too, where that is possible: a journal that a process left
    // behind when it died must be played back before anything can be read.
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (writes ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path_.c_str(), &handle, flags, vfs);
    handle_.reset(handle);
    if (code != SQLITE_OK) fail("open");
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, wait_milliseconds);
    // SQLite opens for reading, without a word, what it cannot open for writing.
    if (writes && sqlite3_db_readonly(handle, "main") == 1) {
        throw StoreError("`" + path_ + "` is read-only; " + remedy(SQLITE_READONLY));
    }
    run("PRAGMA cache_size = -" + std::to_string(cache_size));
    if (!writes) run("PRAGMA query_only = 1");
}

void Connection::fail(std::string_view doing) const {
    const std::string help = remedy(sqlite3_extended_errcode(handle()));
    throw StoreError("cannot " + std::string(doing) + " `" + path_ +
                     "`: " + sqlite3_errmsg(handle()) + (help.empty() ? "" : "; ") + help);
}

void Connection::run(const std::string& sql) {
    if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail("use");
}

std::int64_t Connection::integer(const std::string& sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Connection::last_row() const {
    return sqlite3_last_insert_rowid(handle());
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v2(connection.handle(), sql.data(),
                                        static_cast<int>(sql.size()), &handle, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) connection.fail("read");
}

Statement& Statement::bind(int index, std::string_view text) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* data = text.empty() ? "" : text.data();
    sqlite3_bind_text(handle_.get(), index + 1, data, static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
}
Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(handle_.get(), index + 1, value);
    return *this;
}
Statement& Statement::bind(int index, double value) {
    sqlite3_bind_double(handle_.get(), index + 1, value);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) connection_.fail("use");
    return false;
}

void Statement::run() {
    step();
    reset();
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::string_view Statement::view(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}
std::string Statement::text(int column) const {
    return std::string(view(column));
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}
double Statement::number(int column) const {
    return sqlite3_column_double(handle_.get(), column);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // What failed may have ended the transaction already; then there is nothing to undo.
    if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_.run("COMMIT");
    open_ = false;
}

std::string sql_name(std::string_view name) {
    return quoted(name, '"');
}
std::string sql_text(std::string_view text) {
    return quoted(text, '\'');
}

}  // namespace obverse
