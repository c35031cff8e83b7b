#include "kiosk/app/store_desk.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;

namespace {

struct Kiosk {
    SeededIds ids{5};
    ManualClock clock{parse_iso_time("2026-11-23T09:00:00+07:00").value()};
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(public_data().settings, ids).value();
    queue::TicketOffice queue{store->database(), clock, public_data().settings};
    app::StoreDesk desk{*store, queue, public_data(), clock, ids};

    /// What look-up answers without a question to the portal; an Inquiry would be one.
    visit::Event look_up(std::string code, std::string_view digits) {
        auto inquiry = desk.begin_inquiry({press(9), std::move(code), Personal(digits), {}});
        if (!inquiry) return inquiry.error();
        return desk.end_inquiry(*inquiry, fail(Code::not_found, "no such dossier"));
    }
};

visit::Filing half_way() {
    auto out = filing();
    auto scanned = page(7);
    scanned.bytes = std::make_shared<const dossier::PageBytes>("a picture", "image/png");
    auto preview = std::make_shared<dossier::Preview>();
    preview->width_px = preview->height_px = 1;
    preview->rgba = {1, 2, 3, 4};
    scanned.preview = std::move(preview);
    out.draft.paper(component()).pages.push_back(std::move(scanned));
    return out;
}

Stage at_papers() {
    visit::Visit start;
    start.state = visit::CollectingPapers{half_way(), {}, false};
    return Stage(std::move(start));
}

visit::DraftKept keep(Kiosk& kiosk, const visit::Filing& filing, int number = 1) {
    const auto event = kiosk.desk.keep({press(number), filing, {dossier::DraftPlace::Part::form, 0}});
    REQUIRE(std::holds_alternative<visit::DraftKept>(event));
    return std::get<visit::DraftKept>(event);
}

visit::LookupProblem problem_of(const visit::Event& event) {
    REQUIRE(std::holds_alternative<visit::StatusNotFound>(event));
    return std::get<visit::StatusNotFound>(event).problem;
}

int rows_of(Kiosk& kiosk, std::string_view table) {
    auto rows = kiosk.store->database().query("SELECT count(*) FROM " + std::string(table));
    REQUIRE(rows);
    REQUIRE(*rows->step());
    return static_cast<int>(rows->integer(0));
}

}  // namespace

TEST_CASE("a submission can be kept from the form on, once a number is known that would open it again") {
    CHECK(visit::place_to_keep(visit::CollectingPapers{half_way(), {}, false}));
    CHECK(visit::place_to_keep(visit::LeavingPhone{half_way(), {}}));
    CHECK_FALSE(visit::place_to_keep(visit::ChoosingApplicant{half_way()}));
    CHECK_FALSE(visit::place_to_keep(visit::CollectingPapers{supplement_filing(), {}, false}));
    auto unknown = half_way();
    unknown.draft.submitter.number = Personal();
    CHECK_FALSE(visit::place_to_keep(visit::CollectingPapers{unknown, {}, false}));
}

TEST_CASE("whoever does not keep it is back on the page, and whoever ends is offered to keep it") {
    auto stage = at_papers();
    stage.after(visit::KeepingWanted{}).after(visit::WentBack{});
    CHECK(stage.as<visit::CollectingPapers>().filing.draft == half_way().draft);
    stage.after(visit::Ended{}).after(visit::KeepingWanted{});
    CHECK(stage.state() == "OfferingToKeep");
}

