// Whoever waits for several calls together waits until one moment, however long each might take.

#include "kiosk/ledger/etcd_engine.hpp"
#include "tests/ledger/liar.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

TEST_CASE("calls of one press end together, and those that begin too late ask nobody") {
    const SystemClock clock;
    Liar silent([](const Liar::Request&, const Liar::Line& line) {
        line.wait();
        return false;
    });
    settings::Etcd settings;
    settings.members = {silent.url()};
    settings.timeout = 20s;
    const auto engine = EtcdEngine::open(settings, clock).value();
    const auto began = clock.monotonic();
    engine->wait_until(began + 300ms);
    const auto reading = engine->read("q/");
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == Code::timed_out);
    CHECK(clock.monotonic() - began >= 300ms);
    CHECK(clock.monotonic() - began < settings.timeout);
    REQUIRE(silent.hears("/v3/kv/range", 1));
    const auto written = engine->write({{}, {{"q/a", ""}}, {}});
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Code::unreachable);  // it certainly did not happen
    CHECK(silent.asked("/v3/kv/txn") == 0);
    // The next press has its own time.
    engine->wait_until(clock.monotonic() + 600ms);
    CHECK(engine->write({{}, {{"q/a", ""}}, {}}).error().code == Code::unknown_outcome);
    CHECK(silent.hears("/v3/kv/txn", 1));
}
