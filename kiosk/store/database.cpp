#include "kiosk/store/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "kiosk/base/log.hpp"
#include "kiosk/store/migrations.hpp"

namespace kiosk::store {
namespace {

// A runaway query or a hostile file may not take the machine's memory: SQLite says "no memory" instead.
constexpr sqlite3_int64 heap_limit_bytes = 256LL << 20;
constexpr int largest_value_bytes = 64 << 20;  // the limit of read_file: no page is larger

Code code_of(int outcome) {
    switch (outcome & 0xFF) {
        case SQLITE_FULL: return Code::disk_full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Code::busy;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Code::corrupt;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH: return Code::no_permission;
        case SQLITE_NOMEM:
        case SQLITE_TOOBIG: return Code::too_large;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_ERROR:
        case SQLITE_MISMATCH: return Code::bad_usage;
        default: return Code::io;
    }
}

// SQLite's message may quote our SQL, never a bound value: nothing personal gets into it.
tl::unexpected<Error> failed(sqlite3* connection, int outcome, std::string_view doing, Where where = Where::current()) {
    const char* words = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(outcome);
    return fail(code_of(outcome), fmt::format("database: cannot {}: {} ({})", doing, words, outcome), where);
}

Result<Done> flush_folder(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(Code::io, fmt::format("{}: cannot open the folder: {}", folder.string(), std::strerror(errno)));
    const int flushed = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (flushed != 0)
        return fail(Code::io, fmt::format("{}: cannot flush the folder: {}", folder.string(), std::strerror(error)));
    return Done{};
}

}  // namespace

// ---- Statement -----------------------------------------------------------------------------------------------------------
Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      connection_(other.connection_),
      statement_(other.statement_),
      bind_outcome_(other.bind_outcome_) {
    other.statement_ = nullptr;
}

Statement::~Statement() {
    if (statement_ != nullptr) database_.take_back(connection_, statement_);
}

Result<bool> Statement::step() {
    if (bind_outcome_ != SQLITE_OK) return fail(code_of(bind_outcome_), "database: a value does not fit its statement");
    const int outcome = sqlite3_step(statement_);
    if (outcome == SQLITE_ROW) return true;
    if (outcome == SQLITE_DONE) return false;
    return failed(connection_, outcome, "run a statement");
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const { return std::string(bytes(column)); }

std::string_view Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string_view() : std::string_view(data, size);
}

Uuid Statement::uuid(int column) const {
    Uuid id;
    const auto stored = bytes(column);
    if (stored.size() == id.bytes.size()) std::memcpy(id.bytes.data(), stored.data(), stored.size());
    return id;
}

WallTime Statement::wall_time(int column) const { return {Duration{integer(column)}}; }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

void Statement::note(int outcome) {
    if (bind_outcome_ == SQLITE_OK) bind_outcome_ = outcome;
}

void Statement::bind(int at, std::int64_t value) { note(sqlite3_bind_int64(statement_, at, value)); }

void Statement::bind(int at, std::string_view value) {
    const char* data = value.data() == nullptr ? "" : value.data();
    note(sqlite3_bind_text64(statement_, at, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int at, Bytes value) {
    const char* data = value.view.data() == nullptr ? "" : value.view.data();
    note(sqlite3_bind_blob64(statement_, at, data, value.view.size(), SQLITE_TRANSIENT));
}

void Statement::bind(int at, const Uuid& value) {
    note(sqlite3_bind_blob64(statement_, at, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
}

// ---- Transaction ---------------------------------------------------------------------------------------------------------
Transaction::~Transaction() {
    if (database_ == nullptr || database_->connection_ == nullptr) return;
    if (sqlite3_get_autocommit(database_->connection_) != 0)
        return;  // SQLite has rolled back by itself, as it does on a full disk
    const int outcome = sqlite3_exec(database_->connection_, "ROLLBACK", nullptr, nullptr, nullptr);
    if (outcome != SQLITE_OK) {
        log::error("database: a transaction could not be rolled back ({}); the file is opened anew", outcome);
        database_->disconnect();
    }
}

Result<Done> Transaction::commit() {
    require(database_ != nullptr, "a transaction is committed once");
    Database& database = *std::exchange(database_, nullptr);
    const int outcome = sqlite3_exec(database.connection_, "COMMIT", nullptr, nullptr, nullptr);
    if (outcome == SQLITE_OK) return Done{};
    database.commit_failure_ = failed(database.connection_, outcome, "commit").value();
    if (!database.in_memory()) {
        database.abandon();  // a handle whose flush has failed once tells nothing true about the file any more
    } else if (sqlite3_get_autocommit(database.connection_) == 0) {
        sqlite3_exec(database.connection_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    return fail(Code::unknown_outcome, database.commit_failure_.detail + "; it may have happened all the same: look it up");
}

// ---- Database ------------------------------------------------------------------------------------------------------------
Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
    std::error_code ignored;
    const bool fresh = !std::filesystem::exists(file, ignored);
    std::unique_ptr<Database> database(new Database(file));
    if (auto connected = database->connect(); !connected) return fail(std::move(connected));
    if (auto done = migrate(*database); !done) return fail(std::move(done));
    if (!fresh) return database;
    // A new file is closed once and flushed with its folder before any citizen is served: a journal from its making that
    // comes back after a power cut would take acknowledged rows with it.
    database->disconnect();
    if (auto flushed = flush_folder(file); !flushed) return fail(std::move(flushed));
    if (auto connected = database->connect(); !connected) return fail(std::move(connected));
    return database;
}

Result<std::unique_ptr<Database>> Database::open_in_memory() {
    std::unique_ptr<Database> database(new Database(std::filesystem::path()));
    if (auto connected = database->connect(); !connected) return fail(std::move(connected));
    if (auto done = migrate(*database); !done) return fail(std::move(done));
    return database;
}

Database::~Database() { disconnect(); }

void Database::disconnect() {
    if (connection_ == nullptr) return;
    for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
    idle_.clear();
    sqlite3_close_v2(connection_);
    connection_ = nullptr;
}

// Leaves the journal as it is: what a failed commit has written is for the next opening to judge.
void Database::abandon() {
    if (connection_ == nullptr) return;
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    disconnect();
    abandoned_ = true;
}

Result<Done> Database::ensure_connected() {
    if (connection_ != nullptr) return Done{};
    if (auto connected = connect(); !connected) return connected;
    if (!abandoned_) return Done{};
    // The kernel tells of a failed flush once and then takes the pages for written. Copying the journal into the file writes
    // and flushes them again, so what is found by looking up is really on the medium.
    if (auto copied = execute("PRAGMA wal_checkpoint(TRUNCATE)"); !copied) {
        abandon();
        return copied;
    }
    abandoned_ = false;
    return Done{};
}

Result<Done> Database::connect() {
    sqlite3_hard_heap_limit64(heap_limit_bytes);
    const std::string path = in_memory() ? ":memory:" : file_.string();
    const int outcome =
        sqlite3_open_v2(path.c_str(), &connection_,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX, nullptr);
    if (outcome != SQLITE_OK) {
        auto error = failed(connection_, outcome, "open " + path);
        disconnect();
        return error;
    }
    sqlite3_extended_result_codes(connection_, 1);
    sqlite3_limit(connection_, SQLITE_LIMIT_LENGTH, largest_value_bytes);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // EXCLUSIVE before WAL: then there is no shared-memory file, which on a full disk kills the process with a bus error.
    auto done = execute(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
        "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=0; PRAGMA temp_store=MEMORY;");
    if (done) {
        done = execute(in_memory() ? "PRAGMA synchronous=OFF;"
                                   : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=4194304;");
    }
    if (done) done = check();
    if (!done) disconnect();
    return done;
}

Result<Done> Database::check() {
    auto checked = query("PRAGMA quick_check(1)");
    if (!checked) return fail(std::move(checked));
    auto row = checked->step();
    if (!row) return fail(std::move(row));
    if (*row && checked->bytes(0) == "ok") return Done{};
    return fail(Code::corrupt, fmt::format("{}: the database does not hold together: {}", file_.string(), checked->text(0)));
}

Result<Statement> Database::prepare(std::string_view sql) {
    if (auto connected = ensure_connected(); !connected) return fail(std::move(connected));
    sqlite3_stmt* statement = nullptr;
    if (const auto known = idle_.find(sql); known != idle_.end()) {
        statement = known->second;
        idle_.erase(known);
        return Statement(*this, connection_, statement);
    }
    const int outcome = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                           &statement, nullptr);
    // The statements are ours: one that does not fit meets tables that are not.
    if ((outcome & 0xFF) == SQLITE_ERROR)
        return fail(Code::corrupt,
                    fmt::format("{}: the tables are damaged: {}", file_.string(), sqlite3_errmsg(connection_)));
    if (outcome != SQLITE_OK) return failed(connection_, outcome, "prepare a statement");
    return Statement(*this, connection_, statement);
}

/// Without the values that were bound to it. One that outlived its connection, or that another of the same words has come
/// before, is not kept.
void Database::take_back(sqlite3* connection, sqlite3_stmt* statement) {
    constexpr std::size_t most_kept = 100;
    if (connection == connection_ && idle_.size() < most_kept) {
        sqlite3_reset(statement);  // tells once more what step() has told
        sqlite3_clear_bindings(statement);
        if (idle_.emplace(sqlite3_sql(statement), statement).second) return;
    }
    sqlite3_finalize(statement);
}

Result<int> Database::run(Statement& statement) {
    for (;;) {
        auto row = statement.step();
        if (!row) return fail(std::move(row));
        if (!*row) return sqlite3_changes(connection_);
    }
}

Result<Done> Database::execute(const std::string& sql) {
    if (auto connected = ensure_connected(); !connected) return fail(std::move(connected));
    const int outcome = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (outcome != SQLITE_OK) return failed(connection_, outcome, "run statements");
    return Done{};
}

Result<Transaction> Database::begin() {
    if (auto done = execute("BEGIN IMMEDIATE"); !done) return fail(std::move(done));
    return Transaction(*this);
}

Result<std::string> Database::meta(std::string_view name) {
    auto rows = query("SELECT value FROM meta WHERE name = ?1", name);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return *row ? rows->text(0) : std::string();
}

Result<Done> Database::set_meta(std::string_view name, std::string_view value) {
    auto changed =
        change("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", name, value);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<int> Database::next_number(std::string_view counted, const LocalDate& day) {
    auto rows = query(
        "INSERT INTO last_number (counted, day, value) VALUES (?1, ?2, 1)"
        " ON CONFLICT (counted, day) DO UPDATE SET value = value + 1 RETURNING value",
        counted, day);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return static_cast<int>(rows->integer(0));
}

Result<int> Database::lost_files(const LocalDate& day) {
    auto value = meta("lost_files");
    if (!value) return fail(std::move(value));
    int count = 0;
    const auto digits = std::string_view(*value).substr(std::min<std::size_t>(value->size(), day.iso().size() + 1));
    if (value->starts_with(day.iso() + ' ')) std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

Result<Done> Database::set_lost_files(const LocalDate& day, int count) {
    return set_meta("lost_files", fmt::format("{} {}", day.iso(), count));
}

}  // namespace kiosk::store
