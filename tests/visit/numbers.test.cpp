// Numbers that are held before the reader again.

#include "kiosk/app/payload_event.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/base64.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/scan/payload.hpp"
#include "tests/visit/samples.hpp"
#include "tests/visit/stage.hpp"

using namespace kiosk;
using namespace kiosk::visit;
using namespace kiosk::test;
using queue::TicketState;

namespace {

Stage begun(State state, std::string_view now = "2026-11-23T09:00:00+07:00") {
    Visit visit;
    visit.state = std::move(state);
    return Stage(std::move(visit), now);
}

/// A visit and the desk that answers it, as in the kiosk.
struct Reception {
    SeededIds ids{5};
    ManualClock clock{parse_iso_time("2026-11-23T09:00:00+07:00").value()};
    settings::Settings settings = public_data().settings;
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(settings, ids).value();
    queue::TicketOffice office{store->database(), clock, settings};
    app::StoreDesk desk{*store, office, public_data(), clock, ids};

    queue::Ticket held() {
        const auto press = ids.make(clock.wall());
        REQUIRE(office.take(press, {Purpose::collect, "", ""}, "", clock.wall()));
        return *office.hold(press, TicketState::printed, clock.wall());
    }
    queue::Deed deed() { return {ids.make(clock.wall()), clock.wall(), "officer"}; }
    /// The number is held before the reader, and what is asked then is answered.
    Stage read(const queue::Ticket& ticket) {
        auto stage = begun(PresentingReceipt{});
        stage.after(ReceiptRead{ticket.number, ticket.press, ids.make(clock.wall())});
        answer(stage);
        return stage;
    }
    void answer(Stage& stage) {
        const auto* asked = stage.effect<AskTicket>();
        REQUIRE(asked != nullptr);
        stage.after(desk.answer(*asked));
        static_cast<void>(stage.effects());
    }
};

}  // namespace

TEST_CASE("a number says how many are before it, and until when the page waits for the store it says that it looks") {
    Reception kiosk;
    kiosk.held();
    const auto ticket = kiosk.held();
    auto stage = begun(PresentingReceipt{});
    stage.after(ReceiptRead{ticket.number, ticket.press, press(9)});
    CHECK(stage.as<ReadingTicket>().question->id == press(9));
    CHECK(stage.effect<AskTicket>()->deed == TicketDeed::look);
    kiosk.answer(stage);
    const auto& read = stage.as<ReadingTicket>();
    CHECK_FALSE(read.question);
    REQUIRE(read.ticket);
    CHECK(read.ticket->number == ticket.number);
    REQUIRE(read.wait);
    CHECK(read.wait->ahead == 1);
    CHECK_FALSE(read.wait->open);  // no counter is open yet
    CHECK(stage.after(WentBack{}).state() == "PresentingReceipt");
}

TEST_CASE("an answer that does not come is said, and one to an earlier question says nothing") {
    auto stage = begun(PresentingReceipt{});
    stage.after(ReceiptRead{"A012", press(3), press(9)});
    stage.after(TicketSeen{press(8), ticket()});
    CHECK(stage.as<ReadingTicket>().question->id == press(9));
    stage.pass(6s);
    CHECK(stage.as<ReadingTicket>().problem == Code::timed_out);
    stage.after(TicketSeen{press(9), ticket()});
    CHECK_FALSE(stage.as<ReadingTicket>().ticket);
    CHECK(stage.after(TicketChosen{}).state() == "ChoosingPurpose");
}

TEST_CASE("a number that waits is given back after a question, and is not called any more") {
    Reception kiosk;
    const auto ticket = kiosk.held();
    auto stage = kiosk.read(ticket);
    stage.after(TicketReturnConfirmed{press(7)});
    CHECK_FALSE(stage.as<ReadingTicket>().question);  // nobody was asked yet
    CHECK(stage.after(TicketReturnWanted{}).as<ReadingTicket>().giving_back);
    CHECK_FALSE(stage.after(WentBack{}).as<ReadingTicket>().giving_back);
    stage.after(TicketReturnWanted{});
    stage.after(TicketReturnConfirmed{press(7)});
    kiosk.answer(stage);
    CHECK(stage.as<ReadingTicket>().ticket->state == TicketState::cancelled);
    CHECK(kiosk.office.find(ticket.press)->value().state == TicketState::cancelled);
    stage.after(TicketReturnWanted{});
    CHECK_FALSE(stage.as<ReadingTicket>().giving_back);
}

