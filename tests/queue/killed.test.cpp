// The kiosk ends between every two things that it does.

#include "tests/queue/killed.hpp"
#include <cstdlib>

#include <sys/wait.h>

#include "kiosk/ledger/memory_engine.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

struct Ended {};

constexpr int more_than_it_does = 2000;

}  // namespace

TEST_CASE("a kiosk of a centre ends before and after every call of the cluster: no number twice, none unaccounted for",
          "[thorough]") {
    const auto settings = of_one_kiosk();
    int n = 1;
    for (bool ended = true; ended; ++n) {
        REQUIRE(n < more_than_it_does);
        INFO("ended at call " << n);
        ManualClock clock(nine);
        ledger::SharedMemory memory(clock);
        ledger::MemoryEngine engine(memory);
        const auto database = store::Database::open_in_memory().value();
        const Remains remains;
        const Morning morning(clock, settings, remains.paper);
        ended = false;
        LastDeed last(n, [] { throw Ended{}; });
        try {
            CountedEngine cluster(engine, last);
            morning.goes_on(*database, &cluster);
        } catch (const Ended&) {
            ended = true;
        }
        clock.advance(10s);
        LastDeed never(more_than_it_does, [] { FAIL("it does not end"); });
        CountedEngine cluster(engine, never);
        morning.goes_on(*database, &cluster);
        morning.is_accounted_for(*database, &engine);
    }
    CHECK(n > 40);  // it did end that often
}

TEST_CASE("a kiosk alone is killed between two statements of SQLite, whichever: no number twice, none unaccounted for",
          "[thorough]") {
    const auto settings = of_one_kiosk();
    ManualClock clock(nine);
    // Every one of them where KIOSK_LONG is set; here every fifth.
    const int step = std::getenv("KIOSK_LONG") != nullptr ? 1 : 5;
    int n = 1;
    for (bool killed = true; killed; n += step) {
        REQUIRE(n < more_than_it_does);
        INFO("killed at statement " << n);
        const Remains remains;
        const Morning morning(clock, settings, remains.paper);
        const auto child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            LastDeed last(n, [] { ::raise(SIGKILL); });
            count_statements(last);
            try {
                const auto database = remains.open();
                morning.goes_on(*database, nullptr);
            } catch (...) {  // a check that failed is this child's end, and the parent's news
                ::_exit(1);
            }
            ::_exit(0);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)));
        clock.advance(10s);
        const auto database = remains.open();
        morning.goes_on(*database, nullptr);
        morning.is_accounted_for(*database, nullptr);
    }
    CHECK(n > 40);
}
