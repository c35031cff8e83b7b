// A whole centre on real members: kiosks give out numbers, counters call and boards show at the same time, each with a connection of its
// own. What is checked is read from the printed slips, the boards' logs and the final state alone.

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
        for (int i = 0; i < size.boards; ++i)
            boards_.push_back(std::make_unique<BoardLog>(cluster.engine(), rules_, clock_));
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
    void is_without_contradiction(Duration late) {
        const auto engine = cluster_.engine();
        const auto end = engine->read("q/TEST/days");
        REQUIRE(end);
        for (const auto& board : boards_) CHECK(board->wait_for(end->revision, 30s));
        const auto kept = kept_in(*engine, "q/TEST/t/2026-11-23/");
        const auto expected = static_cast<std::size_t>(size_.kiosks) * static_cast<std::size_t>(size_.tickets);
        Duration longest{};
        const auto found = contradictions(slips_, boards_, kept, expected, late + longest_press_.load(), longest);
        for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 20); ++i) UNSCOPED_INFO(found[i]);
        CHECK(found.empty());
        std::size_t pictures = 0;
        for (const auto& board : boards_) pictures += board->pictures().size();
        std::cout << expected << " numbers, " << size_.counters << " counters, " << size_.boards
                  << " boards: " << found.size() << " contradictions; " << pictures
                  << " pictures shown; nobody was passed over for more than " << longest.count()
                  << " ms, the longest press took " << longest_press_.load().count() << " ms\n";
    }

private:
    /// Counters note when a press began: whoever it gets in the end may be one who came after others that were called meanwhile.
    template <class Ask>
    auto pressed(Ask&& ask) -> decltype(ask()) {
        const auto before = real_clock.monotonic();
        auto answer = persist(std::forward<Ask>(ask));
        const auto took = real_clock.monotonic() - before;
        auto longest = longest_press_.load();
        while (took > longest && !longest_press_.compare_exchange_weak(longest, took)) {
        }
        return answer;
    }
    void gives_out(int kiosk) {
        const auto engine = cluster_.engine();
        queue::Queue queue(*engine, rules_, "TEST", "K" + std::to_string(kiosk));
        SeededIds ids(static_cast<std::uint64_t>(100 + kiosk));
        for (int i = 0; i < size_.tickets; ++i) {
            const auto press = ids.make(clock_.wall());
            const queue::TicketWish wish{i % 3 == 0 ? settings::Purpose::collect : settings::Purpose::submit, "", ""};
            auto taken = pressed([&] { return queue.take(press, wish, "", clock_.wall()); });
            if (i % 10 == 0 && taken)
                taken = pressed([&] { return queue.take(press, wish, "", clock_.wall()); });  // a double press
            if (taken) slips_.printed(press.text(), taken->number);
            if (!taken || !pressed([&] { return queue.hold(press, TicketState::printed, clock_.wall()); })) ++failures_;
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
        if (!pressed([&] { return queue.open(counter, "officer", opening); })) ++failures_;
        for (;;) {
            const bool last = kiosks_left_ == 0;
            const auto press = deed();
            const auto called = pressed([&] { return queue.call_next(counter, press); });
            if (!called && called.error().code == Code::not_found) {
                if (last) return;
                std::this_thread::sleep_for(20ms);
                continue;
            }
            const auto end = deed();
            if (!called || !pressed([&] { return queue.finish(counter, end); })) {
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
    std::vector<std::unique_ptr<BoardLog>> boards_;
    std::atomic<int> kiosks_left_ = 0;
    std::atomic<int> failures_ = 0;
    std::atomic<Duration> longest_press_{};
};

/// A counter may not have heard of somebody who came less than this before: the cluster and the machine are busy.
constexpr Duration may_be_late = 3s;

}  // namespace

TEST_CASE(
    "kiosks, counters and boards of a centre at once: the paper, the boards and what is kept contradict each other "
    "nowhere") {
    const Cluster cluster;
    Day day(cluster, long_run() ? Size{10, 1000, 20, 5} : Size{4, 15, 5, 2});
    day.play();
    day.is_without_contradiction(may_be_late);
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
    day.is_without_contradiction(may_be_late);
}

TEST_CASE("the checker finds what is wrong: a number twice, one that is missing, two at a counter, somebody passed over") {
    const auto at = [](std::int64_t ms) { return 1'000'000 + ms; };
    const auto life = [&](const char* press, const char* number, std::int64_t came, std::int64_t called,
                          const char* counter) {
        return Kept{press,
                    number,
                    at(came),
                    {{"printed", at(came), ""}, {"called", at(called), counter}, {"done", at(called + 50), counter}}};
    };
    const auto found = [&](const std::vector<Kept>& kept, const std::vector<std::pair<const char*, const char*>>& paper) {
        Slips slips;
        for (const auto& [press, number] : paper) slips.printed(press, number);
        Duration longest{};
        return contradictions(slips, {}, kept, paper.size(), 3s, longest);
    };
    const auto first = life("a", "A001", 0, 100, "1");
    const auto second = life("b", "A002", 10, 200, "1");
    CHECK(found({first, second}, {{"a", "A001"}, {"b", "A002"}}).empty());
    CHECK_FALSE(found({first, second}, {{"a", "A001"}, {"b", "A001"}}).empty());
    CHECK_FALSE(found({first, life("b", "A003", 10, 200, "1")}, {{"a", "A001"}, {"b", "A003"}}).empty());
    CHECK_FALSE(found({first}, {{"a", "A001"}, {"b", "A002"}}).empty());
    CHECK_FALSE(found({first, life("b", "A002", 10, 120, "1")}, {{"a", "A001"}, {"b", "A002"}}).empty());
    CHECK_FALSE(
        found({life("a", "A001", 0, 19000, "1"), life("b", "A002", 10, 8000, "2")}, {{"a", "A001"}, {"b", "A002"}}).empty());
    auto twice = second;
    twice.history.insert(twice.history.begin() + 2, {"called", at(220), "2"});
    CHECK_FALSE(found({first, twice}, {{"a", "A001"}, {"b", "A002"}}).empty());
}
