// What keeps the queue of a centre: how long taking a number and hearing of a change take. Beside the kiosk's own way on etcd stand
// a naive one (read a value, write the next one if nobody else has) and a row of PostgreSQL, where it is installed. Milliseconds of
// wall time on this machine's disk: ./dev bench queue

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/ledger/sqlite_engine.hpp"
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
    measure(fmt::format("a number from etcd, {} member(s), 1 kiosk", members), 1,
            [&](int) { return [take = by_version(engine())](const std::string& press) { return take("alone" + press); }; });
    measure(fmt::format("a number from etcd, {} member(s), {} kiosks", members, clients), clients,
            [&](int) { return by_version(engine()); });
    std::atomic<int> retries = 0;
    measure(
        fmt::format("the same, naive: a value read and written, {} kiosks", clients), clients,
        [&](int) { return by_value(engine(), retries); }, [&] { return fmt::format("   {} retries", retries.load()); });
}

void number_on_sqlite() {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("kiosk-bench-{}.sqlite", ::getpid());
    {
        auto database = store::Database::open(file);
        if (!database) return fmt::print("no SQLite file: {}\n", database.error().detail);
        measure("a number from the kiosk's own SQLite file", 1,
                [&](int) { return by_version(std::make_shared<SqliteEngine>(**database, real_clock)); });
    }
    std::filesystem::remove(file);
}

void numbers_on_postgres() {
    const auto postgres = bench::Postgres::start();
    if (!postgres) return fmt::print("a number from a row of PostgreSQL: not measured, install postgresql and libpq-dev\n");
    measure(fmt::format("a number from a row of PostgreSQL, 1 server, {} kiosks", clients), clients,
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
    numbers_on_etcd(1);
    numbers_on_etcd(3);
    numbers_on_postgres();
    for (const int readers : {1, 5, 20, 100}) changes_on_etcd(3, readers);
    return 0;
}
