#include "kiosk/queue/office.hpp"

#include <unistd.h>

#include <filesystem>

#include "kiosk/ledger/memory_engine.hpp"
#include "tests/queue/queue_contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

/// The way to a cluster: whole, cut, cut just after what was asked for has happened, or slow.
class Way final : public ledger::Engine {
public:
    enum class State { whole, cut, lost_after_a_write, slow };
    static constexpr Duration when_slow = 900ms;  ///< each call takes
    Way(ledger::SharedMemory& memory, State& state, ManualClock& clock) : engine_(memory), state_(state), clock_(clock) {}

    Result<ledger::Reading> read(std::string_view prefix, Freshness freshness) override {
        if (state_ == State::cut || !in_time()) return fail(Code::timed_out, "no answer");
        return engine_.read(prefix, freshness);
    }
    Result<ledger::Written> write(const ledger::Write& write) override {
        if (state_ == State::cut) return fail(Code::unreachable, "nobody there");
        if (!in_time()) return fail(Code::unknown_outcome, "no answer");
        auto written = engine_.write(write);
        if (state_ != State::lost_after_a_write) return written;
        state_ = State::cut;
        return fail(Code::unknown_outcome, "no answer");
    }
    Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after, Duration patience) override {
        if (state_ == State::cut) return fail(Code::unreachable, "nobody there");
        auto changes = engine_.changes(prefix, after, patience);
        if (changes) changes->agreed = false;
        return changes;
    }
    void stop() override { engine_.stop(); }
    Result<ledger::Lease> grant(Duration lasts) override { return engine_.grant(lasts); }
    Result<Done> renew(ledger::Lease lease) override { return engine_.renew(lease); }
    Result<Done> revoke(ledger::Lease lease) override { return engine_.revoke(lease); }
    void wait_until(std::optional<Monotonic> moment) override { until_ = moment; }

private:
    /// Time goes by, as far as whoever asks waits.
    bool in_time() {
        if (state_ != State::slow) return true;
        const auto now = clock_.monotonic();
        const auto takes = until_ ? std::clamp(*until_ - now, Duration{}, when_slow) : when_slow;
        clock_.advance(takes);
        return takes == when_slow;
    }
    ledger::MemoryEngine engine_;
    State& state_;
    ManualClock& clock_;
    std::optional<Monotonic> until_;
};

settings::Settings of_kiosk(const std::string& id) {
    settings::Settings out;
    out.kiosk_id = id;
    out.centre.id = "TEST";
    out.queue = two_lines();
    return out;
}

/// One kiosk of a centre, its file, and its way to the cluster.
struct Kiosk {
    Kiosk(const std::string& id, ledger::SharedMemory& memory, ManualClock& clock)
        : settings(of_kiosk(id)), way(memory, state, clock), office(*database, clock, settings, &way) {}

    settings::Settings settings;
    std::unique_ptr<store::Database> database = store::Database::open_in_memory().value();
    Way::State state = Way::State::whole;
    Way way;
    TicketOffice office;
};

struct KiosksOfACentre {
    ManualClock clock{nine};
    ledger::SharedMemory memory{clock};
    Kiosk first{"K1", memory, clock};
    Kiosk second{"K2", memory, clock};
    SeededIds ids{1};

    Ticket held(Kiosk& kiosk, PressId press) {
        auto ticket = kiosk.office.take(press, to_submit, "", clock.wall());
        REQUIRE(ticket);
        REQUIRE(kiosk.office.hold(press, TicketState::printed, clock.wall()));
        clock.advance(100ms);
        return *ticket;
    }
    Ticket held(Kiosk& kiosk) { return held(kiosk, ids.make(clock.wall())); }
    std::string number(PressId press) { return second.office.find(press)->value().number; }
};

}  // namespace

