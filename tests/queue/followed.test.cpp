// What is read of the queue, and when: by who follows it, and by a counter that calls.

#include <algorithm>
#include <future>
#include <mutex>
#include <utility>

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/follower.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

/// Notes what is read; its stream of changes may be late, as a cluster's under load.
class Noted final : public ledger::Engine {
public:
    explicit Noted(ledger::SharedMemory& memory) : engine_(memory) {}
    Result<ledger::Reading> read(std::string_view prefix, Freshness freshness) override {
        const std::lock_guard lock(mutex_);
        read_.emplace_back(prefix);
        auto reading = engine_.read(prefix, freshness);
        if (reading) reading->agreed = agree;
        return reading;
    }
    Result<ledger::Written> write(const ledger::Write& write) override { return engine_.write(write); }
    Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after, Duration patience) override {
        if (late) return ledger::Changes{{}, after, false};
        return engine_.changes(prefix, after, patience);
    }
    void stop() override { engine_.stop(); }
    Result<ledger::Lease> grant(Duration lasts) override { return engine_.grant(lasts); }
    Result<Done> renew(ledger::Lease lease) override { return engine_.renew(lease); }
    Result<Done> revoke(ledger::Lease lease) override { return engine_.revoke(lease); }

    bool late = false;
    bool agree = true;
    [[nodiscard]] bool has_read(const std::string& key) {
        const std::lock_guard lock(mutex_);
        return std::ranges::any_of(read_, [&](const auto& prefix) { return key.starts_with(prefix); });
    }

    [[nodiscard]] std::size_t reads() {
        const std::lock_guard lock(mutex_);
        return read_.size();
    }

private:
    ledger::MemoryEngine engine_;
    std::mutex mutex_;
    std::vector<std::string> read_;
};

settings::Queue with_a_counter() {
    auto out = two_lines();
    out.counters = {{"1", {"Quầy 1", ""}, {"papers"}}};
    return out;
}

}  // namespace

TEST_CASE("who follows the queue reads today's people, and nobody of the days that are kept beside them") {
    const ManualClock clock(nine);
    ledger::SharedMemory memory(clock);
    ledger::MemoryEngine door(memory);
    Queue kiosk(door, with_a_counter(), "TEST", "K1");
    SeededIds ids(1);
    const auto before = ids.make(nine);
    const auto today = ids.make(nine);
    REQUIRE(kiosk.take(before, to_submit, "", nine + -24h));
    REQUIRE(kiosk.take(today, to_submit, "", nine));
    REQUIRE(kiosk.hold(today, TicketState::printed, nine));

    Noted engine(memory);
    const Follower follower(engine, "TEST", 3, clock);
    REQUIRE(follower.wait_for(door.read("q/")->revision, 5s));
    const auto hall = follower.look().hall;
    REQUIRE(hall->tickets(monday).size() == 1);
    CHECK(hall->tickets(monday).front().number == "A001");
    CHECK(engine.has_read(hall->keys().ticket(monday, today)));
    CHECK_FALSE(engine.has_read(hall->keys().ticket(monday.plus_days(-1), before)));
}

TEST_CASE(
    "who follows a queue whose keepers cannot agree asks twice for its picture, for each question waits in vain first") {
    const ManualClock clock(nine);
    ledger::SharedMemory memory(clock);
    ledger::MemoryEngine door(memory);
    Queue kiosk(door, with_a_counter(), "TEST", "K1");
    SeededIds ids(1);
    REQUIRE(kiosk.take(ids.make(nine), to_submit, "", nine));
    Noted engine(memory);
    engine.agree = false;
    std::promise<std::pair<std::size_t, Follower::Picture>> first;
    bool told = false;
    const Follower follower(engine, "TEST", 3, clock, [&](const Follower::Picture& picture) {
        if (!std::exchange(told, true)) first.set_value({engine.reads(), picture});
    });
    auto seen = first.get_future();
    REQUIRE(seen.wait_for(5s) == std::future_status::ready);
    const auto [asked, picture] = seen.get();
    CHECK(asked == 2);
    CHECK_FALSE(picture.agreed);
    CHECK(picture.hall->tickets(monday).size() == 1);
}

TEST_CASE("a counter calls by nothing older than its own last deed, however late the stream of changes is") {
    const ManualClock clock(nine);
    ledger::SharedMemory memory(clock);
    ledger::MemoryEngine door(memory);
    Queue kiosk(door, with_a_counter(), "TEST", "K1");
    SeededIds ids(1);
    const auto deed = [&] { return Deed{ids.make(nine), nine, "officer"}; };
    const auto came_first = ids.make(nine);
    const auto came_later = ids.make(nine);
    const auto served = ids.make(nine);
    for (const auto& press : {served, came_first, came_later}) REQUIRE(kiosk.take(press, to_submit, "", nine));
    for (const auto& press : {served, came_later}) REQUIRE(kiosk.hold(press, TicketState::printed, nine));

    Noted engine(memory);
    Queue counter(engine, with_a_counter(), "TEST", "");
    REQUIRE(counter.open("1", "officer", deed()));
    REQUIRE(counter.call_next("1", deed())->press == served);
    engine.late = true;
    REQUIRE(kiosk.hold(came_first, TicketState::printed, nine));
    REQUIRE(counter.finish("1", deed()));
    const auto finished = door.read("q/")->revision;
    const auto called = counter.call_next("1", deed());
    REQUIRE(called);
    CHECK(called->press == came_first);
    CHECK(called->history.back().heard >= finished);
    // Whoever looks at the record can tell what the counter knew.
    CHECK((*kiosk.find(came_first))->history.back().heard == called->history.back().heard);
}
