// What pages that follow the queue are sent, and when.

#include <thread>

#include "kiosk/console/live.hpp"
#include "tests/console/house.hpp"

using namespace kiosk;
using console::Audience;
using console::Live;

TEST_CASE("a page gets the newest picture, once, and what lay between is not sent") {
    Live live;
    CHECK(live.wait(Audience::boards, "", 0ms) == nullptr);
    live.show(Audience::boards, 7, R"({"n":1})");
    live.show(Audience::boards, 8, R"({"n":2})");
    const auto picture = live.wait(Audience::boards, "", 0ms);
    REQUIRE(picture);
    CHECK(picture->json == R"({"n":2})");
    CHECK(picture->id.starts_with("8-"));
    CHECK(live.wait(Audience::boards, picture->id, 0ms) == nullptr);
    CHECK(live.wait(Audience::consoles, "", 0ms) == nullptr);
    live.show(Audience::boards, 9, R"({"n":2})");  // somebody else's change
    CHECK(live.wait(Audience::boards, picture->id, 0ms) == nullptr);
}

TEST_CASE("an event has its id and its data on a line each, and an empty line at its end") {
    CHECK(console::event_text({"8-abc", R"({"n":2})"}) == "id: 8-abc\ndata: {\"n\":2}\n\n");
}

TEST_CASE("a page that comes back after a restart with the picture it has is sent nothing, and anything newer is") {
    Live before;
    before.show(Audience::consoles, 8, R"({"n":2})");
    const auto seen = before.wait(Audience::consoles, "", 0ms)->id;
    Live after;
    after.show(Audience::consoles, 8, R"({"n":2})");
    CHECK(after.wait(Audience::consoles, seen, 0ms) == nullptr);
    Live changed;
    changed.show(Audience::consoles, 8, R"({"n":2,"notice":"x"})");  // at the same revision of the queue
    CHECK(changed.wait(Audience::consoles, seen, 0ms) != nullptr);
}

TEST_CASE("whoever waits is woken by a change and by the end") {
    Live live;
    std::shared_ptr<const console::Picture> got;
    std::thread page([&] { got = live.wait(Audience::boards, "", 10s); });
    live.show(Audience::boards, 1, "{}");
    page.join();
    REQUIRE(got);
    std::thread other([&] { got = live.wait(Audience::boards, got->id, 10s); });
    live.stop();
    other.join();
    CHECK(got == nullptr);
    CHECK_FALSE(live.enter("late", "nobody"));
}

TEST_CASE("streams are bounded: of one session, and of everybody") {
    Live live;
    for (int i = 0; i < Live::most_of_one; ++i) CHECK(live.enter("one", "officer"));
    CHECK_FALSE(live.enter("one", "officer"));
    CHECK(live.listens("officer"));
    live.leave("one", "officer");
    CHECK(live.enter("one", "officer"));
    int more = 0;
    while (live.enter("s" + std::to_string(more / Live::most_of_one), "other")) ++more;
    CHECK(live.streams() == Live::most_streams);
    for (int i = 0; i < Live::most_of_one; ++i) live.leave("one", "officer");
    CHECK_FALSE(live.listens("officer"));
}