TEST_CASE("somebody who was absent comes back into the line once") {
    Reception kiosk;
    const auto ticket = kiosk.held();
    auto& queue = kiosk.office.queue();
    const auto* counter = settings::counters_of(kiosk.settings.queue, ticket.line).front();
    REQUIRE(queue.open(counter->id, "officer", kiosk.deed()));
    const auto misses = [&] {
        REQUIRE(queue.call_next(counter->id, kiosk.deed()));
        for (int i = 1; i < kiosk.settings.queue.calls_before_absent; ++i) REQUIRE(queue.recall(counter->id, kiosk.deed()));
        REQUIRE(queue.absent(counter->id, kiosk.deed()));
    };
    misses();
    auto stage = kiosk.read(ticket);
    stage.after(RejoinWanted{press(7)});
    kiosk.answer(stage);
    CHECK(stage.as<ReadingTicket>().ticket->state == TicketState::waiting);
    misses();
    auto again = kiosk.read(ticket);
    again.after(RejoinWanted{press(8)});
    kiosk.answer(again);
    CHECK(again.as<ReadingTicket>().problem == Code::refused);
}

TEST_CASE("a number that nobody knows, and one with a prepared dossier") {
    Reception kiosk;
    auto unknown = ticket();
    unknown.press = press(77);
    CHECK(kiosk.read(unknown).as<ReadingTicket>().problem == Code::not_found);
    const auto plain = kiosk.held();
    auto stage = kiosk.read(plain);
    CHECK(stage.after(TicketDossierWanted{}).state() == "ReadingTicket");
    auto prepared = ticket();
    prepared.visit_code = "7KQ2M0XD";
    auto at = begun(ReadingTicket{prepared.number, prepared.press, prepared});
    at.after(TicketDossierWanted{});
    CHECK(at.as<EnteringFactor>().ticket == prepared.press);
}

namespace {

/// The code as it comes from the reader.
AppointmentRead read_code(std::string_view code, PressId question) {
    auto event = app::event_of(scan::classify(code), {});
    auto* read = std::get_if<AppointmentRead>(&event);
    require(read != nullptr, "the code is an appointment's");
    read->question = question;
    return *read;
}

/// From choosing what for to the number in hand.
const queue::Ticket& taken(Reception& kiosk, Stage& stage) {
    stage.after(PurposeChosen{Purpose::collect});
    REQUIRE(stage.state() == "ConfirmingTicket");
    stage.after(TicketConfirmed{press(40)});
    stage.after(kiosk.desk.allot(*stage.effect<AllotTicket>())).after(TicketPrinted{stage.as<TakingTicket>().press});
    return stage.as<HoldingTicket>().ticket;
}

}  // namespace

TEST_CASE("the code of an appointment gives its number, and the same code again is the same number") {
    Reception kiosk;
    const auto code = "QNA1:BINHSON:20261123:0915:XK7Q";
    auto stage = begun(PresentingReceipt{});
    stage.after(read_code(code, press(9)));
    CHECK(stage.as<ReadingTicket>().of_appointment);
    kiosk.answer(stage);
    CHECK(stage.state() == "ChoosingPurpose");  // it has no number yet: what for?
    const auto ticket = taken(kiosk, stage);
    CHECK(ticket.wish.priority == "appointment");
    CHECK(ticket.wish.appointment == parse_iso_time("2026-11-23T09:15:00+07:00").value());
    REQUIRE(kiosk.office.hold(ticket.press, TicketState::printed, kiosk.clock.wall()));
    CHECK_FALSE(stage.visit().appointment);  // the next number of this visit is anybody's

    auto again = begun(ChoosingPurpose{});
    again.after(read_code(code, press(9)));
    kiosk.answer(again);
    CHECK(again.as<ReadingTicket>().ticket->number == ticket.number);
    CHECK(again.after(TicketChosen{}).as<ConfirmingTicket>().press == std::nullopt);
}

TEST_CASE("an appointment whose number nobody held gets it now; one that is over gets a number like any other") {
    Reception kiosk;
    const queue::Appointment appointment{"BINHSON", {2026, 11, 23}, 9 * 60 + 15, "XK7Q"};
    REQUIRE(
        kiosk.office.take(appointment.press(), {Purpose::collect, "", "", "", appointment.at()}, "", kiosk.clock.wall()));
    auto stage = begun(PresentingReceipt{});
    stage.after(AppointmentRead{appointment, press(9)});
    kiosk.answer(stage);
    CHECK(stage.as<TakingTicket>().press == appointment.press());

    auto late = begun(PresentingReceipt{});
    late.after(read_code("QNA1:BINHSON:20261123:0830:LATE", press(9)));
    kiosk.answer(late);
    CHECK(taken(kiosk, late).wish.priority.empty());
}

