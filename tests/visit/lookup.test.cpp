// Looking a dossier up by whatever the citizen holds: the dossier's code, the visit's, the number that was drawn.

#include "kiosk/app/payload_event.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/visit/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using visit::LookupProblem;

namespace {

Stage at(visit::State state) {
    visit::Visit visit;
    visit.state = std::move(state);
    return Stage(std::move(visit));
}

visit::Event read(std::string_view code) { return app::event_of(scan::classify(code)); }

/// The kiosk's memory on a Monday morning, with one dossier prepared in it.
class Desk {
public:
    Desk()
        : store_(store::Store::open_in_memory(public_data().settings, ids_).value()),
          queue_(store_->database(), clock_, public_data().settings),
          desk_(*store_, queue_, public_data(), clock_, ids_) {}

    dossier::Confirmation prepare(bool with_ticket) {
        const auto event = desk_.record({ids_.make(clock_.wall()), filing(), dossier::Outcome::prepared, with_ticket});
        REQUIRE(std::holds_alternative<visit::DossierRecorded>(event));
        const auto& recorded = std::get<visit::DossierRecorded>(event);
        if (recorded.ticket) desk_.hold({recorded.ticket->press, queue::TicketState::printed});
        return recorded.confirmation;
    }
    queue::Ticket prepared_ticket(std::string priority) {
        auto handed_in = filing();
        handed_in.priority = std::move(priority);
        const auto event = desk_.record({ids_.make(clock_.wall()), std::move(handed_in), dossier::Outcome::prepared, true});
        REQUIRE(std::holds_alternative<visit::DossierRecorded>(event));
        REQUIRE(std::get<visit::DossierRecorded>(event).ticket);
        return *std::get<visit::DossierRecorded>(event).ticket;
    }
    visit::Event look_up(std::string code, std::string_view digits, std::optional<PressId> ticket = {}) {
        auto inquiry = desk_.begin_inquiry({ids_.make(clock_.wall()), std::move(code), Personal(digits), ticket});
        if (inquiry) return desk_.end_inquiry(*inquiry, fail(Code::not_found, "the portal does not know it"));
        return inquiry.error();
    }
    dossier::PreparedVisit found(std::string code, std::optional<PressId> ticket = {}) {
        const auto event = look_up(std::move(code), "0123", ticket);
        REQUIRE(std::holds_alternative<visit::StatusFound>(event));
        const auto& view = std::get<visit::StatusFound>(event).view;
        REQUIRE(view.prepared);
        return *view.prepared;
    }
    visit::StatusNotFound not_found(std::string code, std::string_view digits, std::optional<PressId> ticket = {}) {
        const auto event = look_up(std::move(code), digits, ticket);
        REQUIRE(std::holds_alternative<visit::StatusNotFound>(event));
        return std::get<visit::StatusNotFound>(event);
    }
    queue::Ticket take(const std::string& visit_code) {
        const queue::TicketWish wish{queue::Purpose::submit, submittable().field, submittable().code};
        const auto event = desk_.allot({ids_.make(clock_.wall()), wish, visit_code});
        REQUIRE(std::holds_alternative<visit::TicketAllotted>(event));
        return std::get<visit::TicketAllotted>(event).ticket;
    }

    app::StoreDesk& desk() { return desk_; }
    ManualClock& clock() { return clock_; }

private:
    ManualClock clock_{parse_iso_time("2026-11-23T09:00:00+07:00").value()};
    SeededIds ids_{11};
    std::unique_ptr<store::Store> store_;
    queue::TicketOffice queue_;
    app::StoreDesk desk_;
};

}  // namespace

