#include "kiosk/portal/delivery.hpp"

#include "tests/portal/forgetful_portal.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using stage::Fate;
using stage::monday_morning;

namespace {

struct Desk : stage::Counter {
    Desk() : Counter(7), clock(monday_morning) { restart(); }
    void restart() {
        if (delivery) REQUIRE(store->recover());
        delivery = std::make_unique<Delivery>(store->outbox(), ids);
        portal.crashed = false;
    }
    /// One trip; nothing when none is due. A crash comes after the portal has acted and before the kiosk has noted it.
    bool trip() {
        auto next = delivery->begin(clock.wall());
        REQUIRE(next);
        if (!*next) return false;
        const auto end = send(portal, **next);
        if (portal.crashed) {
            restart();
            return true;
        }
        auto settled = delivery->settle(**next, end, clock.wall());
        INFO((settled ? std::string() : settled.error().detail));
        REQUIRE(settled);
        events.insert(events.end(), settled->begin(), settled->end());
        return true;
    }
    void run_for(Duration time) {
        const WallTime end = clock.wall() + time;
        while (clock.wall() < end) {
            while (trip()) {
            }
            clock.advance(5s);
        }
    }
    template <class Event>
    [[nodiscard]] int count() const {
        int n = 0;
        for (const auto& event : events) n += std::holds_alternative<Event>(event) ? 1 : 0;
        return n;
    }
    [[nodiscard]] int waiting() {
        auto n = store->outbox().waiting_count();
        REQUIRE(n);
        return *n;
    }
    ManualClock clock;
    stage::ForgetfulPortal portal;
    std::unique_ptr<Delivery> delivery;
    std::vector<DeliveryEvent> events;
};

}  // namespace

TEST_CASE("a dossier goes out with its pages first and comes back with its official code") {
    Desk desk;
    const auto pressed = desk.press(desk.clock.wall(), 2);
    desk.run_for(10s);
    CHECK(desk.portal.calls == std::vector<std::string>{"upload", "upload", "submit"});
    REQUIRE(desk.count<Delivered>() == 1);
    const auto& delivered = std::get<Delivered>(desk.events.back());
    CHECK(delivered.dossier == pressed.id);
    CHECK(delivered.provisional_code == pressed.provisional_code);
    CHECK(delivered.official_code == "000.00.53.H48-261123-0001");
    const auto row = desk.store->dossiers().find(delivered.official_code);
    REQUIRE(row);
    REQUIRE(*row);
    CHECK((*row)->provisional_code == pressed.provisional_code);
    CHECK((*row)->submitted_at == pressed.submitted_at);
}

TEST_CASE("a dossier that gets its code at acceptance is delivered once all the same, and found by both codes later") {
    for (const auto fate : {Fate::answered, Fate::lost_coming, Fate::crash}) {
        CAPTURE(static_cast<int>(fate));
        Desk desk;
        desk.portal.codes_at_acceptance = true;
        desk.portal.fates = {fate};
        const auto pressed = desk.press(desk.clock.wall(), 0);
        desk.run_for(2min);
        REQUIRE(desk.count<Delivered>() == 1);
        CHECK(std::get<Delivered>(desk.events.back()).official_code.empty());
        CHECK(desk.portal.handed_in[pressed.id] == 1);
        CHECK(desk.waiting() == 0);
        auto& dossiers = desk.store->dossiers();
        CHECK(dossiers.find(pressed.id)->value().delivery == store::Delivery::delivered);
        CHECK(*dossiers.without_code(monday_morning) == std::vector<Uuid>{pressed.id});
        CHECK(dossiers.without_code(desk.clock.wall())->empty());

        CHECK(*dossiers.take_code(pressed.id, "000.00.53.H48-261124-0005"));
        CHECK_FALSE(*dossiers.take_code(pressed.id, "000.00.53.H48-261124-0005"));
        CHECK(dossiers.take_code(pressed.id, "000.00.53.H48-261124-0006").error().code == Code::untrusted);
        CHECK(dossiers.without_code(monday_morning)->empty());
        for (const auto& code : {pressed.provisional_code, std::string("000.00.53.H48-261124-0005")}) {
            const auto row = dossiers.find(code);
            REQUIRE(row);
            REQUIRE(*row);
            CHECK((*row)->id == pressed.id);
        }
        const auto other = desk.press(desk.clock.wall(), 0);
        CHECK(dossiers.take_code(other.id, "000.00.53.H48-261124-0005").error().code == Code::untrusted);
    }
}

