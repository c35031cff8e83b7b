// Whatever counters, kiosks and people do, in any order: nobody is at two counters, nobody who waits is forgotten, and there is a bound on
// how often anybody is overtaken.

#include <random>

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/appointment.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

constexpr std::array all_counters{"1", "2", "3"};

settings::Queue three_counters() {
    using Given = settings::PriorityClass::Given;
    auto rules = two_lines();
    rules.lines[1].daily_limit = 0;
    rules.counters = {
        {"1", {"Quầy 1", ""}, {"papers"}}, {"2", {"Quầy 2", ""}, {"papers", "results"}}, {"3", {"Quầy 3", ""}, {"results"}}};
    rules.priorities = {{"elderly", {"Người cao tuổi", ""}, "", {}, Given::by_choice, 10},
                        {"appointment", {"Có lịch hẹn", ""}, "", {}, Given::to_appointments, 20}};
    return rules;
}

/// A day on which everything happens at any time.
class WildDay {
public:
    explicit WildDay(unsigned seed) : random_(seed) {
        for (int i = 0; i < 4; ++i) queues_.push_back(std::make_unique<Queue>(engine_, rules_, "TEST", "K1"));
        for (const auto* counter : all_counters) REQUIRE(any().open(counter, "officer", deed()));
    }

    void something_happens() {
        now_ = now_ + Duration{pick(20'000)};
        const auto counter = a_counter();
        switch (pick(20)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4: return somebody_comes();
            case 5:
            case 6:
            case 7:
            case 8:
            case 9: calls(counter); return;
            case 10: return may_be_refused(any().recall(counter, deed()));
            case 11: return may_be_refused(any().absent(counter, deed()));
            case 12: return may_be_refused(any().hold_on(counter, deed(), "photocopy"));
            case 13: return may_be_refused(any().transfer(counter, {pick(2) == 0 ? "results" : "papers", ""}, deed()));
            case 14: return may_be_refused(any().transfer(counter, {"", a_counter()}, deed()));
            case 15: return pick(4) == 0 ? may_be_refused(any().pause(counter, "tea", deed())) : finishes(counter);
            case 16: return pick(4) == 0 ? may_be_refused(any().close(counter, deed())) : finishes(counter);
            case 17: return may_be_refused(any().open(counter, "officer", deed()));
            case 18: return comes_back(counter);
            default: return finishes(counter);
        }
    }
    /// What must hold after each of them.
    void is_in_order() {
        std::map<PressId, int> at_counters;
        const auto& hall = **any().look(now_);
        for (const auto& [id, desk] : hall.desks()) {
            if (desk.value.with) ++at_counters[*desk.value.with];
        }
        hall.each(monday, [&](const Kept<Ticket>& kept) {
            const auto& ticket = kept.value;
            const bool there = ticket.state == TicketState::called || ticket.state == TicketState::serving;
            CHECK(at_counters[ticket.press] == (there ? 1 : 0));
        });
        for (const auto& [press, story] : stories_) {
            CAPTURE(press.text(), story.overtaken, story.earlier_called);
            CHECK(story.overtaken <=
                  rules_.most_overtakings * (story.earlier_called + static_cast<int>(all_counters.size())));
        }
    }
    /// Everybody is served at last.
    void ends() {
        now_ = now_ + 5h;  // also those with an appointment
        for (const auto* counter : all_counters) {
            finishes(counter);
            REQUIRE(any().open(counter, "officer", deed()));
        }
        for (bool any_left = true; any_left;) {
            any_left = false;
            for (const auto* counter : all_counters) {
                any_left = calls(counter) || any_left;
                finishes(counter);
            }
        }
        const auto all = any().list(monday).value();
        for (const auto& ticket : all) {
            INFO(ticket.number << " " << name(ticket.state));
            if (ticket.state == TicketState::on_hold) REQUIRE(any().call(ticket.press, ticket.counter, deed()));
            if (ticket.state == TicketState::on_hold) finishes(ticket.counter);
            else CHECK((ticket.state == TicketState::done || ticket.state == TicketState::absent));
        }
    }
    [[nodiscard]] int most_overtaken() const {
        int out = 0;
        for (const auto& [press, story] : stories_) out = std::max(out, story.overtaken);
        return out;
    }

private:
    /// What somebody saw while they waited, at counters that could have called them.
    struct Story {
        int overtaken = 0;       ///< somebody who came later was called
        int earlier_called = 0;  ///< somebody who came earlier was
    };

    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    Queue& any() { return *queues_[static_cast<std::size_t>(pick(4))]; }
    std::string a_counter() { return all_counters[static_cast<std::size_t>(pick(3))]; }
    Deed deed() {
        now_ = now_ + 1ms;
        return {ids_.make(now_), now_, "officer"};
    }
    template <class T>
    void may_be_refused(const Result<T>& done) {
        if (!done) CHECK(done.error().code == Code::refused);
    }
    void finishes(const std::string& counter) { may_be_refused(any().finish(counter, deed())); }

    void somebody_comes() {
        TicketWish wish{pick(2) == 0 ? Purpose::submit : Purpose::collect, "", ""};
        const auto kind = pick(6);
        if (kind == 0 || kind == 1) wish.priority = "elderly";
        if (kind == 2) wish.appointment = now_ + std::chrono::minutes(pick(60) - 20);
        const auto press = ids_.make(now_);
        REQUIRE(any().take(press, wish, "", now_));
        REQUIRE(any().hold(press, TicketState::printed, now_));
    }
    void comes_back(const std::string& counter) {
        std::vector<Ticket> away;
        any().look(now_).value()->each(monday, [&](const Kept<Ticket>& kept) {
            if (kept.value.state == TicketState::absent || kept.value.state == TicketState::on_hold)
                away.push_back(kept.value);
        });
        if (away.empty()) return;
        const auto& one = away[static_cast<std::size_t>(pick(static_cast<int>(away.size())))];
        if (one.state == TicketState::absent) may_be_refused(any().rejoin(one.press, deed()));
        else may_be_refused(any().call(one.press, pick(3) == 0 ? counter : one.counter, deed()));
    }
    bool calls(const std::string& counter) {
        const auto& hall = **any().look(now_);
        const auto waiting = waiting_on(hall, monday, now_, rules_);
        const auto lines = lines_of(hall, counter, rules_);
        const auto called = any().call_next(counter, deed());
        if (!called) {
            CHECK((called.error().code == Code::refused || called.error().code == Code::not_found));
            return false;
        }
        const auto same = [&](const Waiting& one) { return one.press == called->press; };
        const auto chosen = std::ranges::find_if(waiting, same);
        REQUIRE(chosen != waiting.end());
        for (const auto& one : waiting) {
            if (one.press == called->press || one.not_before > now_ || !may_call(one, counter, lines)) continue;
            auto& story = stories_[one.press];
            const bool later = std::tie(one.since, one.order) < std::tie(chosen->since, chosen->order);
            ++(later ? story.overtaken : story.earlier_called);
            // A class is worth its minutes and no more, and an appointment its grace on top.
            if (later) CHECK(one.since + 20min + rules_.appointment_grace >= chosen->since);
        }
        return true;
    }

    std::mt19937 random_;
    const settings::Queue rules_ = three_counters();
    ManualClock clock_{nine};
    ledger::SharedMemory memory_{clock_};
    ledger::MemoryEngine engine_{memory_};
    std::vector<std::unique_ptr<Queue>> queues_;
    SeededIds ids_{1};
    WallTime now_ = nine;
    std::map<PressId, Story> stories_;
};

}  // namespace

TEST_CASE("whatever counters, kiosks and people do: nobody is at two counters, forgotten, or overtaken without a bound",
          "[thorough]") {
    int most = 0;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        WildDay day(seed);
        for (int i = 0; i < 1200; ++i) {
            day.something_happens();
            if (i % 50 == 0) day.is_in_order();
        }
        day.ends();
        day.is_in_order();
        most = std::max(most, day.most_overtaken());
    }
    CHECK(most > 2);  // they did overtake
}

