// A whole centre on real members: kiosks give out numbers and counters call at the same time, each with a connection of its own. What is
// checked is read from the printed slips and the calls alone.

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "kiosk/queue/queue.hpp"
#include "tests/etcd/cluster.hpp"
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

/// What lies on paper, and what was called: an inspector has nothing else.
class Evidence {
public:
    void printed(const queue::Ticket& ticket) {
        const std::lock_guard lock(mutex_);
        twice_ += numbers_.insert(ticket.number).second ? 0 : 1;
        highest_[ticket.series.prefix] = std::max(highest_[ticket.series.prefix], ticket.serial);
    }
    void called(const queue::Ticket& ticket) {
        const std::lock_guard lock(mutex_);
        called_twice_ += calls_.insert(ticket.number).second ? 0 : 1;
    }
    [[nodiscard]] int missing() const {
        int all = 0;
        for (const auto& [prefix, highest] : highest_) all += highest;
        return all - static_cast<int>(numbers_.size());
    }
    [[nodiscard]] std::set<std::string> not_called() const {
        std::set<std::string> out;
        for (const auto& number : numbers_) {
            if (!calls_.contains(number)) out.insert(number);
        }
        return out;
    }
    [[nodiscard]] std::set<std::string> only_called() const {
        std::set<std::string> out;
        for (const auto& number : calls_) {
            if (!numbers_.contains(number)) out.insert(number);
        }
        return out;
    }
    int twice_ = 0;
    int called_twice_ = 0;
    std::set<std::string> numbers_;

private:
    std::mutex mutex_;
    std::map<std::string, int> highest_;
    std::set<std::string> calls_;
};

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

void play(const Cluster& cluster, int kiosks, int tickets, int counters, Evidence& evidence) {
    const auto how = rules(counters);
    const WallTime now = wall_time({{2026, 11, 23}, 9, 0, 0});
    std::atomic<int> kiosks_left = kiosks;
    std::atomic<int> failures = 0;
    std::vector<std::jthread> threads;
    for (int k = 0; k < kiosks; ++k) {
        threads.emplace_back([&, k] {
            const auto engine = cluster.engine();
            queue::Queue queue(*engine, how, "TEST", "K" + std::to_string(k));
            SeededIds ids(static_cast<std::uint64_t>(100 + k));
            for (int i = 0; i < tickets; ++i) {
                const auto press = ids.make(now);
                const queue::TicketWish wish{i % 3 == 0 ? settings::Purpose::collect : settings::Purpose::submit, "", ""};
                auto taken = persist([&] { return queue.take(press, wish, "", now); });
                if (i % 10 == 0 && taken)
                    taken = persist([&] { return queue.take(press, wish, "", now); });  // a double press
                const auto held = persist([&] { return queue.hold(press, TicketState::printed, now); });
                if (!taken || !held || taken->number != held->number) ++failures;
                else evidence.printed(*held);
            }
            --kiosks_left;
        });
    }
    for (int c = 1; c <= counters; ++c) {
        threads.emplace_back([&, c] {
            const auto engine = cluster.engine();
            queue::Queue queue(*engine, how, "TEST", "");
            SeededIds ids(static_cast<std::uint64_t>(500 + c));
            const auto counter = std::to_string(c);
            const auto deed = [&] { return queue::Deed{ids.make(now), now, "officer"}; };
            const auto opening = deed();
            if (!persist([&] { return queue.open(counter, "officer", opening); })) ++failures;
            for (;;) {
                const bool last = kiosks_left == 0;
                const auto press = deed();
                const auto called = persist([&] { return queue.call_next(counter, press); });
                if (!called && called.error().code == Code::not_found) {
                    if (last) return;
                    std::this_thread::sleep_for(20ms);
                    continue;
                }
                if (!called) {
                    ++failures;
                    return;
                }
                evidence.called(*called);
                const auto end = deed();
                if (!persist([&] { return queue.finish(counter, end); })) ++failures;
            }
        });
    }
    threads.clear();
    CHECK(failures == 0);
}

void check(const Evidence& evidence, int expected) {
    CHECK(static_cast<int>(evidence.numbers_.size()) == expected);
    CHECK(evidence.twice_ == 0);
    CHECK(evidence.missing() == 0);
    CHECK(evidence.called_twice_ == 0);
    CHECK(evidence.not_called().empty());
    CHECK(evidence.only_called().empty());
}

}  // namespace

TEST_CASE("kiosks and counters of a centre at once: no number twice, none missing, nobody called twice or forgotten") {
    const Cluster cluster;
    Evidence evidence;
    const int kiosks = long_run() ? 10 : 4;
    const int tickets = long_run() ? 1000 : 15;
    play(cluster, kiosks, tickets, long_run() ? 20 : 5, evidence);
    check(evidence, kiosks * tickets);
}

TEST_CASE("the same while the leader of three members is killed and comes back") {
    Cluster cluster({.members = 3});
    cluster.until_writable();
    Evidence evidence;
    const int kiosks = 3;
    const int tickets = long_run() ? 300 : 12;
    std::jthread trouble([&] {
        for (int i = 0; i < (long_run() ? 6 : 1); ++i) {
            std::this_thread::sleep_for(long_run() ? 2000ms : 300ms);
            const int leader = cluster.leader();
            cluster.kill(leader);
            std::this_thread::sleep_for(long_run() ? 3000ms : 500ms);
            cluster.start(leader);
        }
    });
    play(cluster, kiosks, tickets, 4, evidence);
    trouble.join();
    check(evidence, kiosks * tickets);
}
