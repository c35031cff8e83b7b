#include "kiosk/store/letters.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

struct LetterScene {
    SeededIds ids{9};
    std::unique_ptr<Store> store;
    LetterScene() {
        auto opened = Store::open_in_memory(settings_in({}), ids);
        REQUIRE(opened);
        store = std::move(*opened);
    }
    NewLetter letter(std::string about = {}, WallTime at = morning) {
        return {ids.make(at), dossier::LetterKind::rating, std::move(about), at, Personal("{\"letter\":\"rating\"}")};
    }
    Outbox::Item next(WallTime now = morning) {
        auto item = store->outbox().next_due(now);
        REQUIRE(item);
        REQUIRE(item->has_value());
        return std::move(**item);
    }
};

}  // namespace

TEST_CASE("a letter waits in the outbox from the moment it is recorded, and its body goes when the portal has it") {
    LetterScene scene;
    const auto letter = scene.letter("h48.22-261123-0001");
    REQUIRE(scene.store->letters().record(letter));
    CHECK(*scene.store->outbox().waiting_letters_count() == 1);
    CHECK(*scene.store->outbox().waiting_count() == 0);
    const auto item = scene.next();
    CHECK(item.kind == Outbox::Kind::letter);
    CHECK(item.id == letter.id);
    CHECK(item.body == letter.body);
    CHECK(item.about == "H48.22-261123-0001");
    const auto rows = scene.store->outbox().list();
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK((*rows)[0].about == "H48.22-261123-0001");
    CHECK((*rows)[0].letter == dossier::LetterKind::rating);

    REQUIRE(scene.store->outbox().mark_in_flight(letter.id, morning));
    REQUIRE(scene.store->outbox().delivered(letter.id, "", morning + 1min));
    CHECK(scene.store->outbox().delivered(letter.id, "", morning + 2min));  // the same acknowledgement again
    CHECK(*scene.store->outbox().waiting_letters_count() == 0);
    CHECK(scene.store->outbox().list()->empty());
    CHECK(scene.store->letters().find(letter.id)->value().delivery == Outbox::State::delivered);
    auto left = scene.store->database().query("SELECT count(*) FROM letter WHERE body IS NOT NULL");
    REQUIRE(left);
    REQUIRE(*left->step());
    CHECK(left->integer(0) == 0);
}

TEST_CASE("the same press again records no second letter, whatever else it says") {
    LetterScene scene;
    auto letter = scene.letter();
    REQUIRE(scene.store->letters().record(letter));
    letter.body = Personal("other");
    REQUIRE(scene.store->letters().record(letter));
    CHECK(*scene.store->outbox().waiting_letters_count() == 1);
    CHECK(scene.next().body == Personal("{\"letter\":\"rating\"}"));
}

TEST_CASE("a letter that was in flight when the kiosk died is sent again, and one refused keeps the portal's words alone") {
    LetterScene scene;
    const auto letter = scene.letter("H48.22-261123-0001");
    REQUIRE(scene.store->letters().record(letter));
    REQUIRE(scene.store->outbox().mark_in_flight(letter.id, morning));
    CHECK_FALSE(scene.store->outbox().next_due(morning)->has_value());
    REQUIRE(scene.store->recover());
    CHECK(scene.next().doubtful);
    REQUIRE(scene.store->outbox().mark_in_flight(letter.id, morning));
    REQUIRE(scene.store->outbox().refuse(letter.id, "Không nhận", morning));
    CHECK(*scene.store->outbox().refused_count() == 0);  // of dossiers: there is nobody to call
    const auto row = scene.store->letters().find(letter.id);
    CHECK(row->value().delivery == Outbox::State::refused);
    CHECK(row->value().refusal == "Không nhận");
    CHECK(scene.store->outbox().list()->front().state == Outbox::State::refused);
}

TEST_CASE("letters and dossiers go in the order in which they were written, and neither holds up the other") {
    LetterScene scene;
    const auto late = scene.letter({}, morning + 2min);
    REQUIRE(scene.store->letters().record(late));
    const auto between = some_dossier(scene.ids, morning + 1min, dossier::Outcome::submitted_online, 0);
    REQUIRE(scene.store->dossiers().record(between));
    const auto early = scene.letter({}, morning);
    REQUIRE(scene.store->letters().record(early));
    for (const auto& id : {early.id, between.id, late.id}) {
        CHECK(scene.next(morning + 1h).id == id);
        REQUIRE(scene.store->outbox().mark_in_flight(id, morning + 1h));
    }
}