TEST_CASE("a draft that could not be kept loses nothing, and trying again keeps it once") {
    auto stage = at_papers();
    stage.after(visit::KeepingWanted{}).after(visit::KeepingConfirmed{press(5)});
    REQUIRE(stage.effect<visit::KeepDraft>() != nullptr);
    stage.after(visit::DraftNotKept{press(5), Code::disk_full});
    CHECK(stage.as<visit::OfferingToKeep>().problem == Code::disk_full);
    stage.after(visit::KeepingConfirmed{press(6)});
    CHECK(stage.as<visit::KeepingDraft>().press == press(5));
    stage.after(visit::DraftKept{press(5), "7KQ2M0XD", WallTime{}});
    CHECK(stage.as<visit::HoldingDraft>().visit_code == "7KQ2M0XD");
    CHECK(stage.effect<visit::PrintDraftSlip>() != nullptr);
    stage.after(visit::DraftSlipPrinted{press(5)}).pass(26s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("four digits and the slip's code open a kept draft where it was left, with its pages") {
    Kiosk kiosk;
    const auto kept = keep(kiosk, half_way());
    const auto event = kiosk.look_up(dossier::shown_visit_code(kept.visit_code), "0123");
    REQUIRE(std::holds_alternative<visit::DraftFound>(event));
    visit::Visit start;
    start.state = visit::AskingStatus{kept.visit_code, press(9), Monotonic{} + 12s, {}, Personal("0123")};
    Stage stage(std::move(start));
    stage.after(event);
    REQUIRE(stage.state() == "ContinuingDraft");
    CHECK_FALSE(stage.as<visit::ContinuingDraft>().changes.changed());
    stage.after(visit::DraftContinued{});
    const auto& filing = stage.as<visit::FillingForm>().filing;
    const auto& page = filing.draft.papers.front().pages.front();
    auto left = half_way().draft;
    left.answers = filing.draft.answers;  // the page of the form answers by itself what the person's card says
    CHECK(filing.draft == left);
    CHECK(page.bytes->bytes() == "a picture");
    CHECK(page.preview->rgba == half_way().draft.papers.front().pages.front().preview->rgba);
    // Kept again it has the same code; handed in it is over, in the same moment.
    CHECK(keep(kiosk, filing, 2).visit_code == kept.visit_code);
    CHECK(rows_of(kiosk, "kept_page") == 1);
    const auto recorded = kiosk.desk.record(visit::RecordDossier{press(6), filing, dossier::Outcome::prepared, false});
    REQUIRE(std::holds_alternative<visit::DossierRecorded>(recorded));
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "0123")) == visit::LookupProblem::draft_ended);
    CHECK(rows_of(kiosk, "kept_page") == 0);
    CHECK(*kiosk.store->kept_drafts().count() == 0);
}

TEST_CASE("wrong digits do not open a draft, and five of them lock it") {
    Kiosk kiosk;
    const auto kept = keep(kiosk, half_way());
    for (int i = 0; i < 4; ++i)
        CHECK(problem_of(kiosk.look_up(kept.visit_code, "9999")) == visit::LookupProblem::wrong_digits);
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "9999")) == visit::LookupProblem::too_many_tries);
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "0123")) == visit::LookupProblem::too_many_tries);
}

TEST_CASE("a kept draft is erased when its days are over, and whoever comes with its slip is told") {
    Kiosk kiosk;
    const auto kept = keep(kiosk, half_way());
    kiosk.clock.advance(24h * public_data().settings.drafts.keep_days - 1min);
    kiosk.desk.tidy();
    CHECK(*kiosk.store->kept_drafts().count() == 1);
    kiosk.clock.advance(2min);
    kiosk.desk.tidy();
    CHECK(*kiosk.store->kept_drafts().count() == 0);
    CHECK(rows_of(kiosk, "kept_page") == 0);
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "0123")) == visit::LookupProblem::draft_expired);
    kiosk.clock.advance(24h * public_data().settings.drafts.keep_days);
    kiosk.desk.tidy();
    CHECK(rows_of(kiosk, "kept_draft") == 0);
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "0123")) == visit::LookupProblem::not_found);
}

TEST_CASE("«Xóa hồ sơ soạn dở» asks once more, then nothing of it is left") {
    Kiosk kiosk;
    const auto kept = keep(kiosk, half_way());
    const auto id = kiosk.store->kept_drafts().find(kept.visit_code)->value().id;
    visit::Visit start;
    start.state = visit::ContinuingDraft{kept_draft(), &submittable(), {}, false, std::nullopt};
    Stage stage(std::move(start));
    stage.after(visit::DraftRemovalConfirmed{press(5)});
    CHECK(stage.state() == "ContinuingDraft");
    stage.after(visit::DraftRemovalWanted{}).after(visit::DraftRemovalConfirmed{press(5)});
    REQUIRE(stage.effect<visit::RemoveDraft>() != nullptr);
    const auto event = kiosk.desk.remove({press(5), id});
    stage.after(event);
    CHECK(stage.state() == "ChoosingJourney");
    CHECK(rows_of(kiosk, "kept_page") == 0);
    CHECK(problem_of(kiosk.look_up(kept.visit_code, "0123")) == visit::LookupProblem::draft_ended);
}

