#include "kiosk/queue/sqlite_engine.hpp"

#include <unistd.h>

#include <filesystem>

#include "tests/queue/engine_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

std::filesystem::path scratch_file() {
    return std::filesystem::path(KIOSK_BUILD_DIR) / ("queue-" + std::to_string(::getpid()) + ".sqlite");
}

}  // namespace

TEST_CASE("the queue of one kiosk keeps the contract, in memory") {
    std::unique_ptr<store::Database> database;
    const auto engine = [&]() -> std::unique_ptr<Engine> { return std::make_unique<SqliteEngine>(*database, two_lines()); };
    keeps_the_contract({[&] {
                            auto opened = store::Database::open_in_memory();
                            REQUIRE(opened);
                            database = std::move(*opened);
                            return engine();
                        },
                        engine});
}

TEST_CASE("numbers go on after the process ended between any two of them") {
    const auto file = scratch_file();
    std::filesystem::remove(file);
    SeededIds ids(1);
    for (int i = 1; i <= 5; ++i) {
        auto database = store::Database::open(file);
        REQUIRE(database);
        SqliteEngine engine(**database, two_lines());
        CHECK(engine.take(ids.make(nine), to_submit, "", nine)->serial == i);
        // Died within a transaction: nothing of it counts.
        auto transaction = (*database)->begin();
        REQUIRE(transaction);
        REQUIRE((*database)->change("UPDATE last_number SET value = value + 100"));
    }
    auto database = store::Database::open(file);
    REQUIRE(database);
    CHECK(SqliteEngine(**database, two_lines()).list(monday)->size() == 5);
    database->reset();
    std::filesystem::remove(file);
}

TEST_CASE("numbers carry a letter on the day on which a damaged file was replaced") {
    auto database = store::Database::open_in_memory();
    REQUIRE(database);
    SeededIds ids(1);
    SqliteEngine engine(**database, two_lines());
    REQUIRE((*database)->set_lost_files(monday, 1));
    CHECK(engine.take(ids.make(nine), to_submit, "", nine)->number == "A001B");
    REQUIRE((*database)->set_lost_files(monday, 2));
    CHECK(engine.take(ids.make(nine), to_submit, "", nine)->number == "A002C");
    CHECK(engine.take(ids.make(nine), to_submit, "", nine + 24h)->number == "A001");
    CHECK(engine.find("a001b", monday)->has_value());
}
