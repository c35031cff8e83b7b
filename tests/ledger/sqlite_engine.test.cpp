#include "kiosk/ledger/sqlite_engine.hpp"

#include <unistd.h>

#include <filesystem>

#include "kiosk/ledger/copy.hpp"
#include "tests/ledger/engine_contract.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

namespace fs = std::filesystem;

/// A file that goes away.
struct File {
    [[nodiscard]] std::unique_ptr<store::Database> open() const {
        auto opened = store::Database::open(path);
        REQUIRE(opened);
        return std::move(*opened);
    }
    const kiosk::test::TempFolder folder;
    const fs::path path = folder.path() / "ledger.sqlite";
};

std::unique_ptr<store::Database> in_memory() {
    auto opened = store::Database::open_in_memory();
    REQUIRE(opened);
    return std::move(*opened);
}

ManualClock new_clock() { return ManualClock(wall_time({{2026, 11, 23}, 9, 0, 0})); }

std::function<std::string()> prefixes() {
    return [n = 0]() mutable { return "q/" + std::to_string(++n) + "/"; };
}

}  // namespace

TEST_CASE("the queue of one kiosk keeps the contract, in memory") {
    auto clock = new_clock();
    const auto database = in_memory();
    keeps_the_contract({[&] { return std::make_unique<SqliteEngine>(*database, clock); }, prefixes(),
                        [&](Duration by) { clock.advance(by); }});
}

TEST_CASE("the queue of one kiosk keeps the contract, in a file") {
    auto clock = new_clock();
    const File file;
    std::unique_ptr<store::Database> database;
    keeps_the_contract({[&] {
                            database.reset();
                            database = file.open();
                            return std::make_unique<SqliteEngine>(*database, clock);
                        },
                        prefixes(), [&](Duration by) { clock.advance(by); }});
}

TEST_CASE("a process that ends within a write leaves nothing of it") {
    const File file;
    const auto clock = new_clock();
    for (int i = 1; i <= 3; ++i) {
        const auto database = file.open();
        SqliteEngine engine(*database, clock);
        CHECK(engine.write({{}, {{"n", "x"}}, {}, "n"})->version == i);
        auto transaction = database->begin();
        REQUIRE(transaction);
        REQUIRE(database->change("UPDATE ledger_entry SET version = 100"));
    }
    const auto database = file.open();
    CHECK(SqliteEngine(*database, clock).read("n")->entries.front().version == 3);
}

TEST_CASE("a write whose flush failed is unknown, and looking says whether it happened") {
    const auto clock = new_clock();
    const auto database = in_memory();
    SqliteEngine engine(*database, clock);
    REQUIRE(engine.write({{}, {{"n", "1"}}, {}}));
    // A deferred constraint fails at the end of the transaction, as a full disk does.
    REQUIRE(database->execute(
        "CREATE TABLE other (id INTEGER PRIMARY KEY, entry INTEGER REFERENCES other (id)"
        " DEFERRABLE INITIALLY DEFERRED);"
        "CREATE TRIGGER fails AFTER UPDATE ON ledger_state BEGIN INSERT INTO other VALUES (NULL, 99); END;"));
    const auto unknown = engine.write({{}, {{"n", "2"}}, {}});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == Code::unknown_outcome);
    REQUIRE(database->execute("DROP TRIGGER fails"));
    CHECK(engine.read("n")->entries.front().value == "1");
    CHECK(engine.write({{}, {{"n", "2"}}, {}})->done);
}

TEST_CASE("a kiosk that starts again lets each lease last its time anew") {
    const File file;
    auto clock = new_clock();
    Lease lease = 0;
    {
        const auto database = file.open();
        SqliteEngine engine(*database, clock);
        lease = *engine.grant(10s);
        REQUIRE(engine.write({{}, {{"live", "1", lease}}, {}}));
        clock.advance(9s);
    }
    auto restarted = new_clock();  // counts from its own beginning
    restarted.jump_wall(-24h);     // and the wall clock may say anything
    const auto database = file.open();
    SqliteEngine engine(*database, restarted);
    CHECK(engine.read("live")->entries.size() == 1);
    restarted.advance(9s);
    CHECK(engine.renew(lease));
    restarted.advance(10s);
    CHECK(engine.read("live")->entries.empty());
    CHECK(*engine.grant(1s) > lease);  // no id comes twice
}

