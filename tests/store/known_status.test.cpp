#include "kiosk/store/known_status.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

std::unique_ptr<Store> open_in(const TempFolder& folder, Ids& ids) {
    ManualClock clock(morning);
    auto store = Store::open(settings_in(folder.path()), clock, ids);
    REQUIRE(store);
    return std::move(*store);
}

dossier::StatusView portal_view() {
    dossier::StatusView view;
    view.code = "H48.22-261120-0031";
    view.procedure_code = "1.001193";
    view.procedure_name = "Đăng ký khai sinh";
    view.holder_masked = Personal("Đ*** V** Ngữ");
    view.status = dossier::Status::processing;
    view.steps = {{dossier::Status::registered, morning, ""}, {dossier::Status::accepted, morning + 1h, "Đã nhận"}};
    view.submitted_at = morning;
    view.due_at = morning + 72h;
    view.unit_name = "UBND xã";
    view.as_of = morning + 2h;
    view.from_portal = true;
    view.papers = {"Tờ khai"};
    return view;
}

}  // namespace

TEST_CASE("a state once heard from the portal is found again with its age, in any writing of its code") {
    SeededIds ids(8);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& known = (*store)->known_status();
    CHECK_FALSE(known.find("H48.22-261120-0031")->has_value());
    REQUIRE(known.remember(portal_view()));
    auto found = known.find("h48.22-261120-0031");
    REQUIRE(found);
    REQUIRE(found->has_value());
    auto expected = portal_view();
    expected.from_portal = false;
    CHECK(**found == expected);
    auto newer = portal_view();
    newer.status = dossier::Status::finished;
    newer.as_of = morning + 24h;
    REQUIRE(known.remember(newer));
    CHECK(known.find("H48.22-261120-0031")->value().status == dossier::Status::finished);
}

TEST_CASE("a dossier that still waits for delivery is looked up by its provisional code") {
    SeededIds ids(9);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    const auto wish = some_dossier(ids, morning, dossier::Outcome::submitted_online, 0);
    REQUIRE((*store)->dossiers().record(wish));
    auto view = (*store)->known_status().find("TAM-K01-261123-0001");
    REQUIRE(view);
    REQUIRE(view->has_value());
    CHECK((*view)->waiting_for_delivery);
    CHECK((*view)->steps.empty());
    CHECK((*view)->submitted_at == morning);
    REQUIRE((*store)->outbox().mark_in_flight(wish.id, morning));
    REQUIRE((*store)->outbox().delivered(wish.id, "H48.22-261120-0031", morning + 1min));
    view = (*store)->known_status().find("TAM-K01-261123-0001");
    CHECK_FALSE((*view)->waiting_for_delivery);
    CHECK((*view)->code == "H48.22-261120-0031");
    CHECK((*view)->steps.size() == 1);
    REQUIRE((*store)->known_status().remember(portal_view()));
    view = (*store)->known_status().find("TAM-K01-261123-0001");
    CHECK((*view)->status == dossier::Status::processing);
    CHECK((*view)->provisional_code == "TAM-K01-261123-0001");
}

TEST_CASE("the last four digits of any number that the dossier knows open it") {
    SeededIds ids(10);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    REQUIRE((*store)->dossiers().record(some_dossier(ids)));
    auto& known = (*store)->known_status();
    CHECK(std::holds_alternative<FactorMatches>(*known.check_factor("TAM-K01-261123-0001", Personal("7788"), morning)));
    CHECK(std::holds_alternative<FactorMatches>(*known.check_factor("tam-k01-261123-0001", Personal("3456"), morning)));
    CHECK(std::holds_alternative<FactorWrong>(*known.check_factor("TAM-K01-261123-0001", Personal("0000"), morning)));
    CHECK(std::holds_alternative<FactorWrong>(*known.check_factor("TAM-K01-261123-0001", Personal(""), morning)));
    CHECK(std::holds_alternative<FactorUnknown>(*known.check_factor("H48.22-261120-0031", Personal("7788"), morning)));
}

