// What was promised to somebody: a time, or to go first on another day.

#include "kiosk/base/base64.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/appointment.hpp"
#include "kiosk/queue/estimate.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

using Given = settings::PriorityClass::Given;

settings::Queue promising() {
    auto rules = two_lines();
    rules.counters = {{"1", {"Quầy 1", ""}, {"papers", "results"}}, {"2", {"Quầy 2", ""}, {"results"}}};
    rules.priorities = {{"elderly", {"Người cao tuổi", ""}, "", {}},
                        {"appointment", {"Có lịch hẹn", ""}, "", {}, Given::to_appointments, 30},
                        {"postponed", {"Có phiếu ưu tiên", ""}, "", {}, Given::to_postponed, 120}};
    return rules;
}

/// Two kiosks of a centre in memory.
struct TwoKiosks {
    settings::Queue rules = promising();
    ManualClock clock{nine};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    Queue first{engine, rules, "TEST", "K1"};
    Queue second{engine, rules, "TEST", "K2"};
    SeededIds ids{1};

    Deed deed(WallTime now) { return {ids.make(now), now, "officer"}; }
    Ticket arrives(WallTime now, const TicketWish& wish = to_submit) {
        const auto press = ids.make(now);
        REQUIRE(first.take(press, wish, "", now));
        return *first.hold(press, TicketState::printed, now);
    }
    std::string called(WallTime now, const char* counter = "1") {
        auto ticket = first.call_next(counter, deed(now));
        if (!ticket) return std::string(name(ticket.error().code));
        REQUIRE(first.finish(counter, deed(now)));
        return ticket->number;
    }
};

const Appointment at_ten{"TEST", monday, 10 * 60, "XK7Q"};

TicketWish wish_at(const Appointment& appointment) { return {Purpose::submit, "civil_status", "", "", appointment.at()}; }

}  // namespace

TEST_CASE("an appointment is worth something here, on its day, and until its grace is over") {
    const auto rules = promising();
    const auto fit = [&](WallTime now, std::string_view centre = "TEST") { return fits(at_ten, centre, now, rules); };
    CHECK(at_ten.at() == nine + 1h);
    CHECK(fit(nine) == AppointmentFits::early);
    CHECK(fit(nine + 50min) == AppointmentFits::in_time);
    CHECK(fit(nine + 75min) == AppointmentFits::in_time);
    CHECK(fit(nine + 75min + 1ms) == AppointmentFits::late);
    CHECK(fit(nine + 24h) == AppointmentFits::other_day);
    CHECK(fit(nine + -24h) == AppointmentFits::other_day);
    CHECK(fit(nine, "ELSEWHERE") == AppointmentFits::other_centre);
}

TEST_CASE("where the centre knows keys only what one of them signed is an appointment") {
    // Made by `openssl genpkey -algorithm ed25519` and signed by `openssl pkeyutl -sign -rawin`.
    const auto key = from_base64("vjm2lKU4cuXBZUV+USWZELWOmidA70JKWpWPgcWls+I=").value();
    auto signed_one = at_ten;
    signed_one.signature =
        from_base64url("xAmCkN4--35kzsQGx3lAmJnzlmoY1yveWuVURpYGwXooo9OrWASDbWlc22BJ8qyWtRNmqy7D0hXSX4wkT9vmAA").value();
    CHECK(signed_one.signed_text() == "QNA1:TEST:20261123:1000:XK7Q");
    CHECK(signed_one.press() == at_ten.press());  // one appointment, signed or not

    auto rules = promising();
    const auto fit = [&](const Appointment& one) { return fits(one, "TEST", nine + 1h, rules); };
    CHECK(fit(at_ten) == AppointmentFits::in_time);  // nobody has to sign
    CHECK(fit(signed_one) == AppointmentFits::in_time);
    rules.appointment_keys = {{"last_year", std::string(32, '\1')}, {"this_year", key}};  // one comes before the other goes
    CHECK(fit(signed_one) == AppointmentFits::in_time);
    CHECK(fit(at_ten) == AppointmentFits::unproven);
    rules.appointment_keys.pop_back();
    CHECK(fit(signed_one) == AppointmentFits::unproven);
    rules.appointment_keys = {{"this_year", key}};
    auto forged = signed_one;
    SECTION("another time") { forged.minute_of_day += 1; }
    SECTION("another code") { forged.code = "XK7R"; }
    SECTION("another signature") { forged.signature[0] = static_cast<char>(forged.signature[0] ^ 1); }
    SECTION("half a signature") { forged.signature.resize(32); }
    CHECK(fit(forged) == AppointmentFits::unproven);
}

TEST_CASE("one appointment gives one number, at whichever kiosk its code is read and however often") {
    TwoKiosks centre;
    const auto press = at_ten.press();
    const auto ticket = centre.first.take(press, wish_at(at_ten), "", nine);
    REQUIRE(ticket);
    CHECK(ticket->number == "A001");
    CHECK(ticket->wish.priority == "appointment");
    CHECK(centre.second.take(press, wish_at(at_ten), "", nine + 1min)->number == "A001");
    REQUIRE(centre.second.hold(press, TicketState::printed, nine + 1min));
    CHECK(centre.first.take(press, wish_at(at_ten), "", nine + 2min)->number == "A001");
    CHECK(centre.first.list(monday)->size() == 1);
    // Another code, another time or another place is another appointment.
    for (const auto& other :
         {Appointment{"TEST", monday, 10 * 60, "XK7R"}, Appointment{"TEST", monday, 10 * 60 + 30, "XK7Q"},
          Appointment{"TEST", monday.plus_days(1), 10 * 60, "XK7Q"}, Appointment{"OTHER", monday, 10 * 60, "XK7Q"}})
        CHECK(other.press() != press);
    // Late, it is a number like any other.
    CHECK(centre.first
              .take(Appointment{"TEST", monday, 8 * 60, "A"}.press(), wish_at({"TEST", monday, 8 * 60, "A"}), "", nine)
              ->wish.priority.empty());
}