TEST_CASE("kiosks of a centre give out one row of numbers") {
    KiosksOfACentre centre;
    CHECK(centre.held(centre.first).number == "A001");
    CHECK(centre.held(centre.second).number == "A002");
    CHECK(centre.held(centre.first).number == "A003");
    CHECK(centre.first.office.list(monday)->size() == 3);
}

TEST_CASE("a kiosk that does not reach the cluster gives numbers of its own, which the centre takes over") {
    KiosksOfACentre centre;
    CHECK(centre.held(centre.first).number == "A001");
    centre.first.state = Way::State::cut;
    const auto press = centre.ids.make(nine);
    CHECK(centre.held(centre.first, press).number == "A001-K1");
    CHECK(centre.held(centre.first).number == "A002-K1");
    CHECK_FALSE(centre.first.office.joined());
    CHECK(centre.held(centre.second).number == "A002");
    // The same press again is the same number, and so it is by its text.
    CHECK(centre.first.office.take(press, to_submit, "", centre.clock.wall())->number == "A001-K1");
    CHECK(centre.first.office.find("a001-k1", monday)->has_value());
    CHECK_FALSE(centre.first.office.settle(centre.clock.wall()));

    centre.first.state = Way::State::whole;
    // For a few seconds nobody waits for a cluster that was not there.
    CHECK(centre.held(centre.first).number == "A003-K1");
    centre.clock.advance(6s);
    CHECK(*centre.first.office.settle(centre.clock.wall()) == 3);
    CHECK(*centre.first.office.settle(centre.clock.wall()) == 0);
    CHECK(centre.number(press) == "A001-K1");
    CHECK(centre.held(centre.first).number == "A003");
    CHECK(centre.second.office.list(monday)->size() == 6);
    // Whoever holds one is called at their place.
    auto& queue = centre.second.office.queue();
    auto rules = queue.rules();
    const auto order = waiting_on(**queue.look(centre.clock.wall()), monday, centre.clock.wall(), rules);
    REQUIRE(order.size() == 6);
    CHECK(order[1].press == press);
}

TEST_CASE("a press waits for the cluster two seconds in all, however many calls it takes") {
    KiosksOfACentre centre;
    centre.first.state = Way::State::slow;
    const auto before = centre.clock.monotonic();
    // The first press reads the whole hall, which takes longer than anybody is made to wait.
    const auto press = centre.ids.make(nine);
    CHECK(centre.first.office.take(press, to_submit, "", nine)->number == "A001-K1");
    CHECK(centre.clock.monotonic() - before == 2s);
    // Nobody waits while the kiosk settles: that takes its time, and reads all.
    centre.clock.advance(6s);
    REQUIRE(centre.first.office.settle(centre.clock.wall()));
    const auto again = centre.clock.monotonic();
    const auto next = centre.ids.make(nine);
    CHECK(centre.first.office.take(next, to_submit, "", centre.clock.wall())->number == "A001");
    CHECK(centre.first.office.hold(next, TicketState::printed, centre.clock.wall()));
    CHECK(centre.clock.monotonic() - again == 2 * Way::when_slow);  // one call to take it and one to hold it
}

TEST_CASE("a number of the centre whose answer was lost is superseded by the one that was given") {
    KiosksOfACentre centre;
    CHECK(centre.held(centre.first).number == "A001");
    centre.first.state = Way::State::lost_after_a_write;
    const auto press = centre.ids.make(nine);
    CHECK(centre.held(centre.first, press).number == "A001-K1");
    CHECK(centre.held(centre.second).number == "A003");  // the centre did count
    CHECK(centre.number(press) == "A002");

    centre.first.state = Way::State::whole;
    centre.clock.advance(6s);
    CHECK(*centre.first.office.settle(centre.clock.wall()) == 1);
    const auto ticket = centre.second.office.find(press)->value();
    CHECK(ticket.number == "A001-K1");
    CHECK(ticket.instead_of == "A002");
    CHECK(ticket.state == TicketState::printed);
    CHECK(centre.held(centre.second).number == "A004");
    // Every number up to the last is accounted for.
    std::set<std::string> numbers;
    const auto all = centre.second.office.list(monday).value();
    for (const auto& one : all) numbers.insert(one.instead_of.empty() ? one.number : one.instead_of);
    CHECK(numbers == std::set<std::string>{"A001", "A002", "A003", "A004"});
}