TEST_CASE("an appointment of another place or day is said, and none of this visit's") {
    auto elsewhere = begun(PresentingReceipt{});
    elsewhere.after(read_code("QNA1:TRABONG:20261123:0915:XK7Q", press(9)));
    CHECK(elsewhere.as<PresentingReceipt>().problem == CodeProblem::appointment_elsewhere);
    auto another_day = begun(PresentingReceipt{});
    another_day.after(read_code("QNA1:BINHSON:20261124:0915:XK7Q", press(9)));
    CHECK(another_day.as<PresentingReceipt>().problem == CodeProblem::appointment_another_day);
    CHECK(another_day.as<PresentingReceipt>().day == LocalDate{2026, 11, 24});
    CHECK_FALSE(another_day.visit().appointment);
}

TEST_CASE(
    "an appointment that nobody signed is said where the centre asks for a proof, and its holder is an ordinary visitor") {
    auto settings = public_data().settings;
    settings.queue.appointment_keys = {{"portal", from_base64("vjm2lKU4cuXBZUV+USWZELWOmidA70JKWpWPgcWls+I=").value()}};
    const auto after = [&](const std::string& code) {
        Visit visit;
        visit.state = PresentingReceipt{};
        const auto wall = wall_time({{2026, 11, 23}, 9, 0, 0});
        return step(visit, read_code(code, press(9)), {Monotonic{}, wall, settings, *public_data().catalogue}).visit;
    };
    const std::string code = "QNA1:BINHSON:20261123:0915:XK7Q";
    const auto unproven = after(code);
    REQUIRE(std::holds_alternative<PresentingReceipt>(unproven.state));
    CHECK(std::get<PresentingReceipt>(unproven.state).problem == CodeProblem::unproven);
    CHECK_FALSE(unproven.appointment);
    const auto proven =
        after(code + ":Ik75Tu06PriOAreJhQW8-BioaKKNwYYwefI7LY6xZ7RW8RU48ullEgtSC2UHtPOgwtRM37uwYmXKYDb86Y_wCA");
    CHECK(std::holds_alternative<ReadingTicket>(proven.state));
    CHECK(proven.appointment);
}

TEST_CASE("a slip of another day gives its number on the day that it names") {
    Reception kiosk;
    const auto ticket = kiosk.held();
    const auto tuesday = ticket.day.plus_days(1);
    REQUIRE(kiosk.office.postpone_waiting(tuesday, kiosk.deed()));
    auto too_soon = kiosk.read(ticket);
    CHECK(too_soon.as<ReadingTicket>().ticket->postponed_to == tuesday);
    CHECK_FALSE(too_soon.after(TicketChosen{}).as<ConfirmingTicket>().press);  // any other number

    kiosk.clock.advance(24h);
    auto stage = begun(PresentingReceipt{}, "2026-11-24T09:00:00+07:00");
    stage.after(ReceiptRead{ticket.number, ticket.press, press(9)});
    kiosk.answer(stage);
    stage.after(TicketChosen{});
    CHECK(stage.as<ConfirmingTicket>().press == queue::press_after(ticket.press));
    stage.after(TicketConfirmed{press(40)}).after(kiosk.desk.allot(*stage.effect<AllotTicket>()));
    const auto& first = stage.as<TakingTicket>().ticket;
    REQUIRE(first);
    CHECK(first->day == tuesday);
    CHECK(first->wish.priority == "postponed");
    // Served, the slip gives nothing more: what became of it is read.
    REQUIRE(kiosk.office.hold(first->press, TicketState::printed, kiosk.clock.wall()));
    REQUIRE(kiosk.office.cancel(first->press, kiosk.deed()));
    auto again = begun(TakingTicket{first->press, first->wish, std::nullopt, Monotonic{1h}, {}});
    again.after(kiosk.desk.allot({first->press, first->wish, {}}));
    CHECK(again.as<ReadingTicket>().ticket->state == TicketState::cancelled);
}

TEST_CASE("a centre that tells nobody how many wait tells nobody") {
    Reception kiosk;
    kiosk.held();
    CHECK(kiosk.desk.lines().size() == kiosk.settings.queue.lines.size());
    auto quiet = public_data();
    app::PublicData data{kiosk.settings, quiet.catalogue, quiet.languages};
    data.settings.queue.tells_waiting = false;
    app::StoreDesk desk(*kiosk.store, kiosk.office, data, kiosk.clock, kiosk.ids);
    CHECK(desk.lines().empty());
}