TEST_CASE("the last letter about a dossier is found under each of its codes") {
    LetterScene scene;
    auto first = scene.letter("TAM-K01-261123-0001", morning);
    auto second = scene.letter("H48.22-261123-0001", morning + 1h);
    REQUIRE(scene.store->letters().record(second));
    REQUIRE(scene.store->letters().record(first));
    const auto last =
        scene.store->letters().last_about({"H48.22-261123-0001", "tam-k01-261123-0001"}, dossier::LetterKind::rating);
    REQUIRE(last);
    REQUIRE(*last);
    CHECK((*last)->id == second.id);
    CHECK_FALSE(scene.store->letters().last_about({"", "H48.22-261123-0002"}, dossier::LetterKind::rating)->has_value());
    CHECK_FALSE(scene.store->letters().last_about({first.about}, dossier::LetterKind::withdrawal)->has_value());
}

TEST_CASE("a database of before letters opens with what waited in its outbox") {
    const TempFolder folder;
    SeededIds ids(4);
    const auto wish = some_dossier(ids, morning, dossier::Outcome::submitted_online, 1);
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->dossiers().record(wish));
        REQUIRE((*store)->outbox().mark_in_flight(wish.pages[0].id, morning));
        REQUIRE((*store)->outbox().delivered(wish.pages[0].id, "file-1", morning));
        // As version 2 had it.
        REQUIRE((*store)->database().execute(
            "CREATE TABLE outbox_2 (id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),"
            " dossier BLOB NOT NULL REFERENCES dossier (id), kind TEXT NOT NULL, position INTEGER NOT NULL,"
            " state TEXT NOT NULL, submitted_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,"
            " refusals INTEGER NOT NULL DEFAULT 0, doubtful INTEGER NOT NULL DEFAULT 0, tried_at INTEGER,"
            " next_try_at INTEGER, reason TEXT NOT NULL DEFAULT '', remote_id TEXT, sent_at INTEGER,"
            " UNIQUE (dossier, position)) STRICT;"
            "INSERT INTO outbox_2 SELECT id, dossier, kind, position, state, submitted_at, attempts, refusals, doubtful,"
            " tried_at, next_try_at, reason, remote_id, sent_at FROM outbox;"
            "DROP TABLE outbox; ALTER TABLE outbox_2 RENAME TO outbox;"
            "CREATE INDEX outbox_waiting ON outbox (submitted_at, dossier, position) WHERE state = 'waiting';"
            "CREATE INDEX outbox_in_flight ON outbox (kind) WHERE state = 'in_flight';"
            "CREATE INDEX outbox_open ON outbox (submitted_at, dossier, position) WHERE state <> 'delivered';"
            "DROP TABLE letter_page; DROP TABLE letter; DROP TABLE kept_page; DROP TABLE kept_draft;"
            "DROP TABLE unpaid; DROP INDEX dossier_submitted; DROP TABLE ledger_state; DROP TABLE ledger_lease; DROP TABLE "
            "ledger_entry;"
            "DROP TABLE payment_confirmation; DROP TABLE payment_order; DROP TABLE progress; DROP TABLE shared_code; DROP "
            "TABLE national_dossier;"
            "DROP TABLE national_refusal; DROP TABLE national_rating;"
            "ALTER TABLE known_status DROP COLUMN shown_at;"
            "CREATE TABLE ticket (press BLOB PRIMARY KEY NOT NULL) STRICT;"
            "INSERT INTO last_number VALUES ('ticket A', '2026-11-23', 17);"
            "PRAGMA user_version = 2;"));
    }
    auto store = open_store(folder, ids);
    REQUIRE(store);
    auto item = (*store)->outbox().next_due(morning);
    REQUIRE(item);
    REQUIRE(item->has_value());
    CHECK((*item)->id == wish.id);
    REQUIRE((*item)->files.size() == 1);
    CHECK((*item)->files[0].remote_id == "file-1");
    CHECK((*store)->letters().record({ids.make(morning), dossier::LetterKind::rating, {}, morning, Personal("x")}));
    // The last number of each prefix is known to the queue, which counts elsewhere now.
    auto highest = (*store)->database().query("SELECT value FROM ledger_entry WHERE key = 'highest/2026-11-23/A'");
    REQUIRE(highest);
    REQUIRE(highest->step().value());
    CHECK(highest->bytes(0) == "17");
}