TEST_CASE("after a snapshot was restored nobody gets a number that a kiosk saw given out") {
    KiosksOfACentre centre;
    for (int i = 0; i < 3; ++i) centre.held(centre.second);
    for (int i = 0; i < 2; ++i) centre.held(centre.first);
    // The cluster begins again from nothing; the kiosks' files are what they were, and one of them knows less than the other.
    ledger::SharedMemory restored(centre.clock);
    Way way(restored, centre.first.state, centre.clock);
    TicketOffice knows_five(*centre.first.database, centre.clock, centre.first.settings, &way);
    TicketOffice knows_three(*centre.second.database, centre.clock, centre.second.settings, &way);
    CHECK(knows_three.take(centre.ids.make(nine), to_submit, "", nine)->number == "A004B");
    CHECK(knows_five.take(centre.ids.make(nine), to_submit, "", nine)->number == "A006C");
    CHECK(knows_three.take(centre.ids.make(nine), to_submit, "", nine)->number == "A007C");
    CHECK(knows_five.take(centre.ids.make(nine), to_collect, "", nine)->number == "B001");
}

TEST_CASE("a number whose paper came while the cluster was away is held as soon as it is there again") {
    KiosksOfACentre centre;
    const auto press = centre.ids.make(nine);
    REQUIRE(centre.first.office.take(press, to_submit, "", nine)->number == "A001");
    centre.first.state = Way::State::cut;
    CHECK_FALSE(centre.first.office.hold(press, TicketState::printed, nine + 1s));
    // Nobody else knows of the paper: the number expires, and is called all the same.
    CHECK(*centre.second.office.expire_unprinted(nine + 3min) == 1);
    centre.first.state = Way::State::whole;
    centre.clock.advance(6s);
    REQUIRE(centre.first.office.settle(nine + 4min));
    CHECK(centre.second.office.find(press)->value().state == TicketState::printed);
}

TEST_CASE("numbers of a kiosk on its own from before midnight are taken over the next day") {
    KiosksOfACentre centre;
    centre.first.state = Way::State::cut;
    const auto late = wall_time({monday, 23, 59, 0});
    const auto press = centre.ids.make(late);
    REQUIRE(centre.first.office.take(press, to_submit, "", late)->number == "A001-K1");
    REQUIRE(centre.first.office.hold(press, TicketState::printed, late));
    centre.first.state = Way::State::whole;
    centre.clock.advance(6s);
    const auto next = late + 5min;
    REQUIRE(centre.first.office.take(centre.ids.make(next), to_submit, "", next));
    CHECK(*centre.first.office.settle(next) == 1);
    CHECK(centre.second.office.find(press)->value().number == "A001-K1");
}

TEST_CASE("a number that was being handed out when the kiosk ended is called: its paper may have come out") {
    KiosksOfACentre centre;
    const auto press = centre.ids.make(nine);
    REQUIRE(centre.first.office.take(press, to_submit, "", nine)->number == "A001");
    REQUIRE(centre.second.office.take(centre.ids.make(nine), to_submit, "", nine)->number == "A002");
    centre.clock.advance(30s);
    TicketOffice restarted(*centre.first.database, centre.clock, centre.first.settings, &centre.first.way);
    const auto taken_since = centre.ids.make(nine);
    REQUIRE(restarted.take(taken_since, to_submit, "", centre.clock.wall()));
    REQUIRE(restarted.settle(centre.clock.wall()));
    const auto state = [&](PressId which) { return restarted.find(which)->value().state; };
    CHECK(state(press) == TicketState::printed);
    CHECK(state(taken_since) == TicketState::reserved);
    CHECK(restarted.list(monday)->at(1).state == TicketState::reserved);  // another kiosk's
}