TEST_CASE("a visit code, however it is typed, leads to the second factor; half a dossier code does not") {
    for (const char* typed : {"7KQ2M0XD", "7kq2-moxd", " 7KQ2 M0XD "}) {
        CAPTURE(typed);
        auto stage = at(visit::TypingCode{typed, visit::CodeProblem::none});
        CHECK(stage.after(visit::CodeEntered{}).as<visit::EnteringFactor>().code == "7KQ2-M0XD");
    }
    for (const char* typed : {"TAM-K01-26", "7KQ2", "A012", "UUUUUUUU"}) {
        CAPTURE(typed);
        auto stage = at(visit::TypingCode{typed, visit::CodeProblem::none});
        CHECK(stage.after(visit::CodeEntered{}).as<visit::TypingCode>().problem == visit::CodeProblem::not_a_code);
    }
}

TEST_CASE("a visit's or a ticket's code that is scanned stands before the second factor as any other") {
    auto visit_code = at(visit::PresentingReceipt{});
    CHECK(visit_code.after(read("QNV1:7KQ2M0XD")).as<visit::EnteringFactor>().code == "7KQ2-M0XD");

    const auto press = Stage().id(7);
    auto stage = at(visit::PresentingReceipt{});
    stage.after(read(scan::make_ticket_text({"BINHSON", {2026, 11, 23}, "A012", press})));
    queue::Ticket prepared;
    prepared.number = "A012";
    prepared.press = press;
    prepared.visit_code = "7KQ2M0XD";
    stage.after(visit::TicketSeen{stage.as<visit::ReadingTicket>().question->id, prepared})
        .after(visit::TicketDossierWanted{});
    CHECK(stage.as<visit::EnteringFactor>().code == "A012");
    stage.after(visit::FactorTyped{Personal("0123")}).after(visit::FactorEntered{stage.id(8)});
    REQUIRE(stage.effect<visit::AskStatus>() != nullptr);
    CHECK(stage.effect<visit::AskStatus>()->ticket == press);
    stage.after(visit::StatusNotFound{stage.id(8), LookupProblem::wrong_digits, 4});
    CHECK(stage.as<visit::EnteringFactor>().ticket == press);
}

TEST_CASE("a card that lost letters on the way to the kiosk is asked for again and fills in nothing") {
    auto stage = at(visit::PresentingCard{filing(), visit::CardProblem::none});
    stage.after(read("051190000123||\xD0inh Th\xFE Th\xFF|03021990|N\xF5|Th\xF4n|01012022"));
    CHECK(stage.as<visit::PresentingCard>().problem == visit::CardProblem::not_readable);
    stage.after(read("QNA1:BINHSON:20261201:0830:XK7Q"));
    CHECK(stage.as<visit::PresentingCard>().problem == visit::CardProblem::not_a_card);
    stage.after(read("051190000123||Đinh Thị Thử|03021990|Nữ|Thôn Mẫu|01012022"));
    CHECK(stage.state() == "ConfirmingPerson");
}

TEST_CASE("what is odd about a card is still told when one comes back to the page from the form") {
    for (const auto& [card, odd] : {std::pair("051190000123||Đinh Thị Thử|03021990|Nữ|Thôn Mẫu|01012022", false),
                                    {"051190000123||Đinh Thị Thử|03021990|Nam|Thôn Mẫu|01012022", true},
                                    {"051190000123||Đinh Thị Thử|31021990|Nữ|Thôn Mẫu|01012022", true}}) {
        CAPTURE(card);
        auto stage = at(visit::PresentingCard{filing(), visit::CardProblem::none});
        stage.after(read(card));
        CHECK(stage.as<visit::ConfirmingPerson>().card_warned == odd);
        stage.after(visit::PersonConfirmed{});
        REQUIRE(stage.state() == "FillingForm");
        stage.after(visit::WentBack{});
        CHECK(stage.as<visit::ConfirmingPerson>().card_warned == odd);
    }
}

