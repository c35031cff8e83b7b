#include "tests/bench/postgres_row.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#elif __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#define WITHOUT_LIBPQ
#endif

namespace bench {
namespace fs = std::filesystem;

#ifdef WITHOUT_LIBPQ
std::unique_ptr<Postgres> Postgres::start() { return nullptr; }
Postgres::~Postgres() = default;
std::function<bool(const std::string&)> Postgres::way() const { return {}; }
#else
namespace {

fs::path programs() {
    std::error_code none;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
        if (fs::exists(version.path() / "bin/initdb")) return version.path() / "bin";
    }
    return {};
}

/// The server will not run as root.
bool run(const std::string& command) {
    const std::string as = ::geteuid() == 0 ? "runuser -u postgres -- " : "";
    return std::system((as + command + " >/dev/null 2>&1").c_str()) == 0;
}

using Connection = std::shared_ptr<PGconn>;
bool done(const Connection& connection, const char* sql) {
    PGresult* result = PQexec(connection.get(), sql);
    const auto status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

std::unique_ptr<Postgres> Postgres::start() {
    const auto bin = programs();
    if (bin.empty()) return nullptr;
    std::unique_ptr<Postgres> out(new Postgres);
    const auto folder = out->folder_.path().string();
    fs::permissions(folder, fs::perms::all);
    const auto data = folder + "/data";
    if (!run(fmt::format("{}/initdb -D {} -A trust -U bench", bin.string(), data)) ||
        !run(fmt::format("{}/pg_ctl -w -D {} -o \"-c listen_addresses='' -k {}\" start", bin.string(), data, folder)))
        return nullptr;
    const auto take = out->way();
    return take && take("first") ? std::move(out) : nullptr;
}

Postgres::~Postgres() {
    run(fmt::format("{}/pg_ctl -w -D {}/data -m immediate stop", programs().string(), folder_.path().string()));
}

std::function<bool(const std::string&)> Postgres::way() const {
    const Connection connection(
        PQconnectdb(fmt::format("host={} dbname=postgres user=bench", folder_.path().string()).c_str()), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK ||
        !done(connection,
              "SET client_min_messages = warning;"  // the tables are there from the second connection on
              "CREATE TABLE IF NOT EXISTS next (prefix text PRIMARY KEY, n int NOT NULL);"
              "CREATE TABLE IF NOT EXISTS ticket (press text PRIMARY KEY, n int NOT NULL);"
              "INSERT INTO next VALUES ('A', 0) ON CONFLICT DO NOTHING"))
        return {};
    return [connection](const std::string& press) {
        // One statement, one commit: the row is locked from the count to the flush.
        const char* values[] = {press.c_str()};
        PGresult* result = PQexecParams(connection.get(),
                                        "WITH counted AS (UPDATE next SET n = n + 1 WHERE prefix = 'A' RETURNING n)"
                                        " INSERT INTO ticket SELECT $1, n FROM counted RETURNING n",
                                        1, nullptr, values, nullptr, nullptr, 0);
        const bool good = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;
        PQclear(result);
        return good;
    };
}
#endif

}  // namespace bench
