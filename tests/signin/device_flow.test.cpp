// The device flow as a person before the screen lives it: what is asked, when, and how it ends. RFC 8628.
#include "kiosk/signin/device_flow.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::signin;

namespace {

Monotonic at(Duration since) { return {since}; }

Grant grant(std::optional<Duration> interval = {}, Duration good_for = 10min) {
    return {Personal("device"), "MJHW-FJXN", "https://id.example/device", "https://id.example/device?user_code=MJHW-FJXN",
            good_for,           interval};
}

DeviceFlow waiting(std::optional<Duration> interval = {}, Duration good_for = 10min) {
    return granted(begin().flow, grant(interval, good_for), at(0s)).flow;
}

/// Waits until the next question is due, and asks it.
DeviceFlow asked(const DeviceFlow& flow) {
    const auto when = wakes_at(flow);
    REQUIRE(when);
    auto step = passed(flow, *when);
    REQUIRE(step.wish);
    REQUIRE(std::get<Poll>(*step.wish).device_code.reveal() == "device");
    return std::move(step.flow);
}

/// How long after `from` the next question is.
Duration pause(const DeviceFlow& flow, Monotonic from) { return *wakes_at(flow) - from; }

const NoAnswer silence{{Code::unreachable, "no line"}};
SignedInPerson anh() {
    SignedInPerson out;
    out.person.name = Personal("Đinh Thị Ánh");
    return out;
}

}  // namespace

TEST_CASE("it begins by asking for codes, and waits when they are there") {
    const auto first = begin();
    REQUIRE(first.wish);
    CHECK(std::holds_alternative<AskForCodes>(*first.wish));
    CHECK_FALSE(wakes_at(first.flow));
    const auto next = granted(first.flow, grant(), at(0s));
    CHECK_FALSE(next.wish);
    const auto& state = std::get<Waiting>(next.flow);
    CHECK(state.grant.user_code == "MJHW-FJXN");
    CHECK(state.until == at(10min));
}

TEST_CASE("a provider that gives no codes ends it at once, with its reason") {
    const auto step = granted(begin().flow, fail(Code::unreachable, "no line"), at(0s));
    REQUIRE(std::holds_alternative<Failed>(step.flow));
    CHECK(std::get<Failed>(step.flow).why.code == Code::unreachable);
    CHECK(is_over(step.flow));
}

TEST_CASE("five seconds between questions when the provider names no interval, its own when it does") {
    CHECK(pause(waiting(), at(0s)) == 5s);
    CHECK(pause(waiting(Duration{8s}), at(0s)) == 8s);
    CHECK(pause(waiting(Duration{0}), at(0s)) == 1s);
    CHECK(pause(waiting(Duration{1h}), at(0s)) == 60s);
}

TEST_CASE("one question at a time, and none before its time") {
    auto flow = waiting();
    CHECK_FALSE(passed(flow, at(4999ms)).wish);
    flow = asked(flow);
    CHECK(*wakes_at(flow) > at(1min));
    CHECK_FALSE(passed(flow, at(1min)).wish);
    flow = polled(flow, NotYet{}, at(7s)).flow;
    CHECK(*wakes_at(flow) == at(12s));
}

TEST_CASE("slow_down adds five seconds for good") {
    auto flow = polled(asked(waiting()), SlowDown{}, at(5s)).flow;
    CHECK(pause(flow, at(5s)) == 10s);
    flow = polled(asked(flow), NotYet{}, at(15s)).flow;
    CHECK(pause(flow, at(15s)) == 10s);
    flow = polled(asked(flow), SlowDown{}, at(25s)).flow;
    CHECK(pause(flow, at(25s)) == 15s);
}