TEST_CASE("a prepared dossier is found by each of its codes and by its ticket, with what is to be brought where") {
    Desk desk;
    const auto confirmation = desk.prepare(true);
    const auto shown = dossier::shown_visit_code(confirmation.visit_code);
    for (const auto& code : {confirmation.visit_code, shown, confirmation.provisional_code}) {
        CAPTURE(code);
        const auto prepared = desk.found(code);
        CHECK(prepared.visit_code == confirmation.visit_code);
        CHECK_FALSE(prepared.ticket.empty());
        CHECK(prepared.originals_to_bring == confirmation.originals_to_bring);
    }
    CHECK(desk.found("A001", confirmation.id) == desk.found(shown));  // the same press drew the number

    dossier::StatusView view;
    view.procedure_code = submittable().code;
    view.prepared = desk.found(shown);
    auto stage = at(visit::AskingStatus{shown, Stage().id(1), Monotonic{1h}, {}});
    CHECK_FALSE(stage.after(visit::StatusFound{stage.id(1), view}).as<visit::ReadingStatus>().counters.empty());
}

TEST_CASE("the number that comes with a prepared dossier carries the class that was said") {
    Desk desk;
    const auto& classes = public_data().settings.queue.priorities;
    REQUIRE_FALSE(classes.empty());
    CHECK(desk.prepared_ticket(classes.front().id).wish.priority == classes.front().id);
    CHECK(desk.prepared_ticket({}).wish.priority.empty());
}

TEST_CASE("the codes of one prepared dossier share their five tries") {
    Desk desk;
    const auto confirmation = desk.prepare(true);
    CHECK(desk.not_found(confirmation.visit_code, "9999").tries_left == 4);
    CHECK(desk.not_found(confirmation.provisional_code, "9999").tries_left == 3);
    CHECK(desk.not_found("A001", "9999", confirmation.id).tries_left == 2);
    CHECK(desk.not_found(confirmation.visit_code, "9999").problem == LookupProblem::wrong_digits);
    CHECK(desk.not_found("A001", "9999", confirmation.id).problem == LookupProblem::too_many_tries);
    CHECK(desk.not_found(confirmation.visit_code, "0123").problem == LookupProblem::too_many_tries);
}

TEST_CASE("a number taken later for a prepared dossier belongs to it; one that nobody holds does not count") {
    Desk desk;
    const auto confirmation = desk.prepare(false);
    CHECK(desk.found(confirmation.visit_code).ticket.empty());
    const auto lost = desk.take(confirmation.visit_code);
    CHECK(desk.found(confirmation.visit_code).ticket.empty());  // reserved: not on paper yet
    const auto held = desk.take(confirmation.visit_code);
    desk.desk().hold({held.press, queue::TicketState::shown});
    CHECK(desk.found(confirmation.visit_code).ticket == held.number);
    CHECK(desk.found(held.number, held.press).visit_code == confirmation.visit_code);
    desk.clock().advance(24h);
    CHECK(desk.found(confirmation.visit_code).ticket.empty());  // yesterday's
}

TEST_CASE("a number without a dossier, or one that is not known here, finds nothing and costs no try") {
    Desk desk;
    const auto alone = desk.take({});
    const int tries = public_data().settings.lookup.tries;
    for (const auto& press : {alone.press, Stage().id(99)}) {
        const auto none = desk.not_found("A001", "0123", press);
        CHECK(none.problem == LookupProblem::not_found);
        CHECK(none.tries_left == tries);
    }
}

TEST_CASE("a number for a prepared dossier keeps its visit code on the way through the pages") {
    dossier::StatusView view;
    view.procedure_code = submittable().code;
    view.prepared = dossier::PreparedVisit{"7KQ2M0XD", {}, {}};
    auto stage = at(visit::ReadingStatus{view, {}, {}, {}});
    stage.after(visit::TicketChosen{}).after(visit::TicketConfirmed{stage.id(3)});
    REQUIRE(stage.effect<visit::AllotTicket>() != nullptr);
    CHECK(stage.effect<visit::AllotTicket>()->visit_code == "7KQ2M0XD");
    stage.after(visit::TicketRefused{stage.id(3), Code::busy});
    CHECK(stage.as<visit::ConfirmingTicket>().visit_code == "7KQ2M0XD");
}