TEST_CASE("when the procedure changed meanwhile, what still fits is kept and the person is told the rest") {
    auto draft = kept_draft();
    draft.draft.paper("a_paper_of_yesterday").bring_original = true;
    draft.draft.set_answer("a_question_of_yesterday", Personal("x"), dossier::AnswerOrigin::typed);
    visit::Visit start;
    start.state = visit::AskingStatus{"7KQ2-M0XD", press(9), Monotonic{} + 12s, {}, Personal("0123")};
    Stage stage(std::move(start));
    stage.after(visit::DraftFound{press(9), draft});
    const auto& found = stage.as<visit::ContinuingDraft>();
    CHECK(found.changes.lost_answers == 1);
    CHECK(found.changes.lost_papers == std::vector<std::string>{"a_paper_of_yesterday"});
    CHECK(found.kept.draft.find_paper(component())->pages.size() == 1);
    auto gone = kept_draft();
    gone.draft.procedure = "9.999999";
    start.state = visit::AskingStatus{"7KQ2-M0XD", press(9), Monotonic{} + 12s, {}, Personal("0123")};
    Stage other(std::move(start));
    other.after(visit::DraftFound{press(9), gone}).after(visit::DraftContinued{});
    CHECK(other.state() == "ContinuingDraft");
}

TEST_CASE("another procedure keeps the person and the pages of this visit, each looked at; home and the end forget them") {
    visit::Visit start;
    start.state = visit::Recording{half_way(),   press(1),     dossier::Outcome::submitted_online,
                                   std::nullopt, std::nullopt, Monotonic{} + 15s};
    Stage stage(std::move(start));
    stage.after(visit::DossierRecorded{confirmation(), std::nullopt}).after(visit::DossierDelivered{press(1), "x"});
    stage.after(visit::ConfirmationPrinted{press(1)}).after(visit::AnotherProcedureWanted{});
    REQUIRE(stage.state() == "ChoosingField");
    stage.after(visit::FieldChosen{submittable().field}).after(visit::ProcedureChosen{submittable().code});
    stage.after(visit::SubmissionChosen{}).after(visit::NoticeAccepted{});
    stage.after(visit::ApplicantChosen{dossier::ApplicantKind::self});
    REQUIRE(stage.state() == "ConfirmingPerson");
    CHECK(stage.as<visit::ConfirmingPerson>().filing.draft.submitter == somebody());

    SECTION("a page serves again after it was looked at, under an id of its own") {
        auto filing = stage.as<visit::ConfirmingPerson>().filing;
        stage.visit().state = visit::CollectingPapers{filing, {}, false};
        stage.after(visit::PaperReused{component(), {press(40)}});
        REQUIRE(stage.state() == "CollectingPapers");  // the catalogue does not say that it may
        auto reusable = submittable();
        for (auto& paper : reusable.components) paper.reusable = true;
        filing.procedure = &reusable;
        stage.visit().state = visit::CollectingPapers{filing, {}, false};
        stage.after(visit::PaperReused{component(), {press(40)}});
        const auto& viewing = stage.as<visit::ViewingPage>();
        CHECK(viewing.fresh);
        CHECK(viewing.more.empty());
        stage.after(visit::PageKept{});
        CHECK(stage.as<visit::CollectingPapers>().filing.draft.find_paper(component())->pages.front().id == press(40));
        stage.visit().state = visit::Attracting{};  // nothing points at the copy any more
    }
    SECTION("somebody else at the screen says so") {
        stage.after(visit::PersonRejected{});
        CHECK(stage.as<visit::PresentingCard>().filing.draft.submitter == dossier::Person{});
    }
    SECTION("the end") {
        stage.after(visit::Ended{}).after(visit::EndConfirmed{});
        CHECK(stage.visit().earlier == nullptr);
    }
    SECTION("home") {
        stage.visit().state = visit::ChoosingField{};
        stage.after(visit::WentBack{});
        REQUIRE(stage.state() == "ChoosingJourney");
        CHECK(stage.visit().earlier == nullptr);
    }
}
