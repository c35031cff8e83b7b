#pragma once
/// One SQLite file with one owner: connection, statements, transactions, and what SQLite's errors mean for a decision.
///
/// One thread (the store worker). Blocks on the disk: a commit has reached the medium when it returns. A commit that fails is
/// Code::unknown_outcome: it may have happened. The connection is then opened anew by itself at the next use, and the caller
/// looks its id up before doing anything again.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::store {

/// Bytes, as opposed to text, for a BLOB column.
struct Bytes {
    std::string_view view;
};

class Database;

/// One prepared statement with its values bound, gone before its database is. Read the columns of a row only after step() gave
/// true. A value that could not be bound makes step() fail.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    ~Statement();

    /// True: a row is there. False: no more rows.
    [[nodiscard]] Result<bool> step();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;  ///< until the next step()
    [[nodiscard]] Uuid uuid(int column) const;               ///< nil when the column does not hold 16 bytes
    [[nodiscard]] WallTime wall_time(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    friend class Database;
    Statement(Database& database, sqlite3* connection, sqlite3_stmt* statement)
        : database_(database), connection_(connection), statement_(statement) {}
    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, std::int64_t{value}); }
    void bind(int at, bool value) { bind(at, std::int64_t{value}); }
    void bind(int at, std::string_view value);
    void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
    void bind(int at, const char* value) { bind(at, std::string_view(value)); }
    void bind(int at, Bytes value);
    void bind(int at, const Uuid& value);
    void bind(int at, WallTime value) { bind(at, std::int64_t{value.since_epoch.count()}); }
    void bind(int at, const LocalDate& value) { bind(at, value.iso()); }
    void bind(int, std::nullopt_t) {}  // an unbound value is NULL
    template <class T>
    void bind(int at, const std::optional<T>& value) {
        if (value) bind(at, *value);
    }
    void note(int outcome);

    Database& database_;
    sqlite3* connection_;
    sqlite3_stmt* statement_;
    int bind_outcome_ = 0;
};

/// What is done between begin() and commit() happens as a whole or not at all; without commit() it did not happen.
class Transaction {
public:
    Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    ~Transaction();

    /// Code::unknown_outcome when SQLite could not say that it happened.
    [[nodiscard]] Result<Done> commit();

private:
    friend class Database;
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

class Database {
public:
    /// Opens the file, or provisions a new one. Checks it (quick_check), brings an older one up to date. Fails with corrupt,
    /// newer_version, no_permission, busy, disk_full, io. Never deletes or moves a file.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
    /// The same tables without a file: nothing survives the object, nothing waits for a disk.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open_in_memory();

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// A statement with its values bound to ?1, ?2, …: numbers, text, Bytes, Uuid, WallTime, LocalDate, optional of these.
    template <class... Values>
    [[nodiscard]] Result<Statement> query(std::string_view sql, const Values&... values) {
        auto statement = prepare(sql);
        if (!statement) return statement;
        int at = 0;
        (statement->bind(++at, values), ...);
        return statement;
    }
    /// Runs a statement to its end; how many rows it changed.
    template <class... Values>
    [[nodiscard]] Result<int> change(std::string_view sql, const Values&... values) {
        auto statement = query(sql, values...);
        if (!statement) return fail(std::move(statement));
        return run(*statement);
    }
    /// Several statements at once, for schemas and settings.
    [[nodiscard]] Result<Done> execute(const std::string& sql);
    /// BEGIN IMMEDIATE.
    [[nodiscard]] Result<Transaction> begin();

    /// A fact about the file itself (table `meta`); empty when never set.
    [[nodiscard]] Result<std::string> meta(std::string_view name);
    [[nodiscard]] Result<Done> set_meta(std::string_view name, std::string_view value);

    /// Counts on: 1, 2, 3 … for each thing counted and day. Only within a transaction, so that a number and what it was given
    /// to are recorded together or not at all.
    [[nodiscard]] Result<int> next_number(std::string_view counted, const LocalDate& day);

    /// How many files before this one may have given out numbers of this day: 0, or more on the day on which a damaged file
    /// was replaced, for nobody knows which numbers the damaged one had given out. See Store.
    [[nodiscard]] Result<int> lost_files(const LocalDate& day);
    [[nodiscard]] Result<Done> set_lost_files(const LocalDate& day, int count);

    /// What the last commit that failed said, before it became unknown_outcome: for the answer once the id was looked up and
    /// is not there.
    [[nodiscard]] const Error& commit_failure() const { return commit_failure_; }

    [[nodiscard]] bool in_memory() const { return file_.empty(); }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    friend class Statement;
    friend class Transaction;
    explicit Database(std::filesystem::path file) : file_(std::move(file)) {}
    [[nodiscard]] Result<Done> connect();
    [[nodiscard]] Result<Done> ensure_connected();
    [[nodiscard]] Result<Done> check();
    void disconnect();
    void abandon();
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    void take_back(sqlite3* connection, sqlite3_stmt* statement);
    [[nodiscard]] Result<int> run(Statement& statement);

    std::filesystem::path file_;  ///< empty: in memory
    sqlite3* connection_ = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> idle_;  ///< prepared already, for the next that asks the same
    bool abandoned_ = false;
    Error commit_failure_;
};

}  // namespace kiosk::store
