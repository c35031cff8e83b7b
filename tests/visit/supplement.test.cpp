#include "kiosk/app/store_desk.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using Answer = dossier::AskedWithdrawal::Answer;
using dossier::Status;

namespace {

Stage looked_up(dossier::StatusView view = asked_for_papers()) {
    visit::Visit start;
    start.state = visit::AskingStatus{view.code, press(9), Monotonic{} + 12s, {}, Personal("0123")};
    Stage stage(std::move(start));
    stage.after(visit::StatusFound{press(9), std::move(view)});
    return stage;
}

dossier::Page scanned(int number) {
    auto out = page(number);
    out.bytes = std::make_shared<const dossier::PageBytes>("a picture", "image/png");
    return out;
}

/// One page of what no component names.
Stage with_a_page() {
    auto stage = looked_up();
    stage.after(visit::SupplementWanted{});
    stage.after(visit::PageWanted{press(3), std::string(dossier::other_paper), dossier::PageSource::scanner});
    stage.after(visit::PageCaptured{press(3), scanned(7)}).after(visit::PageKept{});
    return stage;
}

Stage sending() {
    auto stage = with_a_page();
    stage.after(visit::PapersFinished{}).after(visit::SupplementConfirmed{press(5)});
    return stage;
}

const dossier::SentSupplement& sent(const Stage& stage) {
    const auto& view = stage.as<visit::ReadingStatus>().view;
    REQUIRE(view.supplement);
    return *view.supplement;
}

}  // namespace

TEST_CASE("papers can be added where the authority asks for some, and nowhere else") {
    for (int number = 1; number <= 10; ++number) {
        auto view = asked_for_papers();
        view.status = *dossier::parse_status(number);
        CAPTURE(number);
        CHECK((looked_up(view).after(visit::SupplementWanted{}).state() == "CollectingPapers") == (number == 5));
    }
    auto waiting = asked_for_papers();
    waiting.supplement = dossier::SentSupplement{press(4), WallTime{}, Answer::on_its_way, {}};
    CHECK(looked_up(waiting).after(visit::SupplementWanted{}).state() == "ReadingStatus");
}

TEST_CASE("what the authority's words name stands first, and something that no component names can be added") {
    auto view = asked_for_papers();
    const auto named = submittable().components.back().name.vi;
    view.steps.back().note = "Đề nghị nộp lại: " + named;
    auto stage = looked_up(view);
    stage.after(visit::SupplementWanted{});
    const auto& components = stage.as<visit::CollectingPapers>().filing.procedure->components;
    REQUIRE(!components.empty());
    CHECK(components.back().id == dossier::other_paper);
    for (const auto& component : components) CHECK_FALSE(component.required);
    view.procedure_code = "9.999999";  // unknown to this kiosk's catalogue
    auto unknown = looked_up(view);
    unknown.after(visit::SupplementWanted{});
    CHECK(unknown.as<visit::CollectingPapers>().filing.procedure->components.size() == 1);
}

TEST_CASE("nothing is sent before there is something, and a look at the dossier loses no page") {
    auto empty = looked_up();
    empty.after(visit::SupplementWanted{}).after(visit::PapersFinished{});
    CHECK(empty.state() == "CollectingPapers");
    auto stage = with_a_page();
    stage.after(visit::WentBack{});
    REQUIRE(stage.state() == "ReadingStatus");
    CHECK(visit::has_unsaved(stage.visit().state));
    stage.after(visit::SupplementWanted{}).after(visit::PapersFinished{});
    CHECK(stage.as<visit::ReviewingSupplement>().filing.draft.papers.front().pages.size() == 1);
}

TEST_CASE("a supplement is written down once, its slip says what was added, and the portal's answer is shown") {
    auto stage = sending();
    const auto* effect = stage.effect<visit::RecordSupplement>();
    REQUIRE(effect != nullptr);
    CHECK(effect->press == press(5));
    CHECK(effect->filing.supplement->reading.digits == Personal("0123"));
    stage.after(visit::SupplementRecorded{press(5), stage.clock().wall()});
    CHECK(stage.state() == "SendingSupplement");
    CHECK(stage.as<visit::SendingSupplement>().filing.draft.papers.empty());
    SECTION("taken") {
        stage.after(visit::SupplementTaken{press(5)});
        const auto& holding = stage.as<visit::HoldingSupplement>();
        REQUIRE(holding.note.papers.size() == 1);
        CHECK(holding.note.papers[0].pages == 1);
        CHECK(holding.note.answer == Answer::taken);
        REQUIRE(stage.effect<visit::PrintSupplement>() != nullptr);
        stage.after(visit::SupplementPrinted{press(5)}).after(visit::WentBack{});
        CHECK(sent(stage).answer == Answer::taken);
        CHECK(stage.as<visit::ReadingStatus>().view.status == Status::processing);
    }
    SECTION("refused: nothing was added, and it may be tried again") {
        stage.after(visit::SupplementRefused{press(5), "Hồ sơ không chờ bổ sung"});
        CHECK(sent(stage).words == "Hồ sơ không chờ bổ sung");
        CHECK(dossier::may_be_supplemented(stage.as<visit::ReadingStatus>().view));
        CHECK(stage.effect<visit::PrintSupplement>() == nullptr);
    }
    SECTION("no answer in time: it is on its way") {
        stage.pass(7s);
        CHECK(stage.as<visit::HoldingSupplement>().note.answer == Answer::on_its_way);
        stage.after(visit::SupplementNotPrinted{press(5), Code::no_paper}).after(visit::WentBack{});
        CHECK(sent(stage).answer == Answer::on_its_way);
        stage.after(visit::SupplementTaken{press(5)});
        CHECK(sent(stage).answer == Answer::taken);
    }
}

