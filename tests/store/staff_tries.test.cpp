#include "kiosk/store/staff_tries.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

std::unique_ptr<Store> tries_in(const TempFolder& folder, Ids& ids) {
    ManualClock clock(morning);
    return Store::open(settings_in(folder.path()), clock, ids).value();
}

}  // namespace

TEST_CASE("wrong PINs are counted on the disk, a token each, before anything is compared") {
    const TempFolder folder;
    SeededIds ids(21);
    for (int i = 1; i <= 4; ++i) {
        const auto store = tries_in(folder, ids);  // the plug is pulled after each try
        const auto admitted = store->staff_tries().begin("officer_1", morning);
        REQUIRE(admitted);
        CHECK(std::get<PinTry>(*admitted).left == 5 - i);
    }
    const auto store = tries_in(folder, ids);
    CHECK(std::get<PinTry>(*store->staff_tries().begin("officer_2", morning)).left == 4);
    const auto fifth = std::get<PinTry>(*store->staff_tries().begin("officer_1", morning));
    CHECK(fifth.pause == Duration(15s));
    CHECK(std::get<PinPause>(*store->staff_tries().begin("officer_1", morning + 14s)).left == Duration(1s));
    CHECK(*store->staff_tries().count("officer_1") == 5);
    CHECK(std::get<PinTry>(*store->staff_tries().begin("officer_1", morning + 15s)).pause == Duration(30s));
    REQUIRE(store->staff_tries().forget("officer_1"));
    CHECK(*store->staff_tries().count("officer_1") == 0);
}

TEST_CASE("a clock that goes back makes no pause longer, and gives no try away") {
    SeededIds ids(22);
    const auto store = Store::open_in_memory(settings_in({}), ids).value();
    auto& tries = store->staff_tries();
    for (int i = 0; i < 5; ++i) REQUIRE(tries.begin("officer_1", morning));
    CHECK(std::get<PinPause>(*tries.begin("officer_1", morning + -24h)).left == Duration(15s));
    CHECK(std::holds_alternative<PinTry>(*tries.begin("officer_1", morning + -24h + 15s)));
}

TEST_CASE("the fifteenth wrong PIN locks the token for good, until somebody unlocks it") {
    SeededIds ids(23);
    const auto store = Store::open_in_memory(settings_in({}), ids).value();
    auto& tries = store->staff_tries();
    auto now = morning;
    for (int i = 1; i <= 15; ++i, now = now + 24h) {
        const auto admitted = tries.begin("officer_1", now);
        REQUIRE(std::holds_alternative<PinTry>(*admitted));
        CHECK(std::get<PinTry>(*admitted).last == (i == 15));
    }
    CHECK(std::holds_alternative<PinLocked>(*tries.begin("officer_1", now + 24h * 365)));
    REQUIRE(tries.forget("officer_1"));
    CHECK(std::holds_alternative<PinTry>(*tries.begin("officer_1", now)));
}
