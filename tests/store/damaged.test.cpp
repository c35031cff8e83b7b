/// Files that are not what this program wrote: newer, cut off, with flipped bits, without their key.

#include <random>

#include "kiosk/store/migrations.hpp"
#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

TEST_CASE("a database of a newer program is left alone, with both numbers and the remedy") {
    TempFolder folder;
    SeededIds ids(38);
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->database().execute("PRAGMA user_version = 99"));
    }
    const auto before = raw_file(folder.path() / "data" / "kiosk.sqlite");
    const auto store = open_store(folder, ids);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == Code::newer_version);
    CHECK(store.error().detail.find("99") != std::string::npos);
    CHECK(store.error().detail.find("this program knows " + std::to_string(schema_version)) != std::string::npos);
    CHECK(moved_aside(folder).empty());
    CHECK(raw_file(folder.path() / "data" / "kiosk.sqlite") == before);
}

TEST_CASE("a damaged file is moved aside and reported, and no number of its day is given out twice") {
    TempFolder folder;
    SeededIds ids(39);
    std::string damaged;
    for (int day_of_trouble = 1; day_of_trouble <= 2; ++day_of_trouble) {
        {
            auto store = open_store(folder, ids);
            REQUIRE(store);
            REQUIRE((*store)->dossiers().record(some_dossier(ids)));
        }
        const auto file = folder.path() / "data" / "kiosk.sqlite";
        damaged = raw_file(file).substr(0, 10000);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->notices().size() == 1);
        CHECK((*store)->notices()[0].find("kiosk.sqlite.corrupt-20261123094200") != std::string::npos);
        CHECK(moved_aside(folder).size() == static_cast<std::size_t>(day_of_trouble));
        auto row = (*store)->dossiers().record(some_dossier(ids));
        REQUIRE(row);
        CHECK(row->provisional_code == "TAM-K01-261123-" + std::to_string(day_of_trouble) + "0001");
        CHECK((*store)->dossiers().record(some_dossier(ids, morning + 24h))->provisional_code == "TAM-K01-261124-0001");
    }
    const auto kept = moved_aside(folder);
    CHECK((raw_file(kept[0]) == damaged || raw_file(kept[1]) == damaged));
}

TEST_CASE("whatever bytes of the file flip, the store opens or moves it aside, and never believes a forged body") {
    TempFolder folder;
    SeededIds ids(40);
    const auto file = folder.path() / "data" / "kiosk.sqlite";
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        for (int i = 0; i < 3; ++i) REQUIRE((*store)->dossiers().record(some_dossier(ids)));
    }
    const auto whole = raw_file(file);
    std::mt19937 dice(40);
    int moved = 0;
    for (int round = 0; round < 60; ++round) {
        auto bytes = whole;
        for (int flips = 0; flips < 8; ++flips) bytes[dice() % bytes.size()] ^= static_cast<char>(1U << dice() % 8);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        auto store = open_store(folder, ids);
        if (!store) {
            // Only the numbers that stand for themselves may have changed: version or key proof.
            INFO(store.error().detail);
            CHECK((store.error().code == Code::newer_version || store.error().code == Code::corrupt));
            continue;
        }
        moved += (*store)->notices().empty() ? 0 : 1;
        for (int pieces = 0; pieces < 9; ++pieces) {
            auto item = (*store)->outbox().next_due(morning);
            if (!item || !item->has_value()) break;
            const auto body = (*item)->body.reveal();
            CHECK((body.starts_with(canary_page) || body.starts_with("{\"code\":\"TAM-K01-261123-")));
            if (!(*store)->outbox().mark_in_flight((*item)->id, morning)) break;
            if (!(*store)->outbox().delivered((*item)->id, "remote-" + std::to_string(pieces), morning)) break;
        }
    }
    CHECK(moved > 0);
}

TEST_CASE("a file that is no database at all is moved aside; an empty one is begun anew") {
    TempFolder folder;
    SeededIds ids(41);
    REQUIRE(open_store(folder, ids));
    const auto file = folder.path() / "data" / "kiosk.sqlite";
    std::ofstream(file, std::ios::trunc) << std::string(20000, 'x');
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        CHECK((*store)->notices().size() == 1);
    }
    std::ofstream(file, std::ios::trunc) << "";
    auto store = open_store(folder, ids);
    REQUIRE(store);
    CHECK((*store)->dossiers().record(some_dossier(ids)));
}

TEST_CASE("without the right key the store does not begin to write beside what it cannot read") {
    TempFolder folder;
    SeededIds ids(42);
    REQUIRE(open_store(folder, ids));
    const auto key = folder.path() / "data" / "vault.key";
    std::filesystem::rename(key, folder.path() / "kept.key");
    const auto gone = open_store(folder, ids);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == Code::corrupt);
    CHECK(gone.error().detail.find("put the key back") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(key));

    REQUIRE(Vault::open(key, ids));
    const auto other = open_store(folder, ids);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Code::corrupt);
    std::filesystem::rename(folder.path() / "kept.key", key);
    CHECK(open_store(folder, ids));
}