TEST_CASE("a supplement that could not be written down loses no page, and trying again sends it once") {
    auto stage = sending();
    stage.after(visit::SupplementNotRecorded{press(5), Code::disk_full});
    const auto& review = stage.as<visit::ReviewingSupplement>();
    CHECK(review.problem == Code::disk_full);
    CHECK(review.filing.draft.papers.front().pages.size() == 1);
    stage.after(visit::SupplementConfirmed{press(6)});
    CHECK(stage.as<visit::SendingSupplement>().press == press(5));
}

TEST_CASE("looked up again, online or offline, a dossier tells what became of its supplement") {
    SeededIds ids(5);
    ManualClock clock(parse_iso_time("2026-11-23T09:00:00+07:00").value());
    auto store = store::Store::open_in_memory(public_data().settings, ids).value();
    queue::TicketOffice queue(store->database(), clock, public_data().settings);
    app::StoreDesk desk(*store, queue, public_data(), clock, ids);
    const auto look_up = [&](const Result<dossier::StatusView>& answer) {
        auto inquiry = desk.begin_inquiry({ids.make(clock.wall()), asked_for_papers().code, Personal("0123"), {}});
        REQUIRE(inquiry);
        const auto event = desk.end_inquiry(*inquiry, answer);
        REQUIRE(std::holds_alternative<visit::StatusFound>(event));
        return std::get<visit::StatusFound>(event).view;
    };
    auto at_portal = asked_for_papers();
    at_portal.from_portal = true;
    at_portal.as_of = clock.wall();
    at_portal.steps.front().at = clock.wall() + -1h;
    const Result<dossier::StatusView> no_line = fail(Code::unreachable, "no line");
    CHECK_FALSE(look_up(at_portal).supplement);

    auto stage = sending();
    const auto event = desk.record(*stage.effect<visit::RecordSupplement>());
    REQUIRE(std::holds_alternative<visit::SupplementRecorded>(event));
    for (const auto& view : {look_up(at_portal), look_up(no_line)}) {
        REQUIRE(view.supplement);
        CHECK(view.supplement->answer == Answer::on_its_way);
        CHECK_FALSE(dossier::may_be_supplemented(view));
    }
    // The page first, then the letter that names it.
    auto& outbox = store->outbox();
    auto first = outbox.next_due(clock.wall());
    REQUIRE((first && *first));
    CHECK((*first)->kind == store::Outbox::Kind::file);
    REQUIRE(outbox.mark_in_flight((*first)->id, clock.wall()));
    CHECK_FALSE(outbox.next_due(clock.wall())->has_value());
    REQUIRE(outbox.delivered((*first)->id, "remote-1", clock.wall()));
    auto second = outbox.next_due(clock.wall());
    REQUIRE((second && *second));
    CHECK((*second)->id == press(5));
    REQUIRE((*second)->files.size() == 1);
    CHECK((*second)->files[0].remote_id == "remote-1");
    const auto letter = dossier::read_letter((*second)->body.reveal());
    REQUIRE(letter);
    CHECK(letter->supplement.papers.at(0).name == dossier::other_paper_name);
    REQUIRE(outbox.mark_in_flight(press(5), clock.wall()));
    SECTION("taken: the last known state follows, the page is erased, and a new request asks anew") {
        REQUIRE(outbox.delivered(press(5), "", clock.wall()));
        CHECK(look_up(no_line).status == Status::processing);
        auto left = store->database().query("SELECT count(*) FROM letter_page WHERE bytes IS NOT NULL");
        REQUIRE(left);
        REQUIRE(*left->step());
        CHECK(left->integer(0) == 0);
        at_portal.steps.push_back({Status::supplement_asked, clock.wall() + 1h, "Thiếu nữa"});
        CHECK_FALSE(look_up(at_portal).supplement);
    }
    SECTION("refused: the words stay, staff can read them, and papers may be added again") {
        REQUIRE(outbox.refuse(press(5), "Không nhận", clock.wall()));
        const auto view = look_up(no_line);
        REQUIRE(view.supplement);
        CHECK(view.supplement->words == "Không nhận");
        CHECK(dossier::may_be_supplemented(view));
        CHECK(store->letters().refused()->at(0).refusal == "Không nhận");
    }
}