TEST_CASE("whatever is lost, in whatever order, a dossier is handed in exactly once") {
    const std::vector<Fate> fates = {Fate::answered,   Fate::lost_going, Fate::lost_coming,  Fate::unreachable,
                                     Fate::wrong_hash, Fate::wrong_id,   Fate::sign_in_page, Fate::crash};
    for (std::size_t order = 0; order < fates.size() * fates.size() * fates.size(); ++order) {
        CAPTURE(order);
        Desk desk;
        const auto pressed = desk.press(desk.clock.wall(), 0);
        desk.portal.fates = {fates[order % 8], fates[order / 8 % 8], fates[order / 64]};
        desk.run_for(2min);
        REQUIRE(desk.portal.handed_in[pressed.id] == 1);
        REQUIRE(desk.waiting() == 0);
        const auto row = desk.store->dossiers().find(pressed.id);
        REQUIRE(row);
        REQUIRE((*row)->delivery == store::Delivery::delivered);
        REQUIRE((*row)->official_code == "000.00.53.H48-261123-0001");
        REQUIRE(desk.count<Delivered>() == 1);
    }
}

TEST_CASE("whatever is lost, in whatever order, a letter says the same each time and is told in the end") {
    const std::vector<Fate> fates = {Fate::answered,   Fate::lost_going, Fate::lost_coming,  Fate::unreachable,
                                     Fate::wrong_hash, Fate::wrong_id,   Fate::sign_in_page, Fate::crash};
    for (std::size_t order = 0; order < fates.size() * fates.size(); ++order) {
        CAPTURE(order);
        Desk desk;
        const auto id = desk.ids.make(desk.clock.wall());
        REQUIRE(desk.store->letters().record(
            {id, dossier::LetterKind::rating, {}, desk.clock.wall(), Personal("{\"letter\":\"rating\"}")}));
        desk.portal.fates = {fates[order % 8], fates[order / 8]};
        desk.run_for(2min);
        for (const auto& body : desk.portal.letters[id]) REQUIRE(body == "{\"letter\":\"rating\"}");
        REQUIRE(desk.count<LetterTold>() == 1);
        REQUIRE(desk.count<LetterRefused>() == 0);
        REQUIRE(desk.store->letters().find(id)->value().delivery == store::Outbox::State::delivered);
    }
}

TEST_CASE("a page that is sent again after a lost answer does not hold up its dossier") {
    for (const Fate fate : {Fate::lost_going, Fate::lost_coming, Fate::unreachable, Fate::sign_in_page, Fate::crash}) {
        Desk desk;
        const auto pressed = desk.press(desk.clock.wall(), 1);
        desk.portal.fates = {fate};
        desk.run_for(1min);
        CHECK(desk.portal.handed_in[pressed.id] == 1);
        CHECK(desk.count<Delivered>() == 1);
    }
}

TEST_CASE("an answer about another id or another content never counts as delivered") {
    Desk desk;
    const auto pressed = desk.press(desk.clock.wall(), 0);
    desk.portal.always_wrong = pressed.id;
    desk.run_for(1h);
    CHECK(desk.count<Delivered>() == 0);
    CHECK(desk.waiting() == 1);
    CHECK(desk.portal.handed_in[pressed.id] == 1);
    const auto rows = desk.store->outbox().list();
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().reason == name(Code::untrusted));
    CHECK(rows->front().doubtful);
}

TEST_CASE("a dossier that the portal answers wrongly does not hold up the ones behind it") {
    Desk desk;
    const auto bad = desk.press(desk.clock.wall(), 0);
    const auto good = desk.press(desk.clock.wall() + 1s, 0);
    const auto better = desk.press(desk.clock.wall() + 2s, 1);
    SECTION("with an answer about something else") { desk.portal.always_wrong = bad.id; }
    SECTION("with a no") { desk.portal.always_no = bad.id; }
    desk.run_for(2min);
    CHECK(desk.portal.handed_in[good.id] == 1);
    CHECK(desk.portal.handed_in[better.id] == 1);
    CHECK(desk.count<Delivered>() == 2);
}

TEST_CASE("after five refusals a dossier is staff's, with the portal's words") {
    Desk desk;
    const auto pressed = desk.press(desk.clock.wall(), 0);
    desk.portal.always_no = pressed.id;
    desk.run_for(1h);
    REQUIRE(desk.count<RefusedForGood>() == 1);
    const auto& refused = std::get<RefusedForGood>(desk.events.back());
    CHECK(refused.dossier == pressed.id);
    CHECK(refused.words == "Thiếu chữ ký");
    CHECK(desk.portal.calls.size() == 5);
    const auto row = desk.store->dossiers().find(pressed.id);
    REQUIRE(row);
    CHECK((*row)->refusal == "Thiếu chữ ký");
    CHECK((*row)->delivery == store::Delivery::refused);
}

