#include "engine/store/connection.h"

#include <sqlite3.h>

#include <filesystem>

namespace obverse {

namespace {

constexpr int wait_milliseconds = 3000;

std::string remedy(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another process is writing to it; try again when it is done";
        case SQLITE_READONLY:
            return "it cannot be written; copy it, or name another with --graph";
        case SQLITE_FULL:
            return "the disk is full; nothing was changed";
        case SQLITE_NOTADB:
            return "it is no SQLite file; name another with --graph";
        case SQLITE_CORRUPT:
            return "it is damaged; move it away and run `obverse import` to make it anew";
        case SQLITE_CANTOPEN:
            return "check that the folder is there and may be written";
        default:
            return {};
    }
}

}  // namespace

Connection::Connection(std::string path, Mode mode, const char* vfs) : path_(std::move(path)) {
    const bool writes = mode == Mode::write;
    if (!writes && path_ != ":memory:" && !std::filesystem::exists(path_)) {
        throw StoreError("there is no knowledge graph `" + path_ + "`; run `obverse import` first");
    }
    const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path_.c_str(), &handle_, flags, vfs) != SQLITE_OK) {
        const std::string text = sqlite3_errmsg(handle_);
        const std::string help = remedy(sqlite3_errcode(handle_));
        sqlite3_close(handle_);
        throw StoreError("cannot open `" + path_ + "`: " + text + (help.empty() ? "" : "; ") +
                         help);
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, wait_milliseconds);
}

Connection::~Connection() {
    sqlite3_close(handle_);
}

void Connection::fail(std::string_view doing) const {
    const std::string help = remedy(sqlite3_errcode(handle_));
    throw StoreError("cannot " + std::string(doing) + " `" + path_ +
                     "`: " + sqlite3_errmsg(handle_) + (help.empty() ? "" : "; ") + help);
}

void Connection::run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail("use");
    }
}

std::int64_t Connection::integer(const std::string& sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
    if (sqlite3_prepare_v2(connection.handle(), sql.data(), static_cast<int>(sql.size()), &handle_,
                           nullptr) != SQLITE_OK) {
        connection.fail("read");
    }
}

Statement::~Statement() {
    sqlite3_finalize(handle_);
}

Statement& Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text(handle_, index + 1, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
}
Statement& Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(handle_, index + 1, value);
    return *this;
}
Statement& Statement::bind_null(int index) {
    sqlite3_bind_null(handle_, index + 1);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) connection_.fail("use");
    return false;
}

void Statement::run() {
    step();
    reset();
}

void Statement::reset() {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
}

std::string_view Statement::view(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}
std::string Statement::text(int column) const {
    return std::string(view(column));
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
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

}  // namespace obverse
