// What the queue of a centre costs: taking a number as a kiosk does, with its own file beside the cluster, holding it, calling the next
// while many counters call, and hearing of a change. Beside them, for the bare number alone, one write of etcd, a naive way (read a
// value, write the next one if nobody else has) and a row of PostgreSQL, where it is installed. Milliseconds of wall time on this
// machine's disk: ./dev bench queue

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/ledger/sqlite_engine.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/bench/postgres_row.hpp"
#include "tests/etcd/cluster.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

constexpr int clients = 8;
constexpr int presses_each = 100;

using Clockwork = std::chrono::steady_clock;
double milliseconds(Clockwork::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

/// What is measured, from several threads.
class Times {
public:
    void add(double ms) {
        const std::lock_guard lock(mutex_);
        all_.push_back(ms);
    }
    void report(const std::string& name, const std::string& more = {}) {
        std::sort(all_.begin(), all_.end());
        if (all_.empty()) return;
        const auto part = [&](std::size_t percent) { return all_[std::min(all_.size() - 1, all_.size() * percent / 100)]; };
        fmt::print("{:<66} {:>6} times   p50 {:7.2f}   p95 {:7.2f}   max {:7.2f} ms{}\n", name, all_.size(), part(50),
                   part(95), all_.back(), more);
    }

private:
    std::mutex mutex_;
    std::vector<double> all_;
};

using Take = std::function<bool(const std::string& press)>;
/// Each client has a way of its own to take a number.
void measure(const std::string& name, int count, const std::function<Take(int client)>& way,
             const std::function<std::string()>& more = {}) {
    Times times;
    std::atomic<int> failed = 0;
    std::vector<Take> ways;
    for (int i = 0; i < count; ++i) {
        ways.push_back(way(i));
        if (!ways.back()(fmt::format("{}-first", i))) ++failed;  // connections are made
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            for (int press = 0; press < presses_each; ++press) {
                const auto before = Clockwork::now();
                if (!ways[static_cast<std::size_t>(i)](fmt::format("{}-{}", i, press))) ++failed;
                times.add(milliseconds(Clockwork::now() - before));
            }
        });
    }
    for (auto& thread : threads) thread.join();
    times.report(name, (more ? more() : std::string()) + (failed > 0 ? fmt::format("   {} FAILED", failed.load()) : ""));
}

Write taking(const std::string& press) {
    return {{{"bench/u/" + press, 0}}, {{"bench/u/" + press, "A"}, {"bench/next", press}}, {}, "bench/next"};
}

/// The number is the version of a key: one call.
Take by_version(std::shared_ptr<Engine> engine) {
    return [engine](const std::string& press) {
        const auto written = engine->write(taking(press));
        return written && written->done && written->version > 0;
    };
}

/// The number is a value that is read, and written if nobody else was quicker.
Take by_value(std::shared_ptr<Engine> engine, std::atomic<int>& retries) {
    return [engine, &retries](const std::string& press) {
        for (;; ++retries) {
            const auto now = engine->read("naive/next");
            if (!now) return false;
            const bool there = !now->entries.empty();
            const auto next = there ? std::stoi(now->entries.front().value) + 1 : 1;
            const auto written = engine->write({{{"naive/next", there ? now->entries.front().modified : 0}},
                                                {{"naive/next", std::to_string(next)}, {"naive/u/" + press, "A"}},
                                                {}});
            if (!written) return false;
            if (written->done) return true;
        }
    };
}

void numbers_on_etcd(int members) {
    Cluster cluster({.members = members, .folder = std::filesystem::temp_directory_path()});
    cluster.until_writable();
    const auto engine = [&] { return std::shared_ptr<Engine>(cluster.engine()); };
    measure(fmt::format("a bare number from etcd, {} member(s), 1 client", members), 1,
            [&](int) { return [take = by_version(engine())](const std::string& press) { return take("alone" + press); }; });
    measure(fmt::format("a bare number from etcd, {} member(s), {} clients", members, clients), clients,
            [&](int) { return by_version(engine()); });
    std::atomic<int> retries = 0;
    measure(
        fmt::format("the same, naive: a value read and written, {} clients", clients), clients,
        [&](int) { return by_value(engine(), retries); }, [&] { return fmt::format("   {} retries", retries.load()); });
}

