// A whole centre on real members: kiosks give out numbers, counters call and boards show at the same time, each with a connection of its
// own. What is checked is read from the printed slips, the boards' logs, the final state and etcd's own history of it alone.

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "kiosk/queue/queue.hpp"
#include "tests/etcd/cluster.hpp"
#include "tests/etcd/evidence.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::ledger::test;
using queue::TicketState;

namespace {

bool long_run() { return std::getenv("KIOSK_LONG") != nullptr; }

settings::Queue rules(int counters) {
    settings::Queue out;
    out.lines = {{"papers", "A", {"Hộ tịch", ""}, {settings::Purpose::submit}},
                 {"results", "R", {"Trả kết quả", ""}, {settings::Purpose::collect}}};
    for (int i = 1; i <= counters; ++i) out.counters.push_back({std::to_string(i), {}, {"papers", "results"}});
    return out;
}

/// Asks until it is answered, as a kiosk or console does with the same press.
template <class Ask>
auto persist(Ask&& ask) -> decltype(ask()) {
    for (int round = 0;; ++round) {
        auto answer = ask();
        if (answer) return answer;
        const auto code = answer.error().code;
        const bool away =
            code == Code::unreachable || code == Code::timed_out || code == Code::unknown_outcome || code == Code::busy;
        if (!away || round > 200) return answer;
        std::this_thread::sleep_for(50ms);
    }
}

/// It became nine when the test began.
class SinceNine final : public Clock {
public:
    [[nodiscard]] WallTime wall() const override {
        return wall_time({{2026, 11, 23}, 9, 0, 0}) + (real_clock.monotonic() - began_);
    }
    [[nodiscard]] Monotonic monotonic() const override { return real_clock.monotonic(); }

private:
    const Monotonic began_ = real_clock.monotonic();
};

struct Size {
    int kiosks = 0;
    int tickets = 0;  ///< each
    int counters = 0;
    int boards = 0;
};

class Day {
public:
    Day(const Cluster& cluster, Size size) : cluster_(cluster), size_(size), rules_(rules(size.counters)) {
        for (int i = 0; i < size.boards; ++i) boards_.push_back(std::make_unique<Board>(cluster.engine(), rules_, clock_));
    }
    void play() {
        std::vector<std::jthread> threads;
        kiosks_left_ = size_.kiosks;
        for (int k = 0; k < size_.kiosks; ++k) threads.emplace_back([this, k] { gives_out(k); });
        for (int c = 1; c <= size_.counters; ++c) threads.emplace_back([this, c] { serves(c); });
        threads.clear();
        CHECK(failures_ == 0);
    }
    /// A separate checker, which knows nothing of the threads.
    void is_without_contradiction() {
        const auto end = cluster_.engine()->read("q/TEST/");
        REQUIRE(end);
        Revision last = 0;  // of all that a board may show
        for (const auto& entry : end->entries) last = std::max(last, entry.modified);
        std::vector<BoardLog> logs;
        int pictures = 0;
        for (const auto& board : boards_) {
            CHECK(board->wait_for(last, 30s));
            pictures += logs.emplace_back(board->log()).pictures();
        }
        const auto expected = static_cast<std::size_t>(size_.kiosks) * static_cast<std::size_t>(size_.tickets);
        const auto found = judge(slips_, logs, kept_in(cluster_, "q/TEST/t/2026-11-23/"), expected);
        for (std::size_t i = 0; i < std::min<std::size_t>(found.contradictions.size(), 20); ++i)
            UNSCOPED_INFO(found.contradictions[i]);
        CHECK(found.contradictions.empty());
        std::cout << expected << " numbers, " << size_.counters << " counters, " << size_.boards
                  << " boards: " << found.contradictions.size() << " contradictions; " << pictures << " pictures shown; "
                  << found.unheard << " times somebody was passed over of whom the counter had not heard\n";
    }

private:
    void gives_out(int kiosk) {
        const auto engine = cluster_.engine();
        queue::Queue queue(*engine, rules_, "TEST", "K" + std::to_string(kiosk));
        SeededIds ids(static_cast<std::uint64_t>(100 + kiosk));
        for (int i = 0; i < size_.tickets; ++i) {
            const auto press = ids.make(clock_.wall());
            const queue::TicketWish wish{i % 3 == 0 ? settings::Purpose::collect : settings::Purpose::submit, "", ""};
            auto taken = persist([&] { return queue.take(press, wish, "", clock_.wall()); });
            if (i % 10 == 0 && taken)
                taken = persist([&] { return queue.take(press, wish, "", clock_.wall()); });  // a double press
            if (taken) slips_.printed(press.text(), taken->number);
            if (!taken || !persist([&] { return queue.hold(press, TicketState::printed, clock_.wall()); })) ++failures_;
        }
        --kiosks_left_;
    }
    void serves(int number) {
        const auto engine = cluster_.engine();
        queue::Queue queue(*engine, rules_, "TEST", "");
        SeededIds ids(static_cast<std::uint64_t>(500 + number));
        const auto counter = std::to_string(number);
        const auto deed = [&] { return queue::Deed{ids.make(clock_.wall()), clock_.wall(), "officer"}; };
        const auto opening = deed();
        if (!persist([&] { return queue.open(counter, "officer", opening); })) ++failures_;
        for (;;) {
            const bool last = kiosks_left_ == 0;
            const auto press = deed();
            const auto called = persist([&] { return queue.call_next(counter, press); });
            if (!called && called.error().code == Code::not_found) {
                if (last) return;
                std::this_thread::sleep_for(20ms);
                continue;
            }
            const auto end = deed();
            if (!called || !persist([&] { return queue.finish(counter, end); })) {
                ++failures_;
                return;
            }
        }
    }

