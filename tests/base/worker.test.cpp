// A worker that ends: what becomes of the tasks that wait.

#include "kiosk/base/worker.hpp"

#include <future>
#include <string>

#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

/// A worker whose first task waits for `go`, so that the rest waits behind it.
struct BusyWorker {
    explicit BusyWorker(Worker::AtEnd at_end) : worker("busy", 8, {}, at_end) {
        REQUIRE(worker.post([this] {
            begun.set_value();
            go.get_future().wait();
            done += "first ";
        }));
        begun.get_future().wait();
        REQUIRE(worker.post([this] { done += "second "; }));
        REQUIRE(worker.post([this] {
            done += "third";
            posted_from_task = worker.post([] {});
        }));
    }
    void end() {
        worker.stop();
        go.set_value();
        worker.end();
    }

    std::promise<void> begun;
    std::promise<void> go;
    std::string done;
    bool posted_from_task = true;
    Worker worker;
};

}  // namespace

TEST_CASE("a worker that drops lets the task under way end, and no other begins") {
    BusyWorker busy(Worker::AtEnd::drop);
    busy.end();
    CHECK(busy.done == "first ");
}

TEST_CASE("a worker that finishes does what waits, in order, and takes nothing new") {
    BusyWorker busy(Worker::AtEnd::finish);
    busy.end();
    CHECK(busy.done == "first second third");
    CHECK_FALSE(busy.posted_from_task);
    CHECK_FALSE(busy.worker.post([] {}));
    busy.worker.end();  // a second time does nothing
}