settings::Settings centre(int kiosk, int counters) {
    settings::Settings out;
    out.kiosk_id = "K" + std::to_string(kiosk);
    out.centre.id = "BENCH";
    out.queue.lines = {{"papers", "A", {"Hộ tịch", ""}, {settings::Purpose::submit}}};
    for (int i = 1; i <= counters; ++i) out.queue.counters.push_back({std::to_string(i), {}, {"papers"}});
    return out;
}
const queue::TicketWish to_submit{settings::Purpose::submit, "", ""};

/// A kiosk as it runs: its office, its file, and its way to the cluster.
class Kiosk {
public:
    Kiosk(int number, std::unique_ptr<EtcdEngine> engine)
        : settings_(centre(number, 1)),
          file_(std::filesystem::temp_directory_path() / fmt::format("kiosk-bench-{}-{}.sqlite", ::getpid(), number)),
          database_(std::move(store::Database::open(file_).value())),
          engine_(std::move(engine)),
          office_(*database_, real_clock, settings_, engine_.get()),
          ids_(static_cast<std::uint64_t>(number) + 1) {}
    ~Kiosk() {
        database_.reset();
        std::filesystem::remove(file_);
    }
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    bool takes() {
        press_ = ids_.make(real_clock.wall());
        const auto ticket = office_.take(press_, to_submit, "", real_clock.wall());
        return ticket && office_.joined();  // not one of its own
    }
    bool holds() { return office_.hold(press_, queue::TicketState::printed, real_clock.wall()).has_value(); }

private:
    const settings::Settings settings_;
    const std::filesystem::path file_;
    std::unique_ptr<store::Database> database_;
    const std::unique_ptr<EtcdEngine> engine_;
    queue::TicketOffice office_;
    SeededIds ids_;
    PressId press_;
};

void numbers_of_kiosks(int members) {
    Cluster cluster({.members = members, .folder = std::filesystem::temp_directory_path()});
    cluster.until_writable();
    Times taking_times;
    Times holding_times;
    std::atomic<int> failed = 0;
    std::vector<std::thread> kiosks;
    for (int k = 0; k < clients; ++k) {
        kiosks.emplace_back([&, k] {
            Kiosk kiosk(k, cluster.engine());
            if (!kiosk.takes()) ++failed;  // the first one reads the hall: kiosks do that when they start
            for (int i = 0; i < presses_each; ++i) {
                const auto before = Clockwork::now();
                if (!kiosk.takes()) ++failed;
                const auto taken = Clockwork::now();
                if (!kiosk.holds()) ++failed;
                taking_times.add(milliseconds(taken - before));
                holding_times.add(milliseconds(Clockwork::now() - taken));
            }
        });
    }
    for (auto& kiosk : kiosks) kiosk.join();
    const auto more = failed > 0 ? fmt::format("   {} FAILED", failed.load()) : std::string();
    taking_times.report(fmt::format("a kiosk takes a number, {} member(s), {} kiosks", members, clients), more);
    holding_times.report(fmt::format("and holds it, its own file flushed, {} member(s), {} kiosks", members, clients));
}

