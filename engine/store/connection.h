#pragma once

#include "engine/store/store_error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace obverse {

/// A database connection. Every failure of SQLite becomes a StoreError with the file's name.
class Connection {
public:
    enum class Mode : std::uint8_t { read, write };
    /// `write` makes the file when it is not there. `vfs` names an SQLite file layer (for tests).
    Connection(std::string path, Mode mode, const char* vfs = nullptr);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void run(const std::string& sql);
    std::int64_t integer(const std::string& sql);  // the first column of the first row
    [[noreturn]] void fail(std::string_view doing) const;
    sqlite3* handle() const { return handle_; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
    sqlite3* handle_ = nullptr;
};

/// A prepared statement. Parameters and columns count from 0.
class Statement {
public:
    Statement(Connection& connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::int64_t value);
    Statement& bind_null(int index);
    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no row, and readies it for the next.
    void run();
    void reset();
    std::string text(int column) const;
    std::string_view view(int column) const;  // until the next step
    std::int64_t integer(int column) const;
    bool is_null(int column) const;

private:
    Connection& connection_;
    sqlite3_stmt* handle_ = nullptr;
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

}  // namespace obverse
