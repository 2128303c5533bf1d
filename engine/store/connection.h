#pragma once

#include "engine/store/store_error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace obverse {

/// A database connection. Every failure of SQLite becomes a StoreError with the file's name.
class Connection {
public:
    enum class Mode : std::uint8_t { read, write };
    /// `write` makes the file when it is not there. Either mode undoes first what a process that
    /// died left half done. `vfs` names an SQLite file layer (for tests). Waits three seconds for
    /// another process that holds the file.
    Connection(std::string path, Mode mode, const char* vfs = nullptr);

    void run(const std::string& sql);
    std::int64_t integer(const std::string& sql);  // the first column of the first row
    std::int64_t last_row() const;                 // that was inserted
    [[noreturn]] void fail(std::string_view doing) const;
    sqlite3* handle() const { return handle_.get(); }
    const std::string& path() const { return path_; }

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::string path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement. Parameters and columns count from 0.
class Statement {
public:
    Statement(Connection& connection, std::string_view sql);

    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, double value);
    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no row, and readies it for the next.
    void run();
    void reset();
    std::string text(int column) const;
    std::string_view view(int column) const;  // until the next step; empty for NULL
    std::int64_t integer(int column) const;
    double number(int column) const;
    bool is_null(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Connection& connection_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// Undone unless committed.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

/// A name in double quotes, as SQL takes any.
std::string sql_name(std::string_view name);
/// A text in single quotes.
std::string sql_text(std::string_view text);

}  // namespace obverse