/// So many counters, each when its officer is ready: twenty calls a second in all, which is more than a hundred counters make. Until
/// everybody was served.
void calls_of_counters(int members, int counters) {
    constexpr int people = 200;
    constexpr auto between_calls = 50ms;
    const auto settings = centre(0, counters);
    Cluster cluster({.members = members, .folder = std::filesystem::temp_directory_path()});
    cluster.until_writable();
    {
        const auto engine = cluster.engine();
        queue::Queue queue(*engine, settings);
        SeededIds ids(1);
        for (int i = 0; i < people; ++i) {
            const auto press = ids.make(real_clock.wall());
            if (!queue.take(press, to_submit, "", real_clock.wall()) ||
                !queue.hold(press, queue::TicketState::printed, real_clock.wall()))
                return fmt::print("no people to call\n");
        }
    }
    Times times;
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int c = 1; c <= counters; ++c) {
        threads.emplace_back([&, c] {
            const auto engine = cluster.engine();
            queue::Queue queue(*engine, settings);
            SeededIds ids(static_cast<std::uint64_t>(100 + c));
            const auto counter = std::to_string(c);
            const auto deed = [&] { return queue::Deed{ids.make(real_clock.wall()), real_clock.wall(), "officer"}; };
            if (!queue.open(counter, "officer", deed())) ++failed;
            for (;;) {
                const auto before = Clockwork::now();
                const auto called = queue.call_next(counter, deed());
                if (!called && called.error().code == Code::not_found) return;
                if (!called) ++failed;
                else times.add(milliseconds(Clockwork::now() - before));
                if (!queue.finish(counter, deed())) ++failed;
                std::this_thread::sleep_for(between_calls * counters);
            }
        });
        std::this_thread::sleep_for(between_calls);
    }
    for (auto& thread : threads) thread.join();
    times.report(fmt::format("a counter calls the next, {} member(s), of {} counters", members, counters),
                 failed > 0 ? fmt::format("   {} FAILED", failed.load()) : "");
}

void number_on_sqlite() {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("kiosk-bench-{}.sqlite", ::getpid());
    {
        auto database = store::Database::open(file);
        if (!database) return fmt::print("no SQLite file: {}\n", database.error().detail);
        measure("a bare number from the kiosk's own SQLite file", 1,
                [&](int) { return by_version(std::make_shared<SqliteEngine>(**database, real_clock)); });
    }
    std::filesystem::remove(file);
}

void numbers_on_postgres() {
    const auto postgres = bench::Postgres::start();
    if (!postgres) return fmt::print("a number from a row of PostgreSQL: not measured, install postgresql and libpq-dev\n");
    measure(fmt::format("a bare number from a row of PostgreSQL, 1 server, {} clients", clients), clients,
            [&](int) { return postgres->way(); });
}

/// From before a call is written to when every board has been told.
void changes_on_etcd(int members, int readers) {
    constexpr int calls = 60;
    Cluster cluster({.members = members, .folder = std::filesystem::temp_directory_path()});
    cluster.until_writable();
    const auto counter = cluster.engine();
    const auto begin = counter->write({{}, {{"call/0", "0"}}, {}});
    if (!begin) return;
    Times times;
    std::atomic<int> ready = 0;
    std::vector<std::unique_ptr<EtcdEngine>> engines;
    std::vector<std::thread> boards;
    for (int i = 0; i < readers; ++i) engines.push_back(cluster.engine());
    for (auto& engine : engines) {
        boards.emplace_back([&] {
            Revision seen = begin->revision - 1;
            for (int told = 0; told <= calls;) {
                const auto changes = engine->changes("call/", seen, 1s);
                if (!changes) continue;
                const auto now = Clockwork::now().time_since_epoch();
                for (const auto& change : changes->changes) {
                    const Clockwork::duration written{std::stoll(change.entry->value)};
                    if (++told == 1) ++ready;  // the first one was there before
                    else times.add(milliseconds(now - written));
                }
                seen = changes->until;
            }
        });
    }
    while (ready < readers) std::this_thread::sleep_for(5ms);
    for (int i = 1; i <= calls; ++i) {
        const auto now = std::to_string(Clockwork::now().time_since_epoch().count());
        while (!counter->write({{}, {{"call/" + std::to_string(i), now}}, {}})) {
        }
        std::this_thread::sleep_for(20ms);
    }
    for (auto& board : boards) board.join();
    times.report(fmt::format("a call is told, {} member(s), {} board(s)", members, readers));
}

}  // namespace

int main() {
    number_on_sqlite();
    for (const int members : {1, 3}) numbers_of_kiosks(members);
    for (const int counters : {1, 5, 20, 100}) calls_of_counters(3, counters);
    for (const int members : {1, 3}) numbers_on_etcd(members);
    numbers_on_postgres();
    for (const int readers : {1, 5, 20, 100}) changes_on_etcd(3, readers);
    return 0;
}