TEST_CASE("five tries a code, also when the plug is pulled between them") {
    TempFolder folder;
    SeededIds ids(11);
    {
        auto store = open_in(folder, ids);
        REQUIRE(store->dossiers().record(some_dossier(ids)));
    }
    for (int left = 4; left >= 1; --left) {
        auto store = open_in(folder, ids);
        auto answer = store->known_status().check_factor("TAM-K01-261123-0001", Personal("0000"), morning);
        REQUIRE(answer);
        REQUIRE(std::holds_alternative<FactorWrong>(*answer));
        CHECK(std::get<FactorWrong>(*answer).tries_left == left);
    }
    auto store = open_in(folder, ids);
    auto& known = store->known_status();
    auto fifth = known.check_factor("TAM-K01-261123-0001", Personal("0000"), morning + 1s);
    REQUIRE(std::holds_alternative<FactorLocked>(*fifth));
    CHECK(std::get<FactorLocked>(*fifth).until == morning + 1s + 15min);
    // The right digits do not open a locked code, nor does waiting on the wall clock's jump back.
    CHECK(
        std::holds_alternative<FactorLocked>(*known.check_factor("TAM-K01-261123-0001", Personal("7788"), morning + 10min)));
    auto jumped = known.check_factor("TAM-K01-261123-0001", Personal("7788"), morning + -48h);
    REQUIRE(std::holds_alternative<FactorLocked>(*jumped));
    CHECK(std::get<FactorLocked>(*jumped).until == morning + -48h + 15min);
    CHECK(std::holds_alternative<FactorMatches>(
        *known.check_factor("TAM-K01-261123-0001", Personal("7788"), morning + 16min)));
    CHECK(std::get<FactorWrong>(*known.check_factor("TAM-K01-261123-0001", Personal("0000"), morning + 17min)).tries_left ==
          4);
}

TEST_CASE("two codes of one dossier do not give ten tries") {
    SeededIds ids(12);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    const auto wish = some_dossier(ids, morning, dossier::Outcome::submitted_online, 0);
    REQUIRE((*store)->dossiers().record(wish));
    REQUIRE((*store)->outbox().mark_in_flight(wish.id, morning));
    REQUIRE((*store)->outbox().delivered(wish.id, "H48.22-261120-0031", morning));
    auto& known = (*store)->known_status();
    for (int i = 0; i < 3; ++i) REQUIRE(known.check_factor("TAM-K01-261123-0001", Personal("0000"), morning));
    CHECK(std::get<FactorWrong>(*known.check_factor("H48.22-261120-0031", Personal("0000"), morning)).tries_left == 1);
    CHECK(std::holds_alternative<FactorLocked>(*known.check_factor("H48.22-261120-0031", Personal("0000"), morning)));
}

TEST_CASE("digits that the portal accepted open the last known state later, without the portal") {
    SeededIds ids(13);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& known = (*store)->known_status();
    CHECK(std::get<FactorUnknown>(*known.check_factor("H48.22-261120-0031", Personal("7788"), morning)).tries_left == 4);
    REQUIRE(known.factor_proved("H48.22-261120-0031", Personal("7788")));
    REQUIRE(known.remember(portal_view()));
    CHECK(std::holds_alternative<FactorMatches>(*known.check_factor("H48.22-261120-0031", Personal("7788"), morning)));
    CHECK(std::get<FactorWrong>(*known.check_factor("H48.22-261120-0031", Personal("1234"), morning)).tries_left == 4);
    CHECK_FALSE(known.factor_proved("H48.22-261120-0031", Personal("78")));
}

TEST_CASE("a state heard before the official code was given is found by both codes afterwards, and once") {
    SeededIds ids(12);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& known = (*store)->known_status();
    const auto wish = some_dossier(ids, morning, dossier::Outcome::submitted_online, 0);
    REQUIRE((*store)->dossiers().record(wish));
    REQUIRE((*store)->outbox().mark_in_flight(wish.id, morning));
    REQUIRE((*store)->outbox().delivered(wish.id, "", morning + 1min));
    auto view = portal_view();
    view.code = view.provisional_code = "TAM-K01-261123-0001";
    REQUIRE(known.remember(view));
    CHECK(known.find("TAM-K01-261123-0001")->value().code == "TAM-K01-261123-0001");
    CHECK_FALSE(known.find("H48.22-261124-0009")->has_value());

    REQUIRE((*store)->dossiers().take_code(wish.id, "H48.22-261124-0009"));
    for (const auto* code : {"TAM-K01-261123-0001", "H48.22-261124-0009"}) {
        const auto found = known.find(code);
        REQUIRE(found);
        REQUIRE(found->has_value());
        CHECK((*found)->code == "H48.22-261124-0009");
        CHECK((*found)->provisional_code == "TAM-K01-261123-0001");
        CHECK((*found)->status == dossier::Status::processing);
    }
    view.code = "H48.22-261124-0009";
    view.status = dossier::Status::finished;
    REQUIRE(known.remember(view));
    auto rows = (*store)->database().query("SELECT count(*) FROM known_status");
    REQUIRE(rows);
    REQUIRE(*rows->step());
    CHECK(rows->integer(0) == 1);
    CHECK(known.find("TAM-K01-261123-0001")->value().status == dossier::Status::finished);
}