TEST_CASE("changes that are not kept any more are said to be so") {
    const auto clock = new_clock();
    const auto database = in_memory();
    SqliteEngine engine(*database, clock);
    const auto begin = engine.write({{}, {{"stays", "1"}}, {}})->revision;
    Revision middle = 0;
    for (int i = 0; i < 50; ++i) {
        Write made;
        Write removed;
        for (int k = 0; k < 100; ++k) {
            made.puts.push_back({"once/" + std::to_string(i * 100 + k), ""});
            removed.removed.push_back(made.puts.back().key);
        }
        REQUIRE(engine.write(made)->done);
        const auto done = engine.write(removed);
        REQUIRE(done->done);
        if (i == 40) middle = done->revision;
    }
    const auto forgotten = engine.changes("once/", begin, 0s);
    REQUIRE_FALSE(forgotten);
    CHECK(forgotten.error().code == Code::not_found);
    const auto told = engine.changes("once/", middle, 0s);
    REQUIRE(told);
    CHECK(told->changes.size() == 900);
    CHECK(engine.changes("", told->until + 1, 0s).error().code == Code::not_found);  // another file than before
    CHECK(engine.read("")->entries.size() == 1);
}

TEST_CASE("a queue is copied whole, goes on where it was cut off, and never over another one") {
    const auto clock = new_clock();
    const auto a = in_memory();
    const auto b = in_memory();
    SqliteEngine from(*a, clock);
    SqliteEngine to(*b, clock);
    Values wanted;
    for (int i = 0; i < 250; ++i) {
        const auto key = "q/" + std::to_string(i);
        wanted[key] = std::string(static_cast<std::size_t>(i) * 60, 'v');
        REQUIRE(from.write({{}, {{key, wanted[key]}}, {}}));
    }
    REQUIRE(from.write({{}, {{"q/alive", "", *from.grant(60s)}, {"other/x", ""}}, {}}));
    SECTION("at once, and again") {
        CHECK(*copy(from, to, "q/", "K1") == 250);
        CHECK(values_of(*to.read("")) == wanted);
        const auto revision = to.read("")->revision;
        CHECK(*copy(from, to, "q/", "K1") == 250);
        CHECK(to.read("")->revision == revision);
        CHECK(*copy(to, from, "q/", "K1 back") == 250);
    }
    SECTION("after it was cut off, and the source has changed") {
        REQUIRE(to.write({{}, {{copying_key("q/"), "K1"}, {"q/7", "old"}, {"q/gone", ""}}, {}}));
        CHECK(copy(to, from, "q/", "K2").error().code == Code::refused);
        CHECK(copy(from, to, "q/", "K2").error().code == Code::refused);
        CHECK(*copy(from, to, "q/", "K1") == 250);
        CHECK(values_of(*to.read("")) == wanted);
    }
    SECTION("not over what is there") {
        REQUIRE(to.write({{}, {{"q/0", "another queue"}}, {}}));
        CHECK(copy(from, to, "q/", "K1").error().code == Code::refused);
        CHECK(values_of(*to.read("")) == Values{{"q/0", "another queue"}});
    }
    SECTION("not while somebody goes on with it") {
        /// Whoever writes into the source as soon as the target is written.
        struct Busy final : Engine {
            Busy(Engine& to_in, Engine& from_in) : to(to_in), from(from_in) {}
            Result<Reading> read(std::string_view prefix, Freshness f) override { return to.read(prefix, f); }
            Result<Written> write(const Write& write) override {
                REQUIRE(from.write({{}, {{"q/late", ""}}, {}}));
                return to.write(write);
            }
            Result<Changes> changes(std::string_view p, Revision r, Duration d) override { return to.changes(p, r, d); }
            void stop() override { to.stop(); }
            Result<Lease> grant(Duration d) override { return to.grant(d); }
            Result<Done> renew(Lease l) override { return to.renew(l); }
            Result<Done> revoke(Lease l) override { return to.revoke(l); }
            Engine& to;
            Engine& from;
        } busy(to, from);
        CHECK(copy(from, busy, "q/", "K1").error().code == Code::busy);
        CHECK(to.read(copying_key("q/"))->entries.size() == 1);
        CHECK(*copy(from, to, "q/", "K1") == 251);
    }
}
