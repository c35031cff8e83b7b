// The kiosk is killed with -9 between every two calls of a real cluster, and in a long run also between every two statements of SQLite.

#include <sys/wait.h>

#include <cstdlib>

#include "tests/etcd/cluster.hpp"
#include "tests/queue/killed.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;
using kiosk::ledger::test::Cluster;
using kiosk::ledger::test::real_clock;

namespace {

/// It is nine until a test says otherwise; what people wait is real.
class StoppedClock final : public Clock {
public:
    [[nodiscard]] WallTime wall() const override { return wall_; }
    [[nodiscard]] Monotonic monotonic() const override { return real_clock.monotonic(); }
    void advance(Duration by) { wall_ = wall_ + by; }

private:
    WallTime wall_ = nine;
};

/// True: it was killed before it had done.
bool killed_at(int n, const Cluster& cluster, const Remains& remains, const Morning& morning) {
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            LastDeed last(n, [] { ::raise(SIGKILL); });
            if (std::getenv("KIOSK_LONG") != nullptr) count_statements(last);
            const auto engine = cluster.engine();
            CountedEngine counted(*engine, last);
            const auto database = remains.open();
            morning.goes_on(*database, &counted);
        } catch (...) {  // a check that failed is this child's end, and the parent's news
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)));
    return killed;
}

}  // namespace

TEST_CASE("a kiosk is killed between every two calls of a cluster: no number twice, none unaccounted for") {
    const Cluster cluster;
    cluster.until_writable();
    StoppedClock clock;
    constexpr int more_than_it_does = 3000;
    int n = 1;
    for (bool killed = true; killed; ++n) {
        REQUIRE(n < more_than_it_does);
        INFO("killed at " << n);
        const Remains remains;
        auto settings = of_one_kiosk();
        settings.centre.id = "T" + std::to_string(n);  // each with a queue of its own
        const Morning morning(clock, settings, remains.paper);
        killed = killed_at(n, cluster, remains, morning);
        clock.advance(10s);
        const auto engine = cluster.engine();
        LastDeed never(more_than_it_does, [] { FAIL("it does not end"); });
        CountedEngine counted(*engine, never);
        const auto database = remains.open();
        morning.goes_on(*database, &counted);
        morning.is_accounted_for(*database, engine.get());
    }
    CHECK(n > 40);
}