TEST_CASE("while the link is lost the portal must prove itself before anything personal leaves") {
    Desk desk;
    desk.portal.fates = std::deque<Fate>(4, Fate::sign_in_page);
    for (int i = 0; i < 3; ++i) static_cast<void>(desk.press(desk.clock.wall() + Duration{i}, 1));
    REQUIRE(desk.trip());
    CHECK(desk.delivery->link_lost());
    CHECK(desk.count<LinkLost>() == 1);
    CHECK_FALSE(desk.trip());  // one sign-in page is enough for all three
    desk.portal.calls.clear();
    desk.run_for(30s);
    CHECK(desk.portal.calls.front() == "connected");
    desk.run_for(2min);
    CHECK(desk.count<LinkReturned>() == 1);
    CHECK(desk.count<Delivered>() == 3);
    CHECK_FALSE(desk.delivery->link_lost());
}

TEST_CASE("pauses grow to a quarter of an hour and no further, and are short again once the link is back") {
    Desk desk;
    static_cast<void>(desk.press(desk.clock.wall(), 0));
    desk.portal.fates = std::deque<Fate>(12, Fate::unreachable);
    std::vector<Duration> pauses;
    while (!desk.portal.fates.empty()) {
        REQUIRE(desk.trip());
        const auto next = desk.delivery->next_at(desk.clock.wall());
        REQUIRE(next);
        REQUIRE(*next);
        pauses.push_back(**next - desk.clock.wall());
        desk.clock.advance(pauses.back());
    }
    CHECK(pauses.front() <= 5s);
    CHECK(pauses.front() > 3s);
    CHECK(pauses.back() <= 15min);
    CHECK(pauses.back() > 11min);
    for (std::size_t i = 1; i < pauses.size(); ++i) CHECK(pauses[i] > pauses[i - 1] * 2 / 3);
    REQUIRE(desk.trip());
    CHECK(desk.count<Delivered>() == 1);

    static_cast<void>(desk.press(desk.clock.wall(), 0));
    desk.portal.fates = {Fate::unreachable};
    REQUIRE(desk.trip());
    const auto next = desk.delivery->next_at(desk.clock.wall());
    REQUIRE(next);
    CHECK(**next - desk.clock.wall() <= 5s);
}

TEST_CASE("staff's «send now» ends every pause") {
    Desk desk;
    static_cast<void>(desk.press(desk.clock.wall(), 0));
    desk.portal.fates = std::deque<Fate>(8, Fate::out_of_order);
    desk.run_for(10min);
    desk.portal.fates.clear();
    CHECK_FALSE(desk.trip());
    REQUIRE(desk.delivery->send_now());
    CHECK(desk.trip());
    CHECK(desk.count<Delivered>() == 1);
}

TEST_CASE("a wall clock that is set back by a year does not keep dossiers here for a year") {
    Desk desk;
    static_cast<void>(desk.press(desk.clock.wall(), 0));
    desk.portal.fates = {Fate::lost_going};
    SECTION("while a piece rests") {}
    SECTION("while the link rests") { desk.portal.fates = {Fate::unreachable}; }
    REQUIRE(desk.trip());
    desk.clock.jump_wall(-365 * 24h);
    desk.run_for(1min);
    CHECK(desk.count<Delivered>() == 1);
}

TEST_CASE("two dossiers under one official code: the second stays queued and says why") {
    Desk desk;
    desk.portal.same_code = true;
    for (int i = 0; i < 2; ++i) static_cast<void>(desk.press(desk.clock.wall() + Duration{i}, 0));
    desk.run_for(1min);
    CHECK(desk.count<Delivered>() == 1);
    CHECK(desk.waiting() == 1);
    desk.portal.same_code = false;
    desk.run_for(15min);
    CHECK(desk.count<Delivered>() == 2);
}

TEST_CASE("three sendings in a row without an answer count as a lost link") {
    Desk desk;
    for (int i = 0; i < 6; ++i) static_cast<void>(desk.press(desk.clock.wall() + Duration{i}, 0));
    desk.portal.fates = std::deque<Fate>(3, Fate::lost_coming);
    while (desk.trip()) {
    }
    CHECK(desk.portal.calls.size() == 3);
    CHECK(desk.delivery->link_lost());
    desk.run_for(2min);
    CHECK(desk.count<Delivered>() == 6);
    for (const auto& [id, times] : desk.portal.handed_in) CHECK(times == 1);
}

TEST_CASE("run_once sends everything that is due and says what became of it") {
    Desk desk;
    for (int i = 0; i < 3; ++i) static_cast<void>(desk.press(desk.clock.wall() + Duration{i}, 1));
    const auto events = desk.delivery->run_once(desk.portal, desk.clock.wall());
    REQUIRE(events);
    CHECK(events->size() == 3);
    CHECK(desk.waiting() == 0);
    const auto next = desk.delivery->next_at(desk.clock.wall());
    REQUIRE(next);
    CHECK_FALSE(*next);
}
