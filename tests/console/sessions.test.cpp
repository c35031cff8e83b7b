// Who stays signed in, for how long, and what is kept of it.

#include "kiosk/console/sessions.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/console/limits.hpp"
#include "tests/console/house.hpp"

using namespace kiosk;
using console::Pace;
using console::Sessions;
using console::WrongTries;
using settings::AccountRole;
using stage::monday;
using stage::shipped;

TEST_CASE("an officer's session ends when nobody used it for a while, and a page that only listens does not use it") {
    ManualClock clock(monday);
    Sessions sessions(shipped().serve, clock, {});
    const auto token = sessions.open("training_1", AccountRole::officer);
    CHECK(token.size() == 64);
    clock.advance(29min);
    REQUIRE(sessions.find(token, true));
    clock.advance(29min);
    CHECK(sessions.find(token, false)->account == "training_1");
    clock.advance(2min);
    CHECK_FALSE(sessions.find(token, true));
}

TEST_CASE("a session ends after its longest time, however busy somebody was; a board's lasts for weeks") {
    ManualClock clock(monday);
    Sessions sessions(shipped().serve, clock, {});
    const auto officer = sessions.open("training_1", AccountRole::officer);
    const auto board = sessions.open("training_board", AccountRole::board);
    for (int i = 0; i < 12 * 4; ++i) {
        clock.advance(15min);
        CHECK(sessions.find(officer, true).has_value());
        CHECK(sessions.find(board, true).has_value());
    }
    clock.advance(1min);
    CHECK_FALSE(sessions.find(officer, true));
    for (int day = 0; day < 28; ++day) {
        clock.advance(23h);
        CHECK(sessions.find(board, true).has_value());
    }
    clock.advance(25h);
    CHECK_FALSE(sessions.find(board, true));
}

TEST_CASE("sessions outlive a restart, and what is kept of them opens nothing") {
    const stage::TempFolder folder;
    const auto file = folder.path() / "sessions.json";
    ManualClock clock(monday);
    std::string token;
    {
        Sessions sessions(shipped().serve, clock, file);
        token = sessions.open("training_1", AccountRole::officer);
    }
    const auto kept = read_file(file);
    REQUIRE(kept);
    CHECK(kept->find("training_1") != std::string::npos);
    CHECK(kept->find(token) == std::string::npos);
    CHECK(kept->find(Sessions::csrf_of(token)) == std::string::npos);
    {
        Sessions sessions(shipped().serve, clock, file);
        CHECK(sessions.find(token, true).has_value());
        CHECK_FALSE(sessions.find(std::string(64, '0'), true));
        sessions.close(token);
    }
    Sessions again(shipped().serve, clock, file);
    CHECK_FALSE(again.find(token, true));
}

TEST_CASE("a file of sessions that is damaged signs everybody out and stops nobody") {
    const stage::TempFolder folder;
    const auto file = folder.path() / "sessions.json";
    ManualClock clock(monday);
    for (const char* damaged : {"{", "[[1]]", "[[\"a\",\"training_1\",\"king\",1,2]]", ""}) {
        REQUIRE(write_file(file, damaged));
        Sessions sessions(shipped().serve, clock, file);
        CHECK(sessions.find(sessions.open("training_1", AccountRole::officer), true).has_value());
    }
}

TEST_CASE("an account that left the configuration, or has another role there, is signed out") {
    ManualClock clock(monday);
    auto rules = shipped().serve;
    Sessions sessions(rules, clock, {});
    const auto token = sessions.open("training_1", AccountRole::officer);
    const auto lead = sessions.open("training_lead", AccountRole::supervisor);
    rules.accounts[2].role = AccountRole::officer;
    CHECK_FALSE(sessions.find(lead, true));
    std::erase_if(rules.accounts, [](const auto& account) { return account.id == "training_1"; });
    CHECK_FALSE(sessions.find(token, true));
}

TEST_CASE("more sessions than there is room for put out the one that was used longest ago") {
    ManualClock clock(monday);
    Sessions sessions(shipped().serve, clock, {});
    const auto first = sessions.open("training_1", AccountRole::officer);
    clock.advance(1s);
    const auto second = sessions.open("training_1", AccountRole::officer);
    clock.advance(1s);
    for (std::size_t i = 2; i < Sessions::most; ++i) CHECK_FALSE(sessions.open("training_2", AccountRole::officer).empty());
    REQUIRE(sessions.find(first, true));
    clock.advance(1s);
    CHECK_FALSE(sessions.open("training_2", AccountRole::officer).empty());
    CHECK(sessions.find(first, false).has_value());
    CHECK_FALSE(sessions.find(second, false));
}

TEST_CASE("wrong passwords cost longer and longer pauses, never more than a quarter of an hour, and a right one ends them") {
    ManualClock clock(monday);
    WrongTries tries(clock, 5);
    for (int i = 0; i < 5; ++i) CHECK(tries.begin("an officer") == Duration{});
    CHECK(tries.begin("an officer") == 15s);
    CHECK(tries.begin("somebody else") == Duration{});
    clock.advance(15s);
    CHECK(tries.begin("an officer") == Duration{});
    CHECK(tries.begin("an officer") == 30s);
    for (int i = 0; i < 20; ++i) {
        clock.advance(WrongTries::longest_pause);
        CHECK(tries.begin("an officer") == Duration{});
    }
    CHECK(tries.begin("an officer") == WrongTries::longest_pause);
    tries.forget("an officer");
    for (int i = 0; i < 5; ++i) CHECK(tries.begin("an officer") == Duration{});
    CHECK(tries.begin("an officer") == 15s);
}

TEST_CASE("names that somebody makes up by the thousand do not give a guessed account new tries") {
    ManualClock clock(monday);
    WrongTries tries(clock, 5);
    for (int i = 0; i < 5; ++i) CHECK(tries.begin("an officer") == Duration{});
    for (std::size_t i = 0; i < 2 * WrongTries::most; ++i) CHECK(tries.begin("made up " + std::to_string(i)) == Duration{});
    CHECK(tries.begin("an officer") > Duration{});
}

TEST_CASE("deeds have a pace: some at once, and so many a second after that") {
    ManualClock clock(monday);
    Pace pace(clock, 3, 2);
    for (int i = 0; i < 3; ++i) CHECK(pace.take("one"));
    CHECK_FALSE(pace.take("one"));
    CHECK(pace.take("another"));
    clock.advance(500ms);
    CHECK(pace.take("one"));
    CHECK_FALSE(pace.take("one"));
}
