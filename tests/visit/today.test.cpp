// «Hôm nay»: what staff decide for a day is kept by day, reaches the pages, and is gone with the day. And priority classes.

#include "kiosk/app/officer_desk.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using settings::Today;
using settings::TodayChange;
using visit::StaffDeed;
using visit::StaffPage;
using Kind = settings::TodayChange::Kind;

namespace {

Stage on_day(visit::State state, Today today) {
    visit::Visit start;
    start.state = std::move(state);
    start.situation.today = std::move(today);
    return Stage(std::move(start));
}

Today hiding(const catalogue::Procedure& procedure) {
    Today out;
    out.hidden = {procedure.code};
    return out;
}

}  // namespace

TEST_CASE("each decision has its opposite, and words are short") {
    auto today = settings::changed({}, {Kind::hide, "2.1"}).value();
    today = settings::changed(today, {Kind::hide, "1.1"}).value();
    today = settings::changed(today, {Kind::hide, "2.1"}).value();
    CHECK(today.hidden == std::vector<std::string>{"1.1", "2.1"});
    CHECK(today.hides("2.1"));
    today = settings::changed(today, {Kind::offer, "2.1"}).value();
    CHECK_FALSE(today.hides("2.1"));
    today = settings::changed(today, {Kind::offer, "1.1"}).value();
    today = settings::changed(settings::changed(today, {Kind::stop_tickets}).value(), {Kind::give_tickets}).value();
    CHECK(today.is_usual());
    today = settings::changed(today, {Kind::show_notice, "crowded"}).value();
    today = settings::changed(today, {Kind::show_words, "  Nghỉ sớm "}).value();
    CHECK(today.notice.empty());
    CHECK(today.words == "Nghỉ sớm");
    CHECK(settings::changed(today, {Kind::show_nothing}).value().is_usual());
    CHECK_FALSE(settings::changed(today, {Kind::show_words, " "}));
    CHECK_FALSE(settings::changed(today, {Kind::show_words, std::string(settings::longest_notice_bytes + 1, 'x')}));
}

TEST_CASE("what was decided is kept by business day: it outlives a restart and is gone the next day") {
    ManualClock clock(parse_iso_time("2026-11-23T09:00:00+07:00").value());
    SeededIds ids{3};
    const auto store = store::Store::open_in_memory(public_data().settings, ids).value();
    queue::TicketOffice queue(store->database(), clock, public_data().settings);
    app::OfficerDesk desk(*store, queue, public_data(), clock);
    CHECK(desk.today()->is_usual());
    visit::DoForStaff deed{
        press(1), staff_token(), StaffDeed::change_today, {}, {}, {}, "vi", TodayChange{Kind::hide, "1.000894"}};
    CHECK_FALSE(std::get<visit::StaffDeedEnded>(desk.change_today(deed)).problem);
    deed.change = TodayChange{Kind::stop_tickets};
    static_cast<void>(desk.change_today(deed));
    app::OfficerDesk another(*store, queue, public_data(), clock);
    CHECK(another.today()->hides("1.000894"));
    CHECK(another.today()->tickets_stopped);
    clock.advance(24h);
    CHECK(another.today()->is_usual());
}

