// How people wait, as a centre writes it: [queue] of kiosk.toml.

#include "tests/settings/copy.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::settings;
using namespace kiosk::settings::test;

namespace {

/// Lines that stand in the shipped file as a comment.
std::string said(std::string text, std::initializer_list<std::pair<const char*, const char*>> lines) {
    for (const auto& [usual, wanted] : lines) text = with(text, std::string("# ") + usual, wanted);
    return text;
}

}  // namespace

TEST_CASE("the rules of waiting that kiosk.toml shows are the usual ones") {
    const Copy copy;
    const auto shown = copy.load(said(shipped_text(), {{"tells_waiting = true", "tells_waiting = true"},
                                                       {"most_overtakings = 2", "most_overtakings = 2"},
                                                       {"calls_before_absent = 3", "calls_before_absent = 3"},
                                                       {"rejoins = 1", "rejoins = 1"},
                                                       {"rejoin_behind = 2", "rejoin_behind = 2"},
                                                       {"transfer_keeps_place = true", "transfer_keeps_place = true"},
                                                       {"keep_days = 30", "keep_days = 30"},
                                                       {"counter_lease_seconds = 30", "counter_lease_seconds = 30"}}));
    REQUIRE(shown);
    const Queue usual;
    CHECK(shown->queue.tells_waiting == usual.tells_waiting);
    CHECK(shown->queue.most_overtakings == usual.most_overtakings);
    CHECK(shown->queue.calls_before_absent == usual.calls_before_absent);
    CHECK(shown->queue.rejoins == usual.rejoins);
    CHECK(shown->queue.rejoin_behind == usual.rejoin_behind);
    CHECK(shown->queue.transfer_keeps_place == usual.transfer_keeps_place);
    CHECK(shown->queue.keep_days == usual.keep_days);
    CHECK(shown->queue.counter_lease == usual.counter_lease);
}

TEST_CASE("a centre has rules of waiting of its own") {
    const Copy copy;
    const auto own = copy.load(with(said(shipped_text(), {{"tells_waiting = true", "tells_waiting = false"},
                                                          {"most_overtakings = 2", "most_overtakings = 5"},
                                                          {"calls_before_absent = 3", "calls_before_absent = 2"},
                                                          {"rejoins = 1", "rejoins = 0"},
                                                          {"rejoin_behind = 2", "rejoin_behind = 7"},
                                                          {"transfer_keeps_place = true", "transfer_keeps_place = false"},
                                                          {"keep_days = 30", "keep_days = 60"},
                                                          {"counter_lease_seconds = 30", "counter_lease_seconds = 90"},
                                                          {"paper_folder = ", "paper_folder = "}}),
                                    "prefix = \"A\"", "prefix = \"A\"\ndaily_limit = 120\nservice_minutes = 15"));
    REQUIRE(own);
    CHECK_FALSE(own->queue.tells_waiting);
    CHECK(own->queue.most_overtakings == 5);
    CHECK(own->queue.calls_before_absent == 2);
    CHECK(own->queue.rejoins == 0);
    CHECK(own->queue.rejoin_behind == 7);
    CHECK_FALSE(own->queue.transfer_keeps_place);
    CHECK(own->queue.keep_days == 60);
    CHECK(own->queue.counter_lease == 90s);
    CHECK(own->queue.paper_folder.filename() == "paper");
    CHECK(own->queue.lines.front().daily_limit == 120);
    CHECK(own->queue.lines.front().service_minutes == 15);
}
