// Whoever serves at a counter's own page, without a browser.

#include "kiosk/console/officer.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using namespace kiosk::console;

namespace {

constexpr const char* training = "tap-huan-mot-cua";

struct Counter {
    settings::Settings settings = kiosk::test::public_data().settings;
    ManualClock clock{wall_time({{2026, 11, 23}, 9, 0, 0})};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    ledger::MemoryEngine door{memory};
    queue::Queue kiosk{door, settings};
    Officer officer{engine, settings, "5", clock};
    SeededIds ids{1};

    Result<Done> sign_in(const char* account, const char* password = training) {
        return officer.sign_in(account, Personal(password));
    }
    Result<Done> deed(const char* name, const char* counter = "5") {
        return officer.carry_out({name, ids.make(clock.wall()), counter});
    }
    std::string there() {
        const auto who = officer.who(false);
        return who ? who->id : "nobody";
    }
    const queue::Desk& desk() { return (*kiosk.look(clock.wall()))->desk("5")->value; }
};

}  // namespace

TEST_CASE("nobody does anything at a counter before they sign in, and what is done there is recorded with their account") {
    Counter counter;
    CHECK(counter.deed("open").error().code == Code::no_permission);
    CHECK(counter.sign_in("training_1", "wrong").error().code == Code::refused);
    CHECK(counter.sign_in("training_9").error().code == Code::refused);
    CHECK(counter.sign_in("training_board").error().code == Code::no_permission);
    CHECK(counter.there() == "nobody");
    REQUIRE(counter.sign_in("training_1"));
    CHECK(counter.there() == "training_1");

    const auto press = counter.ids.make(counter.clock.wall());
    REQUIRE(counter.kiosk.take(press, {settings::Purpose::ask, "", ""}, "", counter.clock.wall()));
    REQUIRE(counter.kiosk.hold(press, queue::TicketState::printed, counter.clock.wall()));
    REQUIRE(counter.deed("open", "1"));  // at this counter, whatever the page says
    CHECK(counter.desk().officer == "training_1");
    REQUIRE(counter.deed("call_next"));
    CHECK((*counter.kiosk.find(press))->history.back().by == "training_1");
    CHECK(counter.deed("priority").error().code == Code::no_permission);  // a supervisor's
    counter.officer.sign_out();
    CHECK(counter.there() == "nobody");
    CHECK(counter.deed("finish").error().code == Code::no_permission);
}

TEST_CASE("the counter of another officer is theirs today; a supervisor may take it, and another day anybody") {
    Counter counter;
    REQUIRE(counter.sign_in("training_2"));
    REQUIRE(counter.deed("open"));
    REQUIRE(counter.sign_in("training_1"));
    CHECK(counter.there() == "training_1");
    CHECK(counter.deed("open").error().code == Code::no_permission);
    CHECK(counter.deed("call_next").error().code == Code::no_permission);
    REQUIRE(counter.sign_in("training_lead"));
    CHECK(counter.deed("open").has_value());
    CHECK(counter.desk().officer == "training_lead");
    counter.clock.advance(24h);
    REQUIRE(counter.sign_in("training_1"));
    CHECK(counter.deed("open").has_value());
    CHECK(counter.desk().officer == "training_1");
}

TEST_CASE("wrong passwords make a counter wait, also for the right one, and nobody else") {
    Counter counter;
    for (int i = 0; i < 5; ++i) CHECK(counter.sign_in("training_1", "wrong").error().code == Code::refused);
    const auto paused = counter.sign_in("training_1");
    REQUIRE_FALSE(paused);
    CHECK(paused.error().code == Code::too_many);
    CHECK(paused.error().detail == "15");
    CHECK(counter.sign_in("training_2").has_value());
    counter.clock.advance(16s);
    CHECK(counter.sign_in("training_1").has_value());
}

TEST_CASE("who does nothing for as long as at the console is signed out, and everybody after the longest time") {
    Counter counter;
    REQUIRE(counter.sign_in("training_1"));
    const auto& rules = counter.settings.serve;
    counter.clock.advance(rules.idle_ends_after - 1s);
    CHECK(counter.there() == "training_1");
    CHECK(counter.officer.who(true).has_value());  // a touch
    counter.clock.advance(rules.idle_ends_after - 1s);
    CHECK(counter.there() == "training_1");
    counter.clock.advance(2s);
    CHECK(counter.there() == "nobody");
    CHECK(counter.deed("open").error().code == Code::no_permission);
    REQUIRE(counter.sign_in("training_1"));
    for (Duration passed{}; passed < rules.session_ends_after; passed += 10min) {
        counter.clock.advance(10min);
        static_cast<void>(counter.officer.who(true));
    }
    counter.clock.advance(1s);
    CHECK(counter.there() == "nobody");
}

TEST_CASE("everybody sees that a counter is served while its officer is signed in and it is open") {
    Counter counter;
    const auto seen = [&] {
        REQUIRE(counter.officer.be_there());
        return (*counter.kiosk.look(counter.clock.wall()))->live("counter/5");
    };
    const auto lasts = counter.settings.queue.counter_lease + 1s;
    CHECK_FALSE(seen());
    REQUIRE(counter.sign_in("training_1"));
    CHECK_FALSE(seen());
    REQUIRE(counter.deed("open"));
    CHECK(seen());
    for (int i = 0; i < 3; ++i) {
        counter.clock.advance(lasts / 2);
        CHECK(seen());
    }
    counter.officer.sign_out();
    counter.clock.advance(lasts);
    CHECK_FALSE(seen());
}