TEST_CASE("a lost line doubles the pause, never ends the sign-in, and is forgotten when the provider speaks") {
    auto flow = waiting();
    Monotonic now = at(0s);
    for (const Duration expected : {Duration{10s}, Duration{20s}, Duration{40s}, Duration{60s}, Duration{60s}}) {
        now = *wakes_at(flow);
        flow = polled(asked(flow), silence, now).flow;
        CHECK(pause(flow, now) == expected);
    }
    now = *wakes_at(flow);
    flow = polled(asked(flow), NotYet{}, now).flow;
    CHECK(pause(flow, now) == 5s);
    flow = polled(asked(flow), Approved{anh()}, now + 5s).flow;
    CHECK(std::get<SignedIn>(flow).person == anh());
}

TEST_CASE("every end of it is its own") {
    const auto end = [](PollAnswer answer) { return polled(asked(waiting()), std::move(answer), at(5s)).flow; };
    CHECK(std::holds_alternative<SignedIn>(end(Approved{anh()})));
    CHECK(std::holds_alternative<Denied>(end(SaidNo{})));
    CHECK(std::holds_alternative<Expired>(end(TooLate{})));
    CHECK(std::get<Failed>(end(Unusable{{Code::untrusted, "forged"}})).why.code == Code::untrusted);
    CHECK(std::get<Failed>(end(NoAnswer{{Code::stopped, "shutting down"}})).why.code == Code::stopped);
    for (const auto& over : {end(SaidNo{}), end(TooLate{})}) {
        CHECK(is_over(over));
        CHECK_FALSE(wakes_at(over));
        CHECK_FALSE(passed(over, at(1h)).wish);
    }
}

TEST_CASE("the codes end when their time is over, asked or not, but an answer that is on its way still counts") {
    const auto flow = waiting({}, 12s);
    CHECK(std::holds_alternative<Expired>(passed(flow, at(12s)).flow));
    const auto late = asked(flow);
    CHECK(std::holds_alternative<Waiting>(passed(late, at(41s)).flow));
    CHECK(std::holds_alternative<Expired>(passed(late, *wakes_at(late)).flow));
    CHECK(*wakes_at(late) == at(12s) + last_answer);
    CHECK(std::holds_alternative<Expired>(polled(late, NotYet{}, at(13s)).flow));
    CHECK(std::holds_alternative<SignedIn>(polled(late, Approved{anh()}, at(13s)).flow));
}

TEST_CASE("nobody waits before codes for an hour, and nobody is given less time than a hand needs") {
    CHECK(std::get<Waiting>(waiting({}, 1h)).until == at(15min));
    CHECK(std::get<Waiting>(waiting({}, 1s)).until == at(10s));
}

TEST_CASE("an answer to a question that nobody asked changes nothing") {
    const auto flow = waiting();
    CHECK(std::get<Waiting>(polled(flow, Approved{anh()}, at(1s)).flow) == std::get<Waiting>(flow));
    CHECK(std::holds_alternative<Denied>(polled(Denied{}, Approved{anh()}, at(1s)).flow));
    CHECK(std::holds_alternative<Denied>(granted(Denied{}, grant(), at(1s)).flow));
}

TEST_CASE("whatever is answered, it asks at most once per interval and ends") {
    // Every answer that does not end it, in every order of four.
    const std::vector<PollAnswer> answers = {NotYet{}, SlowDown{}, silence};
    for (std::size_t order = 0; order < 81; ++order) {
        CAPTURE(order);
        auto flow = waiting({}, 5min);
        Monotonic last = at(-5s);
        std::size_t pick = order;
        int questions = 0;
        while (!is_over(flow)) {
            const auto now = *wakes_at(flow);
            auto step = passed(flow, now);
            flow = std::move(step.flow);
            if (!step.wish) continue;
            CHECK(now - last >= 5s);
            last = now;
            ++questions;
            flow = polled(flow, answers[pick % 3], now).flow;
            pick = pick / 3 + (pick % 3) * 27;  // the same four again
        }
        CHECK(std::holds_alternative<Expired>(flow));
        CHECK(questions >= 4);
        CHECK(questions <= 60);
    }
}
