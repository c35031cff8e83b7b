#include "kiosk/store/outbox.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

struct Scene {
    SeededIds ids{7};
    std::unique_ptr<Store> store;
    Scene() {
        auto opened = Store::open_in_memory(settings_in({}), ids);
        REQUIRE(opened);
        store = std::move(*opened);
    }
    Outbox& outbox() { return store->outbox(); }
    NewDossier hand_in(WallTime at = morning, int pages = 2) {
        auto wish = some_dossier(ids, at, dossier::Outcome::submitted_online, pages);
        REQUIRE(store->dossiers().record(wish));
        return wish;
    }
    Outbox::Item next(WallTime now = morning) {
        auto item = outbox().next_due(now);
        REQUIRE(item);
        REQUIRE(item->has_value());
        return std::move(**item);
    }
    bool nothing_due(WallTime now = morning) {
        auto item = outbox().next_due(now);
        REQUIRE(item);
        return !item->has_value();
    }
    void deliver(const Uuid& item, std::string_view remote) {
        REQUIRE(outbox().mark_in_flight(item, morning));
        REQUIRE(outbox().delivered(item, remote, morning + 1min));
    }
};

}  // namespace

TEST_CASE("files go before their dossier, and the dossier knows their names at the portal") {
    Scene scene;
    const auto wish = scene.hand_in();
    auto first = scene.next();
    CHECK(first.kind == Outbox::Kind::file);
    CHECK(first.id == wish.pages[0].id);
    CHECK(first.body.reveal() == wish.pages[0].bytes->bytes());
    CHECK(first.sha256 == sha256_hex(wish.pages[0].bytes->bytes()));
    CHECK(first.media_type == "image/jpeg");
    scene.deliver(first.id, "file-1");
    auto second = scene.next();
    CHECK(second.id == wish.pages[1].id);
    scene.deliver(second.id, "file-2");
    auto last = scene.next();
    CHECK(last.kind == Outbox::Kind::dossier);
    CHECK(last.id == wish.id);
    CHECK(last.provisional_code == "TAM-K01-261123-0001");
    CHECK(last.body.reveal().find("TAM-K01-261123-0001") != std::string_view::npos);
    REQUIRE(last.files.size() == 2);
    CHECK(last.files[0].remote_id == "file-1");
    CHECK(last.files[1].remote_id == "file-2");
    CHECK(last.files[1].size_bytes == static_cast<std::int64_t>(wish.pages[1].bytes->bytes().size()));
    CHECK(*scene.outbox().waiting_count() == 1);
    scene.deliver(last.id, "000.00.53.H48-261123-0007");
    CHECK(scene.nothing_due());
    CHECK(*scene.outbox().waiting_count() == 0);
    CHECK(scene.outbox().list()->empty());
}

TEST_CASE("after delivery both codes are known and the contents are gone") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 1);
    scene.deliver(wish.pages[0].id, "file-1");
    CHECK(scene.store->dossiers().find(wish.id)->value().delivery == Delivery::waiting);
    scene.deliver(wish.id, "000.00.53.H48-261123-0007");
    auto row = scene.store->dossiers().find("000.00.53.H48-261123-0007");
    REQUIRE(row);
    REQUIRE(row->has_value());
    CHECK((*row)->provisional_code == "TAM-K01-261123-0001");
    CHECK((*row)->delivery == Delivery::delivered);
    CHECK((*row)->submitted_at == morning);
    CHECK((*row)->delivered_at == morning + 1min);
    CHECK(scene.store->dossiers().body(wish.id)->empty());
    auto left = scene.store->database().query("SELECT count(*) FROM page WHERE bytes IS NOT NULL");
    REQUIRE(left);
    REQUIRE(*left->step());
    CHECK(left->integer(0) == 0);
}

TEST_CASE("the same acknowledgement twice changes nothing, another one is not believed") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 0);
    scene.deliver(wish.id, "H48.22-261123-0001");
    CHECK(scene.outbox().delivered(wish.id, "H48.22-261123-0001", morning + 1h));
    auto other = scene.outbox().delivered(wish.id, "H48.22-261123-0002", morning + 1h);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Code::untrusted);
    CHECK(scene.store->dossiers().find(wish.id)->value().official_code == "H48.22-261123-0001");
}

TEST_CASE("the oldest dossier goes first, and one that is put off does not hold up the others") {
    Scene scene;
    const auto younger = scene.hand_in(morning + 1min, 0);
    const auto older = scene.hand_in(morning, 0);
    CHECK(scene.next().id == older.id);
    REQUIRE(scene.outbox().mark_in_flight(older.id, morning + 2min));
    CHECK(scene.next(morning + 2min).id == younger.id);
    REQUIRE(scene.outbox().put_off(older.id, {morning + 10min, Code::timed_out, true, false}, morning + 2min));
    CHECK(scene.next(morning + 3min).id == younger.id);
    const auto again = scene.next(morning + 10min);
    CHECK(again.id == older.id);
    CHECK(again.doubtful);
    CHECK(again.attempts == 1);
    REQUIRE(scene.outbox().doubt_settled(older.id));
    CHECK_FALSE(scene.next(morning + 10min).doubtful);
}