    const Cluster& cluster_;
    const Size size_;
    const settings::Queue rules_;
    const SinceNine clock_;
    Slips slips_;
    std::vector<std::unique_ptr<Board>> boards_;
    std::atomic<int> kiosks_left_ = 0;
    std::atomic<int> failures_ = 0;
};

}  // namespace

TEST_CASE(
    "kiosks, counters and boards of a centre at once: the paper, the boards and what is kept contradict each other "
    "nowhere") {
    const Cluster cluster;
    Day day(cluster, long_run() ? Size{10, 1000, 20, 5} : Size{4, 15, 5, 2});
    day.play();
    day.is_without_contradiction();
}

TEST_CASE("the same while the leader of three members is killed and comes back") {
    Cluster cluster({.members = 3});
    cluster.until_writable();
    Day day(cluster, {3, long_run() ? 300 : 12, 4, 2});
    std::jthread trouble([&] {
        for (int i = 0; i < (long_run() ? 6 : 1); ++i) {
            std::this_thread::sleep_for(long_run() ? 2000ms : 300ms);
            const int leader = cluster.leader();
            cluster.kill(leader);
            std::this_thread::sleep_for(long_run() ? 3000ms : 500ms);
            cluster.start(leader);
        }
    });
    day.play();
    trouble.join();
    day.is_without_contradiction();
}

namespace {

/// A ticket that waited since `waits` and was called at `called`, by what was known at `heard`.
Kept life(const char* press, const char* number, Revision waits, Revision called, const char* counter, Revision heard) {
    return {
        press,
        number,
        1'000'000 + waits,
        {{"reserved", waits - 1}, {"printed", waits}, {"called", called, counter, heard}, {"done", called + 5, counter}}};
}

Says found(const std::vector<Kept>& kept, const std::vector<std::pair<const char*, const char*>>& paper,
           const std::vector<BoardLog>& boards = {}) {
    Slips slips;
    for (const auto& [press, number] : paper) slips.printed(press, number);
    return judge(slips, boards, kept, paper.size()).contradictions;
}

/// What a board showed when A001 and then A002 were called to counter 1.
std::vector<BoardLog> board(const std::vector<std::vector<queue::BoardCall>>& pictures) {
    BoardLog out;
    for (std::size_t i = 0; i < pictures.size(); ++i) out.shows(static_cast<Revision>(100 + i), pictures[i]);
    return {out};
}

}  // namespace

TEST_CASE(
    "the checker finds what is wrong: a number twice, one that is missing, two at a counter, somebody passed over, a "
    "counter that does not listen") {
    using Paper = std::vector<std::pair<const char*, const char*>>;
    const Paper both = {{"a", "A001"}, {"b", "A002"}};
    const auto first = life("a", "A001", 10, 100, "1", 90);
    const auto second = life("b", "A002", 20, 200, "1", 150);
    CHECK(found({first, second}, both).empty());
    CHECK_FALSE(found({first, second}, {{"a", "A001"}, {"b", "A001"}}).empty());
    CHECK_FALSE(found({first, life("b", "A003", 20, 200, "1", 150)}, {{"a", "A001"}, {"b", "A003"}}).empty());
    CHECK_FALSE(found({first}, both).empty());
    CHECK_FALSE(found({first, life("b", "A002", 20, 103, "1", 102)}, both).empty());  // the counter still had A001
    auto twice = second;
    twice.history.insert(twice.history.begin() + 3, {"called", 203, "2", 150});
    CHECK_FALSE(found({first, twice}, both).empty());

    // Called first, though the counter had heard of A001, or had not heard yet.
    const auto late = life("a", "A001", 10, 190, "1", 150);
    CHECK_FALSE(found({late, life("b", "A002", 20, 80, "2", 10)}, both).empty());
    CHECK(found({late, life("b", "A002", 20, 80, "2", 9)}, both).empty());
    // It must know its own last deed, and cannot know what comes after the call.
    CHECK_FALSE(found({first, life("b", "A002", 20, 200, "1", 104)}, both).empty());
    CHECK(found({first, life("b", "A002", 20, 200, "1", 105)}, both).empty());
    CHECK_FALSE(found({first, life("b", "A002", 20, 200, "1", 200)}, both).empty());
    CHECK_FALSE(found({first, life("b", "A002", 20, 200, "1", 0)}, both).empty());
}

TEST_CASE("the checker finds what a board shows wrong") {
    const std::vector kept = {life("a", "A001", 10, 100, "1", 90), life("b", "A002", 20, 200, "1", 150)};
    const auto says = [&](const std::vector<std::vector<queue::BoardCall>>& pictures) {
        return found(kept, {{"a", "A001"}, {"b", "A002"}}, board(pictures));
    };
    const auto call = [](const char* number, const char* counter, bool awaited) {
        return queue::BoardCall{{}, number, counter, 1, {}, awaited};
    };
    const auto a = call("A001", "1", true);
    const auto a_left = call("A001", "1", false);
    const auto b = call("A002", "1", true);
    CHECK(says({{a}, {a_left}, {b, a_left}}).empty());
    CHECK_FALSE(says({{a}, {a_left}}).empty());                           // never showed A002
    CHECK_FALSE(says({{a}, {b, a}, {b, a_left}}).empty());                // two to one counter
    CHECK_FALSE(says({{a}, {b}, {b, a_left}}).empty());                   // forgot A001
    CHECK_FALSE(says({{a_left}, {a}, {b, a_left}}).empty());              // called A001 again
    CHECK_FALSE(says({{a}, {a_left}, {b, a_left, a_left}}).empty());      // twice at once
    CHECK_FALSE(says({{call("A001", "2", true)}, {b, a_left}}).empty());  // to another counter
    CHECK_FALSE(says({{a}, {a_left}, {b, a_left, call("A003", "2", false)}}).empty());
}
