// Rows of progress (tiến trình) behind a dossier: the third part of what the outbox sends, each with its own flag.
#include <algorithm>

#include "kiosk/base/files.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/portal/delivery.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using stage::monday_morning;
using Kind = store::Outbox::Kind;

namespace {

struct Told {
    Told() : clock(monday_morning), province(clock), transport(stage::way_to(province.endpoint())) {}
    /// A dossier with a page, and rows behind it.
    store::DossierRow press(int rows) {
        auto wish = stage::pressed(kiosk.ids, clock.wall(), 1, 200);
        for (int i = 0; i < rows; ++i) wish.progress.push_back(stage::row_of_progress(kiosk.ids, clock.wall()));
        auto row = kiosk.store->dossiers().record(wish);
        REQUIRE(row);
        return *row;
    }
    /// Kinds of what goes out, in its order, until nothing is due.
    std::vector<Kind> sent() {
        std::vector<Kind> out;
        IGate igate(*transport);
        for (;;) {
            auto trip = delivery.begin(clock.wall());
            REQUIRE(trip);
            if (!*trip) return out;
            out.push_back((*trip)->item.kind);
            REQUIRE(delivery.settle(**trip, send(igate, **trip), clock.wall()));
        }
    }
    [[nodiscard]] int at_portal() const {
        const auto text = read_file(province.folder.path() / "portal/journal.jsonl");
        REQUIRE(text);
        int count = 0;
        for (auto at = text->find("\"kind\":\"progress\""); at != std::string::npos; ++count)
            at = text->find("\"kind\":\"progress\"", at + 1);
        return count;
    }
    ManualClock clock;
    stage::Province province;
    std::unique_ptr<CurlTransport> transport;
    stage::Counter kiosk;
    Delivery delivery{kiosk.store->outbox(), kiosk.ids};
};

}  // namespace

TEST_CASE("files go first, then the dossier, then its rows of progress in their order, each once") {
    Told town;
    const auto row = town.press(2);
    CHECK(town.sent() == std::vector{Kind::file, Kind::dossier, Kind::progress, Kind::progress});
    CHECK(town.at_portal() == 2);
    CHECK_FALSE(*town.kiosk.store->outbox().anything_waits());
    CHECK(town.kiosk.store->dossiers().find(row.id)->value().delivery == store::Delivery::delivered);
    auto left = town.kiosk.store->database().query("SELECT count(*) FROM progress WHERE body IS NOT NULL");
    REQUIRE(left);
    REQUIRE(*left->step());
    CHECK(left->integer(0) == 0);
}

TEST_CASE("a row whose answer was lost is told again and kept once, and the dossier is not touched by it") {
    Told town;
    const auto row = town.press(1);
    IGate igate(*town.transport);
    REQUIRE(town.delivery.run_once(igate, town.clock.wall(), 2));  // the page and the dossier
    town.province.faults(R"({"name": "reset_after_commit", "times": 1})");
    REQUIRE(town.delivery.run_once(igate, town.clock.wall()));
    CHECK(town.at_portal() == 1);
    CHECK(*town.kiosk.store->outbox().anything_waits());
    CHECK(*town.kiosk.store->outbox().waiting_count() == 0);
    CHECK(town.kiosk.store->dossiers().find(row.id)->value().delivery == store::Delivery::delivered);
    town.clock.advance(1h);
    CHECK(town.sent() == std::vector{Kind::progress});
    CHECK(town.at_portal() == 1);
}

TEST_CASE("a row that the portal refuses for good goes to staff, and its dossier stays delivered") {
    Told town;
    const auto row = town.press(2);
    IGate igate(*town.transport);
    REQUIRE(town.delivery.run_once(igate, town.clock.wall(), 2));
    town.province.faults(R"({"name": "refuse", "words": "Không nhận tiến độ"})");
    std::vector<DeliveryEvent> events;
    for (int i = 0; i < 10; ++i) {
        auto some = town.delivery.run_once(igate, town.clock.wall());
        REQUIRE(some);
        events.insert(events.end(), some->begin(), some->end());
        town.clock.advance(1h);
    }
    CHECK(std::any_of(events.begin(), events.end(), [](const auto& event) {
        const auto* refused = std::get_if<LetterRefused>(&event);
        return refused != nullptr && refused->kind == dossier::LetterKind::progress &&
               refused->words == "Không nhận tiến độ";
    }));
    CHECK(std::none_of(events.begin(), events.end(),
                       [](const auto& event) { return std::holds_alternative<RefusedForGood>(event); }));
    const auto known = town.kiosk.store->dossiers().find(row.id)->value();
    CHECK(known.delivery == store::Delivery::delivered);
    CHECK(known.refusal.empty());
    const auto list = town.kiosk.store->outbox().list();
    REQUIRE(list);
    REQUIRE(list->size() == 2);
    for (const auto& waiting : *list) {
        CHECK(waiting.kind == Kind::progress);
        CHECK(waiting.state == store::Outbox::State::refused);
        CHECK(waiting.words == "Không nhận tiến độ");
    }
    CHECK(*town.kiosk.store->outbox().refused_count() == 0);  // nobody has to be called for it

    town.province.faults("");
    CHECK(*town.kiosk.store->outbox().try_again(row.id));
    CHECK(town.sent().size() == 2);
    CHECK(town.kiosk.store->outbox().list()->empty());
    CHECK_FALSE(*town.kiosk.store->outbox().try_again(row.id));
    CHECK(town.at_portal() == 2);
}

TEST_CASE("a portal says no to progress of a dossier that it does not have") {
    Told town;
    const auto id = town.kiosk.ids.make(town.clock.wall());
    const dossier::LetterHead head{id, monday_morning, "K01", "BINHSON", "binh-son"};
    const auto body =
        dossier::progress_json(head, {"TAM-K01-261123-0001", dossier::Status::registered, monday_morning, "Nộp"});
    IGate igate(*town.transport);
    const auto told = igate.tell({dossier::LetterKind::progress, id, "TAM-K01-261123-0001", Personal(body), monday_morning});
    REQUIRE_FALSE(told);
    CHECK(told.error().code == Code::refused);
}