TEST_CASE("the list for staff names reason, tries and next time, and nothing about a person") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 0);
    REQUIRE(scene.outbox().mark_in_flight(wish.id, morning));
    REQUIRE(scene.outbox().put_off(wish.id, {morning + 5s, Code::unreachable}, morning));
    auto rows = scene.outbox().list();
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK((*rows)[0].reason == "unreachable");
    CHECK((*rows)[0].attempts == 1);
    CHECK((*rows)[0].next_try_at == morning + 5s);
    CHECK((*rows)[0].state == Outbox::State::waiting);
    CHECK((*rows)[0].provisional_code == "TAM-K01-261123-0001");
    CHECK(*scene.outbox().next_due_at(morning) == morning + 5s);
    CHECK(scene.nothing_due(morning + 1s));
    CHECK(*scene.outbox().send_now() == 1);
    CHECK(*scene.outbox().next_due_at(morning) == morning);
    CHECK(scene.next(morning + 1s).id == wish.id);
}

TEST_CASE("a piece put off before the clock jumped back is still sent") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 0);
    REQUIRE(scene.outbox().mark_in_flight(wish.id, morning));
    REQUIRE(scene.outbox().put_off(wish.id, {morning + 15min, Code::unreachable}, morning));
    const auto last_year = wall_time({{2025, 1, 1}, 0, 0, 0});
    CHECK(scene.next(last_year).id == wish.id);
    CHECK(*scene.outbox().next_due_at(last_year) == last_year);
}

TEST_CASE("what was in flight when the kiosk died is doubtful and nothing of it is lost") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 1);
    REQUIRE(scene.outbox().mark_in_flight(wish.pages[0].id, morning));
    CHECK(scene.nothing_due());
    REQUIRE(scene.store->recover());
    auto item = scene.next();
    CHECK(item.id == wish.pages[0].id);
    CHECK(item.doubtful);
    CHECK(item.attempts == 1);
    CHECK(scene.store->dossiers().find(wish.id)->value().delivery == Delivery::waiting);
    scene.deliver(item.id, "file-1");
    CHECK_FALSE(scene.next().doubtful);
}

TEST_CASE("a refusal for good reaches look-up with the portal's words, and staff may try again") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 1);
    REQUIRE(scene.outbox().mark_in_flight(wish.pages[0].id, morning));
    REQUIRE(scene.outbox().refuse(wish.pages[0].id, "Tệp không đọc được", morning));
    CHECK(scene.nothing_due(morning + 24h));
    auto row = scene.store->dossiers().find(wish.id);
    CHECK(row->value().delivery == Delivery::refused);
    CHECK(row->value().refusal == "Tệp không đọc được");
    CHECK(scene.store->known_status().find("TAM-K01-261123-0001")->value().refusal == "Tệp không đọc được");
    CHECK(*scene.outbox().waiting_count() == 0);
    CHECK(*scene.outbox().refused_count() == 1);
    CHECK(scene.store->dossiers().refused()->size() == 1);
    CHECK(*scene.outbox().try_again(wish.id));
    CHECK_FALSE(*scene.outbox().try_again(wish.id));
    CHECK(scene.next(morning + 24h).id == wish.pages[0].id);
    CHECK(*scene.outbox().refused_count() == 0);
}

TEST_CASE("a refusal that is not for good is counted") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 0);
    for (int i = 0; i < 4; ++i) {
        REQUIRE(scene.outbox().mark_in_flight(wish.id, morning));
        REQUIRE(scene.outbox().put_off(wish.id, {morning, Code::refused, false, true}, morning));
    }
    CHECK(scene.next().refusals == 4);
    CHECK(scene.next().attempts == 4);
}

TEST_CASE("the portal's last words stay with what waits, sealed, until it says yes; whoever looks up reads of no refusal") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 1);
    const auto& page = wish.pages[0].id;
    REQUIRE(scene.outbox().mark_in_flight(page, morning));
    REQUIRE(scene.outbox().put_off(page, {morning, Code::refused, false, true, "Tệp không đọc được"}, morning));
    REQUIRE(scene.outbox().put_off(page, {morning, Code::unreachable}, morning));
    const auto rows = scene.outbox().list();
    REQUIRE(rows->size() == 2);
    for (const auto& row : *rows) {
        CHECK(row.owner == wish.id);
        CHECK(row.words == "Tệp không đọc được");
    }
    CHECK(scene.store->dossiers().find(wish.id)->value().refusal.empty());
    CHECK(scene.store->known_status().find("TAM-K01-261123-0001")->value().refusal.empty());
    auto kept = scene.store->database().query("SELECT refusal FROM dossier");
    REQUIRE(kept->step().value());
    CHECK(kept->text(0).find("không đọc được") == std::string::npos);

    REQUIRE(scene.outbox().delivered(page, "F1", morning));
    REQUIRE(scene.outbox().delivered(wish.id, "H48.22-261123-0001", morning));
    REQUIRE(scene.outbox().list()->empty());
}

TEST_CASE("a piece that is not waiting cannot be sent, put off or refused") {
    Scene scene;
    const auto wish = scene.hand_in(morning, 0);
    CHECK_FALSE(scene.outbox().mark_in_flight(scene.ids.make(morning), morning));
    REQUIRE(scene.outbox().mark_in_flight(wish.id, morning));
    CHECK_FALSE(scene.outbox().mark_in_flight(wish.id, morning));
    REQUIRE(scene.outbox().delivered(wish.id, "H48.22-261123-0001", morning));
    CHECK_FALSE(scene.outbox().put_off(wish.id, {morning, Code::io}, morning));
    CHECK_FALSE(scene.outbox().refuse(wish.id, "no", morning));
}