TEST_CASE("a hidden procedure is read about, not handed in; who wants to know more takes a number to ask") {
    const auto& procedure = submittable();
    auto stage = on_day(visit::ReadingDetails{visit::Journey::submit, &procedure, {}}, hiding(procedure));
    stage.after(visit::SubmissionChosen{});
    CHECK(stage.state() == "ReadingDetails");
    stage.after(visit::TicketChosen{});
    CHECK(stage.as<visit::ConfirmingTicket>().wish == queue::TicketWish{queue::Purpose::ask, {}, {}});

    auto choosing =
        on_day(visit::ChoosingProcedure{visit::Journey::ticket, queue::Purpose::submit, procedure.field}, hiding(procedure));
    CHECK(choosing.after(visit::ProcedureChosen{procedure.code}).state() == "ReadingDetails");
    auto kept = on_day(visit::ContinuingDraft{kept_draft(), &procedure, {}, false, std::nullopt}, hiding(procedure));
    CHECK(kept.after(visit::DraftContinued{}).state() == "ContinuingDraft");
    const queue::TicketWish wish{queue::Purpose::submit, procedure.field, procedure.code};
    const auto* line = settings::line_for(public_data().settings.queue, wish.purpose, wish.field);
    REQUIRE(line != nullptr);
    auto meanwhile = on_day(visit::ConfirmingTicket{wish, &procedure, line->id, std::nullopt, {}}, hiding(procedure));
    meanwhile.after(visit::TicketConfirmed{press(1)});  // it was stopped while the page was read
    CHECK(meanwhile.as<visit::ConfirmingTicket>().wish == queue::TicketWish{queue::Purpose::ask, {}, {}});
    auto begun = on_day(visit::CollectingPapers{filing(), {}, false}, hiding(procedure));
    CHECK(begun.after(visit::PageOpened{}).state() == "CollectingPapers");  // who has begun goes on
}

TEST_CASE("stopped tickets are off in opening hours as well, with a sentence of their own") {
    Today stopped;
    stopped.tickets_stopped = true;
    auto stage = on_day(visit::ChoosingJourney{}, stopped);
    stage.after(visit::ErrandChosen{visit::Errand::ticket});
    CHECK(stage.as<visit::TicketsClosed>().stopped);
    const queue::TicketWish wish{queue::Purpose::ask, {}, {}};
    auto late = on_day(visit::ConfirmingTicket{wish, nullptr, "ask", std::nullopt, {}}, stopped);
    CHECK(late.after(visit::TicketConfirmed{press(1)}).state() == "TicketsClosed");
    CHECK(late.effects().empty());
    visit::Reviewing review{filing(), dossier::Outcome::prepared, true, false, std::nullopt};
    review.filing.draft.paper(component()).pages.push_back(page(7));
    auto prepared = on_day(review, stopped);
    prepared.after(visit::Submitted{press(1)});
    REQUIRE(prepared.effect<visit::RecordDossier>() != nullptr);
    CHECK_FALSE(prepared.effect<visit::RecordDossier>()->with_ticket);
}

TEST_CASE("a supervisor finds a procedure by words or code and hides it; the page of the day comes back when it is done") {
    auto start = visit::Visit{};
    start.state = on_staff_page(StaffPage::hiding);
    start.quiet_until = Monotonic{1h};
    Stage stage(std::move(start));
    stage.after(visit::StaffWordsTyped{submittable().code});
    REQUIRE(stage.as<visit::StaffPages>().found.size() == 1);
    CHECK(stage.as<visit::StaffPages>().found.front() == &submittable());
    stage.after(visit::StaffDeedChosen{press(1), StaffDeed::change_today, {}, TodayChange{Kind::hide, submittable().code}});
    REQUIRE(stage.effect<visit::DoForStaff>() != nullptr);
    CHECK(stage.effect<visit::DoForStaff>()->change == TodayChange{Kind::hide, submittable().code});
    stage.after(visit::StaffDeedEnded{press(1), {}});
    CHECK(stage.as<visit::StaffPages>().page == StaffPage::today);
    CHECK(stage.as<visit::StaffPages>().words.empty());
}