namespace {

/// Somebody reads about a dossier with an officer's paper, in front of a kiosk with an A4 printer.
Stage reading_with_a4() {
    dossier::StatusView view;
    view.code = "000.00.53.H48-261123-0001";
    view.procedure_code = submittable().code;
    view.accepted_at = WallTime{};
    view.sent = {{"03-1", dossier::OfficerForm::refusal, WallTime{}}};
    auto stage = at(visit::AskingStatus{view.code, Stage().id(1), Monotonic{1h}, {}, Personal("0123")});
    visit::Situation situation;
    situation.page_printer.reset();
    stage.after(visit::SituationChanged{situation}).after(visit::StatusFound{stage.id(1), view});
    return stage;
}

}  // namespace

TEST_CASE(
    "an officer's paper is fetched with the code and the second factor, one after the other, and only if it is listed") {
    auto stage = reading_with_a4();
    stage.after(visit::SentPaperWanted{stage.id(2), "04-1"});
    CHECK(stage.effect<visit::PrintSentPaper>() == nullptr);
    stage.after(visit::SentPaperWanted{stage.id(2), "03-1"});
    const auto* effect = stage.effect<visit::PrintSentPaper>();
    REQUIRE(effect != nullptr);
    CHECK(effect->code == "000.00.53.H48-261123-0001");
    CHECK(effect->digits == Personal("0123"));
    CHECK(effect->paper == "03-1");
    CHECK(stage.as<visit::ReadingStatus>().printing_a4());
    stage.after(visit::ReceiptA4Wanted{stage.id(3)});
    CHECK(stage.effect<visit::PrintReceiptA4>() == nullptr);
    stage.after(visit::A4NotPrinted{stage.id(9), Code::no_paper});  // another press's
    CHECK(stage.as<visit::ReadingStatus>().printing_a4());
    stage.after(visit::A4Printed{stage.id(2)});
    CHECK(stage.as<visit::ReadingStatus>().a4->phase == visit::A4Printing::Phase::printed);
    stage.after(visit::ReceiptA4Wanted{stage.id(3)});
    CHECK(stage.effect<visit::PrintReceiptA4>() != nullptr);
    stage.after(visit::A4NotPrinted{stage.id(3), Code::paper_jam});
    CHECK(stage.as<visit::ReadingStatus>().a4->problem == Code::paper_jam);
}

TEST_CASE("nothing goes to an A4 printer that is in trouble, and it is asked again as soon as it is mended") {
    auto stage = reading_with_a4();
    auto situation = stage.visit().situation;
    situation.page_printer = Code::no_paper;
    stage.after(visit::SituationChanged{situation});
    stage.after(visit::ReceiptA4Wanted{stage.id(2)}).after(visit::SentPaperWanted{stage.id(2), "03-1"});
    CHECK(stage.effects().empty());
    situation.page_printer.reset();
    stage.after(visit::SituationChanged{situation}).after(visit::ReceiptA4Wanted{stage.id(2)});
    CHECK(stage.effect<visit::PrintReceiptA4>() != nullptr);
}

TEST_CASE(
    "waiting for the A4 printer is no idleness, and a printer that never answers is waited for no longer than stated") {
    auto stage = reading_with_a4();
    stage.after(visit::SentPaperWanted{stage.id(2), "03-1"});
    stage.pass(visit::limits::fetching_paper + visit::limits::printing_a4 - 1s);
    CHECK(stage.as<visit::ReadingStatus>().printing_a4());
    stage.pass(1s);
    CHECK(stage.as<visit::ReadingStatus>().a4->problem == Code::timed_out);
    INFO("from then on somebody has the usual time to read");
    stage.pass(visit::limits::personal - 1s);
    CHECK(stage.state() == "ReadingStatus");
    stage.pass(1s);
    CHECK(stage.state() == "AskingIfPresent");
}

TEST_CASE("when the visit ends nothing of the papers and of the second factor is left in it") {
    auto stage = reading_with_a4();
    stage.after(visit::SentPaperWanted{stage.id(2), "03-1"}).after(visit::Ended{});
    CHECK(stage.state() == "Attracting");
    stage.after(visit::A4Printed{stage.id(2)});
    CHECK(stage.state() == "Attracting");
}