TEST_CASE(
    "what nobody has read of the centre's queue is not empty: a kiosk that has, goes on with it, and another says so") {
    KiosksOfACentre centre;
    centre.held(centre.second);
    REQUIRE(centre.first.office.business_day(centre.clock.wall()));
    centre.first.state = Way::State::cut;
    CHECK(centre.first.office.list(monday)->size() == 1);
    CHECK_FALSE(centre.first.office.joined());
    TicketOffice restarted(*centre.first.database, centre.clock, centre.first.settings, &centre.first.way);
    REQUIRE(restarted.business_day(centre.clock.wall()));
    const auto unknown = restarted.list(monday);
    REQUIRE_FALSE(unknown);
    CHECK(out_of_reach(unknown.error().code));
}

TEST_CASE("closing asks the centre first, and takes over what the kiosk gave on its own") {
    KiosksOfACentre centre;
    const auto tuesday = monday.plus_days(1);
    centre.held(centre.second);
    centre.first.state = Way::State::cut;
    CHECK(centre.held(centre.first).number == "A001-K1");
    const auto evening = nine + 8h;
    CHECK_FALSE(centre.first.office.postpone_waiting(tuesday, {centre.ids.make(nine), evening, "officer"}));
    centre.first.state = Way::State::whole;
    centre.clock.advance(6s);
    CHECK(centre.first.office.postpone_waiting(tuesday, {centre.ids.make(nine), evening, "officer"})->size() == 2);
}

TEST_CASE("numbers carry a letter on the day on which a damaged file was replaced") {
    const auto database = store::Database::open_in_memory().value();
    const ManualClock clock(nine);
    const auto settings = of_kiosk("K1");
    TicketOffice office(*database, clock, settings);
    SeededIds ids(1);
    REQUIRE(database->set_lost_files(monday, 1));
    CHECK(office.take(ids.make(nine), to_submit, "", nine)->number == "A001B");
    REQUIRE(database->set_lost_files(monday, 2));
    CHECK(office.take(ids.make(nine), to_submit, "", nine)->number == "A002C");
    CHECK(office.take(ids.make(nine), to_submit, "", nine + 24h)->number == "A001");
    CHECK(office.find("a001b", monday)->has_value());
}

TEST_CASE("numbers go on after the process ended between any two of them") {
    const kiosk::test::TempFolder folder;
    const auto file = folder.path() / "queue.sqlite";
    const ManualClock clock(nine);
    const auto settings = of_kiosk("K1");
    SeededIds ids(1);
    for (int i = 1; i <= 5; ++i) {
        auto database = store::Database::open(file);
        REQUIRE(database);
        TicketOffice office(**database, clock, settings);
        CHECK(office.take(ids.make(nine), to_submit, "", nine)->serial == i);
        // Died within a transaction: nothing of it counts.
        auto transaction = (*database)->begin();
        REQUIRE(transaction);
        REQUIRE((*database)->change("UPDATE ledger_entry SET version = version + 100"));
    }
    auto database = store::Database::open(file);
    REQUIRE(database);
    CHECK(TicketOffice(**database, clock, settings).list(monday)->size() == 5);
}

TEST_CASE("numbers of a file from before go on above the last one") {
    const auto database = store::Database::open_in_memory().value();
    const ManualClock clock(nine);
    const auto settings = of_kiosk("K1");
    REQUIRE(database->change("INSERT INTO ledger_entry VALUES ('highest/2026-11-23/A', X'3137', 1, 1, 1, 0)"));
    TicketOffice office(*database, clock, settings);
    SeededIds ids(1);
    CHECK(office.take(ids.make(nine), to_submit, "", nine)->number == "A018");
    CHECK(office.take(ids.make(nine), to_submit, "", nine)->number == "A019");
    CHECK(office.take(ids.make(nine), to_submit, "", nine + 24h)->number == "A001");
}