TEST_CASE("nobody is told that an appointment is served before its time, nor that others wait for it") {
    TwoKiosks centre;
    const settings::Hours hours = [] {
        settings::Hours out;
        for (auto& day : out.weekday) day = {{450, 1020}};
        return out;
    }();
    REQUIRE(centre.first.open("1", "officer", centre.deed(nine)));
    const auto press = at_ten.press();
    REQUIRE(centre.first.take(press, wish_at(at_ten), "", nine));
    REQUIRE(centre.first.hold(press, TicketState::printed, nine));
    const auto somebody = centre.arrives(nine + 1min);
    const auto wait = [&](PressId ticket, WallTime now) {
        return wait_of(**centre.first.look(now), ticket, now, centre.rules, hours).value();
    };
    CHECK(wait(press, nine + 2min).expected == 48min);  // until 9:50
    CHECK(wait(press, nine + 2min).ahead == 1);
    CHECK(wait(somebody.press, nine + 2min).expected == 0ms);
    CHECK(wait(somebody.press, nine + 2min).ahead == 0);
    CHECK(wait(press, nine + 52min).expected == 0ms);  // its time has come: before somebody who came later
    CHECK(wait(somebody.press, nine + 52min).ahead == 1);
}

TEST_CASE(
    "who is postponed at closing gets a dated slip from their kiosk, and with it one number that goes first on that day") {
    TwoKiosks centre;
    const auto evening = nine + 8h;
    REQUIRE(centre.first.open("1", "officer", centre.deed(nine)));
    CHECK(centre.arrives(nine).number == "A001");
    const auto sent_on = centre.arrives(nine + 1min);
    const auto waiting = centre.arrives(nine + 2min, {Purpose::submit, "civil_status", "1.001193", "elderly"});
    CHECK(centre.called(nine + 3min) == "A001");
    REQUIRE(centre.first.call(sent_on.press, "1", centre.deed(nine + 4min)));
    REQUIRE(centre.first.transfer("1", {"results", ""}, centre.deed(nine + 5min)));

    const auto closing = centre.deed(evening);
    const auto tuesday = monday.plus_days(1);
    auto postponed = centre.second.postpone_waiting(tuesday, closing);
    REQUIRE(postponed);
    REQUIRE(postponed->size() == 2);
    for (const auto& ticket : *postponed) {
        CHECK(ticket.state == TicketState::postponed);
        CHECK(ticket.postponed_to == tuesday);
    }
    CHECK(centre.second.postpone_waiting(tuesday, closing)->size() == 2);           // the same press again
    CHECK(centre.second.postpone_waiting(tuesday, centre.deed(evening))->empty());  // nobody is left
    // Their kiosk is asked for the slips, and it is asked again by whoever wants another one.
    CHECK(centre.engine.read("q/TEST/reprint/K1/")->entries.size() == 2);
    CHECK(centre.first.ask_reprint(waiting.press, centre.deed(evening)));

    const auto next = nine + 24h;
    const TicketWish wish{waiting.wish.purpose, waiting.wish.field, waiting.wish.procedure, "elderly", {}, waiting.press};
    const auto press = press_after(waiting.press);
    CHECK(centre.first.take(press, wish, "", evening + 1min).error().code == Code::closed);  // not today
    CHECK(centre.first.take(press, wish, "", nine + 48h).error().code == Code::closed);      // and not the day after
    CHECK(centre.first.take(centre.ids.make(next), wish, "", next).error().code == Code::bad_usage);
    CHECK(centre.arrives(next).number == "A001");
    const auto ticket = centre.second.take(press, wish, "", next + 1h);
    REQUIRE(ticket);
    CHECK(ticket->number == "A002");
    CHECK(ticket->wish.priority == "postponed");
    CHECK(centre.first.take(press, wish, "", next + 2h)->number == "A002");  // a slip gives one number
    REQUIRE(centre.second.hold(press, TicketState::printed, next + 1h));
    // Who had been sent on goes on there.
    const TicketWish other{sent_on.wish.purpose, sent_on.wish.field, "", "", {}, sent_on.press};
    CHECK(centre.first.take(press_after(sent_on.press), other, "", next + 1h)->line == "results");
    REQUIRE(centre.first.open("1", "officer", centre.deed(next + 1h)));
    CHECK(centre.called(next + 1h) == "A002");
    CHECK(centre.called(next + 1h) == "A001");
    // Nobody gets a number for what was served.
    const auto served = *centre.first.find("A001", monday);
    CHECK(centre.first.take(press_after(served->press), {Purpose::submit, "", "", "", {}, served->press}, "", next + 1h)
              .error()
              .code == Code::closed);
}