TEST_CASE(
    "an officer who calls out of turn, or calls somebody back, lets nobody else overtake more often than the rule allows") {
    auto rules = three_counters();
    ManualClock clock(nine);
    ledger::SharedMemory memory(clock);
    ledger::MemoryEngine engine(memory);
    Queue queue(engine, rules, "TEST", "K1");
    SeededIds ids(1);
    WallTime now = nine;
    const auto deed = [&] { return Deed{ids.make(now), now = now + 1s, "officer"}; };
    const auto arrives = [&](const char* priority) {
        const auto press = ids.make(now);
        now = now + 1s;
        REQUIRE(queue.take(press, {Purpose::submit, "", "", priority}, "", now));
        return queue.hold(press, TicketState::printed, now)->press;
    };
    const auto called = [&] {
        const auto number = queue.call_next("1", deed())->number;
        REQUIRE(queue.finish("1", deed()));
        return number;
    };
    REQUIRE(queue.open("1", "officer", deed()));
    const auto held = arrives("");
    REQUIRE(queue.call_next("1", deed()));
    REQUIRE(queue.hold_on("1", deed()));
    arrives("");                                     // A002 waits, and is to be called at last
    for (int i = 0; i < 5; ++i) arrives("elderly");  // A003 .. A007
    const auto chosen = arrives("");                 // A008
    CHECK(called() == "A003");
    // Whoever is called back was called before: that is nobody's turn.
    REQUIRE(queue.call(held, "1", deed()));
    REQUIRE(queue.finish("1", deed()));
    REQUIRE(queue.call(chosen, "1", deed()));  // the second one who overtakes A002
    REQUIRE(queue.finish("1", deed()));
    CHECK(called() == "A002");
}