TEST_CASE("a class of the centre's goes with the number; one that it does not have, and none, are no reason to refuse one") {
    const queue::TicketWish wish{queue::Purpose::ask, {}, {}};
    Stage stage = on_day(visit::ConfirmingTicket{wish, nullptr, "ask", std::nullopt, {}}, {});
    const auto& classes = public_data().settings.queue.priorities;
    REQUIRE_FALSE(classes.empty());
    stage.after(visit::PriorityChosen{"nobody_has_this"});
    CHECK(stage.as<visit::ConfirmingTicket>().wish.priority.empty());
    stage.after(visit::PriorityChosen{"appointment"});  // given to whoever has one, and nobody's to choose
    CHECK(stage.as<visit::ConfirmingTicket>().wish.priority.empty());
    stage.after(visit::PriorityChosen{classes.front().id}).after(visit::TicketConfirmed{press(1)});
    CHECK(stage.effect<visit::AllotTicket>()->wish.priority == classes.front().id);
    stage.after(visit::TicketRefused{press(1), Code::io});
    CHECK(stage.as<visit::ConfirmingTicket>().wish.priority == classes.front().id);
    stage.after(visit::PriorityChosen{}).after(visit::TicketConfirmed{press(2)});
    CHECK(stage.as<visit::TakingTicket>().wish.priority.empty());
}

TEST_CASE("the number of a prepared dossier gets the class that was said before it was handed in, also after a correction") {
    visit::Reviewing review{filing(), dossier::Outcome::prepared, true, false, std::nullopt};
    review.filing.draft.paper(component()).pages.push_back(page(7));
    auto stage = on_day(review, {});
    const auto& classes = public_data().settings.queue.priorities;
    REQUIRE_FALSE(classes.empty());
    stage.after(visit::PriorityChosen{"nobody_has_this"});
    CHECK(stage.as<visit::Reviewing>().filing.priority.empty());
    stage.after(visit::PriorityChosen{classes.front().id});
    stage.after(visit::EditChosen{visit::Section::phone, 0}).after(visit::PhoneEntered{});
    REQUIRE(stage.state() == "Reviewing");
    stage.after(visit::Declared{true}).after(visit::Submitted{press(1)});
    REQUIRE(stage.effect<visit::RecordDossier>() != nullptr);
    CHECK(stage.effect<visit::RecordDossier>()->filing.priority == classes.front().id);
}

TEST_CASE("leaving a look-up with pages begun asks first; who leaves goes home, who stays has them") {
    visit::ReadingStatus reading;
    reading.view = asked_for_papers();
    reading.begun = std::make_shared<const dossier::Draft>(supplement_filing().draft);
    auto stage = on_day(reading, {});
    stage.after(visit::WentBack{});
    REQUIRE(stage.as<visit::ConfirmingEnd>().leaving);
    stage.after(visit::Stayed{});
    CHECK(stage.as<visit::ReadingStatus>().begun != nullptr);
    stage.after(visit::WentBack{}).after(visit::EndConfirmed{});
    CHECK(stage.state() == "ChoosingJourney");
}

TEST_CASE("papers to take home are printed where a page printer is, one at a time, and the page says what became of it") {
    visit::Visit start;
    start.state = visit::ReadingDetails{visit::Journey::guidance, &submittable(), {}};
    Stage none(start);
    none.after(visit::GuidancePrintWanted{press(1), visit::GuidancePaper::papers});
    CHECK(none.effects().empty());
    start.situation.page_printer.reset();
    start.quiet_until = Monotonic{1h};
    Stage stage(start);
    stage.after(visit::GuidancePrintWanted{press(1), visit::GuidancePaper::blank_form});
    stage.after(visit::GuidancePrintWanted{press(2), visit::GuidancePaper::papers}).after(visit::WentBack{});
    CHECK(stage.effects() == std::vector<std::string>{"PrintGuidance"});
    using Phase = visit::A4Printing::Phase;
    stage.after(visit::A4NotPrinted{press(1), Code::no_paper});
    CHECK(stage.as<visit::ReadingDetails>().a4->phase == Phase::failed);
    stage.after(visit::GuidancePrintWanted{press(3), visit::GuidancePaper::papers}).after(visit::A4Printed{press(3)});
    CHECK(stage.as<visit::ReadingDetails>().a4->phase == Phase::printed);
}
