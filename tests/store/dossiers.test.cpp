#include "kiosk/store/dossiers.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

TEST_CASE("a dossier is recorded with a provisional code that counts within the local day") {
    SeededIds ids(1);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& dossiers = (*store)->dossiers();
    auto first = dossiers.record(some_dossier(ids));
    REQUIRE(first);
    CHECK(first->provisional_code == "TAM-K01-261123-0001");
    CHECK(first->delivery == Delivery::waiting);
    CHECK(first->submitted_at == morning);
    CHECK(first->papers == std::vector<std::string>{"Giấy chứng sinh"});
    CHECK(dossiers.record(some_dossier(ids))->provisional_code == "TAM-K01-261123-0002");
    // 23:59 and 00:01 at the centre are the same day in UTC.
    CHECK(dossiers.record(some_dossier(ids, wall_time({{2026, 11, 23}, 23, 59, 0})))->provisional_code ==
          "TAM-K01-261123-0003");
    CHECK(dossiers.record(some_dossier(ids, wall_time({{2026, 11, 24}, 0, 1, 0})))->provisional_code ==
          "TAM-K01-261124-0001");
}

TEST_CASE("the same press again gives the same dossier, whatever else it brings") {
    SeededIds ids(2);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto wish = some_dossier(ids);
    auto first = (*store)->dossiers().record(wish);
    REQUIRE(first);
    wish.procedure_name = "Another";
    wish.pages.clear();
    auto again = (*store)->dossiers().record(wish);
    REQUIRE(again);
    CHECK(again->provisional_code == first->provisional_code);
    CHECK(again->procedure_name == "Đăng ký khai sinh");
    CHECK((*store)->outbox().list()->size() == 3);
}

TEST_CASE("a prepared dossier is found by its visit code and does not go to the portal") {
    SeededIds ids(3);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto wish = some_dossier(ids, morning, dossier::Outcome::prepared);
    auto row = (*store)->dossiers().record(wish);
    REQUIRE(row);
    CHECK(row->delivery == Delivery::not_for_delivery);
    CHECK((*store)->outbox().list()->empty());
    CHECK(*(*store)->outbox().waiting_count() == 0);
    auto found = (*store)->dossiers().find("7kq2 m0xd");
    REQUIRE(found);
    REQUIRE(found->has_value());
    CHECK((*found)->id == wish.id);
    CHECK((*store)->dossiers().find("7KQ2-M0XD")->has_value());
    CHECK((*store)->dossiers().body(wish.id)->reveal().find(canary_number) != std::string_view::npos);
}

TEST_CASE("a dossier is found by its provisional code in any writing, and by nothing else") {
    SeededIds ids(4);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    REQUIRE((*store)->dossiers().record(some_dossier(ids)));
    CHECK((*store)->dossiers().find("tam-k01-261123-0001")->has_value());
    CHECK_FALSE((*store)->dossiers().find("TAM-K01-261123-0002")->has_value());
    CHECK_FALSE((*store)->dossiers().find("")->has_value());
    CHECK_FALSE((*store)->dossiers().find("' OR 1=1 --")->has_value());
    CHECK_FALSE((*store)->dossiers().find(ids.make(morning))->has_value());
}

TEST_CASE("a body that cannot be made leaves nothing behind, not even a used number") {
    SeededIds ids(5);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto broken_wish = some_dossier(ids);
    broken_wish.make_body = [](std::string_view) -> Result<Personal> { return fail(Code::too_large, "too large"); };
    auto failed_row = (*store)->dossiers().record(broken_wish);
    REQUIRE_FALSE(failed_row);
    CHECK(failed_row.error().code == Code::too_large);
    CHECK_FALSE((*store)->dossiers().find(broken_wish.id)->has_value());
    CHECK((*store)->outbox().list()->empty());
    CHECK((*store)->dossiers().record(some_dossier(ids))->provisional_code == "TAM-K01-261123-0001");
}

TEST_CASE("no new dossier is taken when the disk is nearly full, but a recorded one is still answered") {
    SeededIds ids(6);
    auto database = Database::open_in_memory();
    auto vault = Vault::open_in_memory(ids);
    REQUIRE(database);
    REQUIRE(vault);
    bool room = true;
    Dossiers dossiers(**database, **vault, "K01", [&]() -> Result<Done> {
        if (room) return Done{};
        return fail(Code::disk_full, "full");
    });
    auto wish = some_dossier(ids);
    REQUIRE(dossiers.record(wish));
    room = false;
    CHECK(dossiers.record(wish));
    auto other = dossiers.record(some_dossier(ids));
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Code::disk_full);
}
