// Members die, the quorum is lost and comes back, old changes are forgotten: no number twice, nothing missed, nothing told twice.

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "tests/etcd/cluster.hpp"
#include "tests/etcd/rush.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

Duration spent(const std::function<void()>& work) {
    const auto before = real_clock.monotonic();
    work();
    return real_clock.monotonic() - before;
}

}  // namespace

TEST_CASE("the leader is killed while kiosks take numbers: none twice, none missing, and a board sees every one") {
    Cluster cluster({.members = 3});
    cluster.until_writable();
    Rush rush(cluster, 4, 60);
    REQUIRE(soon([&] { return rush.taken() >= 60; }));
    const int leader = cluster.leader();
    cluster.kill(leader);
    REQUIRE(soon([&] { return rush.taken() >= 160; }));
    cluster.start(leader);
    rush.holds();
}

TEST_CASE("without a quorum nothing is written, what is known can be read, and all goes on when it is back") {
    Cluster cluster({.members = 3});
    cluster.until_writable();
    const auto engine = cluster.engine();
    const auto made = engine->write({{}, {{"q/a", "1"}}, {}});
    REQUIRE(made);
    REQUIRE(soon([&] {  // the one that stays knows it, too
        return cluster.engine_at(2)->read("q/", Engine::Freshness::agreed).has_value();
    }));
    CHECK(engine->changes("q/", made->revision, 0s));
    cluster.kill(0);
    cluster.kill(1);
    CHECK(spent([&] {
              const auto code = engine->write({{}, {{"q/b", "1"}}, {}}).error().code;
              CHECK((code == Code::unreachable || code == Code::unknown_outcome));
          }) < 2500ms);
    REQUIRE(soon([&] { return engine->write({{}, {{"q/c", "1"}}, {}}).error().code == Code::unreachable; }));
    CHECK(spent([&] { CHECK_FALSE(engine->read("q/")); }) < 2500ms);
    CHECK(spent([&] {
              const auto old = engine->read("q/", Engine::Freshness::or_stale);
              REQUIRE(old);
              CHECK_FALSE(old->agreed);
              CHECK(old->entries.front().value == "1");
          }) < 2500ms);
    REQUIRE(soon([&] {
        const auto changes = engine->changes("q/", made->revision, 100ms);
        return !changes && changes.error().code == Code::unreachable;
    }));
    CHECK(engine->grant(2s).error().code == Code::unreachable);
    cluster.start(0);
    cluster.start(1);
    REQUIRE(soon([&] { return engine->write({{}, {{"q/d", "1"}}, {}}).has_value(); }));
    Values told;
    REQUIRE(soon([&] {
        const auto changes = engine->changes("q/", made->revision, 100ms);
        if (changes) {
            for (const auto& change : changes->changes) told[change.key] = change.entry->value;
        }
        return told.contains("q/d");
    }));
    const auto reading = engine->read("q/");
    REQUIRE(reading);
    told["q/a"] = "1";
    CHECK(told == values_of(*reading));
}

TEST_CASE("changes that were compacted are said to be gone, to who asks late and not to who listens") {
    const Cluster cluster;
    cluster.until_writable();
    const auto board = cluster.engine();
    const auto kiosk = cluster.engine();
    const auto begin = kiosk->read("q/")->revision;
    REQUIRE(kiosk->write({{}, {{"q/n", "first"}}, {}}));
    REQUIRE(board->changes("q/", begin, 5s)->changes.size() == 1);  // it listens
    Revision last = 0;
    for (int i = 0; i < 20; ++i) {
        last = kiosk->write({{}, {{"q/n", std::to_string(i)}}, {}})->revision;
        if (i == 10) cluster.ask(0, "/v3/kv/compaction", R"({"physical":true,"revision":")" + std::to_string(last) + "\"}");
    }
    Revision seen = begin;
    while (seen < last) {
        const auto changes = board->changes("q/", seen, 5s);
        REQUIRE(changes);
        REQUIRE(changes->until > seen);
        seen = changes->until;
    }
    const auto late = cluster.engine();
    const auto gone = late->changes("q/", begin, 5s);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == Code::not_found);
    const auto reading = late->read("q/");
    REQUIRE(reading);
    CHECK(late->changes("q/", reading->revision, 0s));
    REQUIRE(kiosk->write({{}, {}, {"q/n"}}));
    CHECK(late->changes("q/", reading->revision, 5s)->changes.size() == 1);
}
