// What a running kiosk does with those who still wait when the doors close.

#include "kiosk/app/store_desk.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using settings::Queue;

namespace {

const LocalDate closing_day{2026, 11, 23};

struct Evening {
    explicit Evening(Queue::AtClosing rule) { data.settings.queue.at_closing = rule; }
    queue::Ticket taken() {
        const auto press = ids.make(clock.wall());
        REQUIRE(office.take(press, {settings::Purpose::ask, "", ""}, "", clock.wall()));
        return *office.hold(press, queue::TicketState::printed, clock.wall());
    }
    queue::Ticket now(const queue::Ticket& ticket) { return *office.find(ticket.press).value(); }
    void at(int hour, int minute) {
        clock.advance(wall_time({closing_day, hour, minute, 0}) - clock.wall());
        desk.tidy();
    }

    app::PublicData data = test::public_data();
    ManualClock clock{wall_time({closing_day, 16, 30, 0})};
    SeededIds ids{7};
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(data.settings, ids).value();
    queue::TicketOffice office{store->database(), clock, data.settings};
    app::StoreDesk desk{*store, office, data, clock, ids};
};

}  // namespace

TEST_CASE("a kiosk gives slips of the next open day when the hours are over, where that is the centre's rule, once") {
    Evening evening(Queue::AtClosing::slip);
    const auto waits = evening.taken();
    evening.at(16, 59);
    CHECK(evening.now(waits).state == queue::TicketState::printed);
    evening.at(17, 0);
    CHECK(evening.now(waits).state == queue::TicketState::postponed);
    CHECK(evening.now(waits).postponed_to == closing_day.plus_days(1));
    // A number that staff give out after the hours is theirs to serve, also after the kiosk has started again.
    evening.at(17, 10);
    const auto late = evening.taken();
    evening.at(17, 20);
    app::StoreDesk started_again(*evening.store, evening.office, evening.data, evening.clock, evening.ids);
    started_again.tidy();
    CHECK(evening.now(late).state == queue::TicketState::printed);
}

TEST_CASE("the day closes by the hours that staff decided for it") {
    Evening evening(Queue::AtClosing::slip);
    using Kind = settings::TodayChange::Kind;
    REQUIRE(evening.office.change_today({Kind::set_hours, "07:30-11:30, 13:30-18:00"},
                                        {evening.ids.make(evening.clock.wall()), evening.clock.wall(), "training_lead"}));
    const auto waits = evening.taken();
    evening.at(17, 30);
    CHECK(evening.now(waits).state == queue::TicketState::printed);
    evening.at(18, 0);
    CHECK(evening.now(waits).state == queue::TicketState::postponed);
}

TEST_CASE("a centre that serves everybody at closing gives nobody a slip") {
    Evening evening(Queue::AtClosing::serve);
    const auto waits = evening.taken();
    evening.at(19, 0);
    CHECK(evening.now(waits).state == queue::TicketState::printed);
}
