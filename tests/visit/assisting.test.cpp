// An officer helps within somebody's visit: how it begins and ends, what it allows, and that the visit stays the citizen's.

#include "kiosk/visit/limits.hpp"
#include "kiosk/visit/transitions.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using dossier::IdentifiedBy;
using visit::StaffNote;

namespace {

Stage helped(visit::State state) {
    visit::Visit start;
    start.state = std::move(state);
    start.quiet_until = Monotonic{} + visit::limits::assisted;
    start.assistance =
        visit::Assistance{staff_token(), Monotonic{} + visit::limits::assistance, Monotonic{} + visit::limits::vouching};
    return Stage(std::move(start));
}

visit::CollectingPapers papers() {
    auto with_page = filing();
    with_page.draft.paper(component()).pages.push_back(page(7));
    return {with_page, {}, false};
}

std::vector<StaffNote> notes_of(const visit::Step& step) {
    std::vector<StaffNote> out;
    for (const auto& effect : step.effects) {
        if (const auto* note = std::get_if<visit::NoteStaff>(&effect)) out.push_back(note->note);
    }
    return out;
}

visit::Step step_of(Stage& stage, const visit::Event& event) {
    return visit::step(stage.visit(), event,
                       {stage.clock().monotonic(), stage.clock().wall(), public_data().settings, *public_data().catalogue});
}

Stage& sign_in(Stage& stage) {
    for (const char digit : std::string("258036")) stage.after(visit::PinDigitTyped{digit, press(50)});
    return stage.after(visit::PinAccepted{press(50)});
}

}  // namespace

TEST_CASE("an officer who was called signs in within the visit, and the draft goes on where it was") {
    visit::Visit start;
    start.state = papers();
    Stage stage(std::move(start));
    stage.after(visit::HelpCalled{press(2)}).after(visit::StaffTokenRead{staff_token(), press(3)});
    REQUIRE(stage.state() == "SigningIn");
    CHECK(visit::has_unsaved(stage.visit().state));
    CHECK_FALSE(stage.visit().assistance);
    sign_in(stage);
    CHECK(stage.as<visit::CollectingPapers>().filing.draft == papers().filing.draft);
    REQUIRE(stage.visit().assistance);
    CHECK(stage.visit().assistance->staff == staff_token());
    CHECK(stage.effect<visit::NoteStaff>()->note == StaffNote::assistance_begun);
}

TEST_CASE("a wrong PIN, or none, leaves the visit as it was and nobody's help in it") {
    visit::Visit start;
    start.state = papers();
    Stage stage(std::move(start));
    stage.after(visit::HelpCalled{press(2)}).after(visit::StaffTokenRead{staff_token(), press(3)});
    for (const char digit : std::string("111119")) stage.after(visit::PinDigitTyped{digit, press(50)});
    stage.after(visit::PinRefused{press(50), visit::PinProblem::wrong, 4, {}});
    CHECK(stage.as<visit::SigningIn>().pin.problem == visit::PinProblem::wrong);
    stage.after(visit::PinAccepted{press(51)});  // of another question
    CHECK(stage.state() == "SigningIn");
    stage.after(visit::WentBack{});
    CHECK(stage.state() == "CollectingPapers");
    CHECK_FALSE(stage.visit().assistance);
}

TEST_CASE("a page that is captured while the officer signs in is not lost") {
    visit::Visit start;
    start.state =
        visit::SigningIn{std::make_shared<const visit::State>(visit::CapturingPage{
                             filing(), component(), dossier::PageSource::scanner, press(1), {}, {}, Monotonic{1h}}),
                         visit::EnteringPin{staff_token(), "5730918264"}};
    Stage stage(std::move(start));
    stage.after(visit::PageCaptured{press(1), page(8)});
    CHECK(stage.state() == "SigningIn");
    stage.after(visit::WentBack{});
    CHECK(stage.state() == "ViewingPage");
}

TEST_CASE("the officer confirms who somebody is; alone, nobody can") {
    visit::TypingPerson typing{filing(), visit::Role::submitter, {}};
    typing.filing.draft.identified_by = IdentifiedBy::other_paper;
    const auto identified = [](Stage& stage) {
        return std::visit(
            [](const auto& s) {
                if constexpr (requires { s.filing; }) return s.filing.draft.identified_by;
                else return IdentifiedBy::nothing;
            },
            stage.visit().state);
    };
    visit::Visit alone;
    alone.state = typing;
    Stage citizen(std::move(alone));
    CHECK(citizen.after(visit::IdentityConfirmed{press(60)}).state() == "TypingPerson");
    CHECK(identified(citizen) == IdentifiedBy::other_paper);

    auto stage = helped(typing);
    stage.after(visit::IdentityConfirmed{press(60)});
    CHECK(stage.state() != "TypingPerson");
    CHECK(identified(stage) == IdentifiedBy::officer);
    CHECK(stage.effect<visit::NoteStaff>()->note == StaffNote::identity_confirmed);

    SECTION("who comes for somebody else is confirmed before the other one is typed, and that is noted") {
        auto for_another = typing;
        for_another.filing.draft.applicant = catalogue::ApplicantKind::relative;
        for_another.filing.draft.holder = {};
        auto asked = helped(for_another);
        asked.after(visit::IdentityConfirmed{press(60)});
        CHECK(asked.as<visit::TypingPerson>().role == visit::Role::holder);
        CHECK(asked.effect<visit::NoteStaff>()->note == StaffNote::identity_confirmed);
    }
    SECTION("a card is unsigned: the officer may confirm whom it names") {
        auto card = helped(visit::ConfirmingPerson{filing(), false});
        CHECK(identified(card.after(visit::IdentityConfirmed{press(60)})) == IdentifiedBy::officer);
    }
    SECTION("some minutes after the sign-in it is the PIN that says so, once") {
        auto later = helped(typing);
        later.pass(visit::limits::vouching);
        CHECK(notes_of(step_of(later, visit::IdentityConfirmed{press(60)})).empty());
        REQUIRE(later.after(visit::IdentityConfirmed{press(60)}).state() == "SigningIn");
        later.after(visit::WentBack{});
        CHECK(identified(later) == IdentifiedBy::other_paper);
        sign_in(later.after(visit::IdentityConfirmed{press(61)}));
        CHECK(later.state() == "TypingPerson");
        CHECK(notes_of(step_of(later, visit::IdentityConfirmed{press(62)})) == std::vector{StaffNote::identity_confirmed});
        CHECK(identified(later.after(visit::IdentityConfirmed{press(62)})) == IdentifiedBy::officer);
    }
    SECTION("something is wanting: nothing is confirmed") {
        auto nameless = typing;
        nameless.filing.draft.submitter.name = {};
        auto asked = helped(nameless);
        CHECK(asked.after(visit::IdentityConfirmed{press(60)}).state() == "TypingPerson");
        CHECK(identified(asked) == IdentifiedBy::other_paper);
    }
    SECTION("another name is somebody else") {
        auto back = typing;
        back.filing.draft.identified_by = IdentifiedBy::officer;
        auto changed = helped(back);
        changed.after(visit::ParticularTyped{dossier::PersonField::name, Personal("Trần Văn Mẫu")});
        CHECK(identified(changed) == IdentifiedBy::other_paper);
    }
}

TEST_CASE("what is answered while an officer helps is recorded as the staff's, and what is typed alone as typed") {
    const auto* form = public_data().catalogue->form(submittable().form);
    REQUIRE(form != nullptr);
    const auto origin_of = [&](Stage stage) {
        stage.after(visit::AnswerTyped{"x", Personal("y")});
        const auto& answers = stage.as<visit::FillingForm>().filing.draft.answers;
        const auto found = std::ranges::find(answers, "x", &dossier::Answer::key);
        REQUIRE(found != answers.end());
        return found->origin;
    };
    const visit::FillingForm page{filing(), form, 0, {}, false};
    CHECK(origin_of(helped(page)) == dossier::AnswerOrigin::staff);
    visit::Visit alone;
    alone.state = page;
    CHECK(origin_of(Stage(std::move(alone))) == dossier::AnswerOrigin::typed);
}

TEST_CASE("the help ends with one touch, by itself, or with the visit, and is written down each time") {
    auto stage = helped(papers());
    SECTION("one touch") {
        CHECK(notes_of(step_of(stage, visit::AssistanceEnded{})) == std::vector{StaffNote::assistance_ended});
        stage.after(visit::AssistanceEnded{});
        CHECK(stage.state() == "CollectingPapers");
        CHECK_FALSE(stage.visit().assistance);
    }
    SECTION("by itself, the citizen still at work") {
        for (int minute = 0; minute < 21; ++minute) stage.pass(1min).after(visit::Touched{});
        CHECK(stage.state() == "CollectingPapers");
        CHECK_FALSE(stage.visit().assistance);
    }
    SECTION("with the visit") {
        stage.after(visit::Ended{}).after(visit::EndConfirmed{});
        CHECK(stage.state() == "Attracting");
        CHECK_FALSE(stage.visit().assistance);
        CHECK(stage.effect<visit::NoteStaff>()->note == StaffNote::assistance_ended);
    }
    SECTION("nobody is there") {
        stage.pass(visit::limits::assisted - 1s);
        CHECK(stage.state() == "CollectingPapers");
        stage.pass(2s);
        CHECK(stage.state() == "AskingIfPresent");
        stage.pass(visit::limits::answering_if_present);
        CHECK(stage.state() == "Attracting");
        CHECK_FALSE(stage.visit().assistance);
    }
}

TEST_CASE("a draft that an officer had confirmed is nobody's word when it is gone on with another day") {
    auto kept = kept_draft();
    kept.draft.identified_by = IdentifiedBy::officer;
    visit::Visit start;
    start.state = visit::ContinuingDraft{kept, &submittable(), {}, false, std::nullopt};
    Stage stage(std::move(start));
    stage.after(visit::DraftContinued{});
    CHECK(stage.as<visit::CollectingPapers>().filing.draft.identified_by == IdentifiedBy::other_paper);
}

TEST_CASE("an officer's word is for one dossier: another procedure begins without it, and without the help") {
    auto stage = helped(visit::HoldingConfirmation{});
    visit::Filing fresh = filing();
    fresh.draft.identified_by = IdentifiedBy::nothing;
    fresh.draft.submitter = {};
    visit::Earlier earlier;
    earlier.identified_by = IdentifiedBy::officer;
    earlier.submitter = filing().draft.submitter;
    CHECK(visit::with_earlier_person(fresh, &earlier).draft.identified_by == IdentifiedBy::other_paper);
    stage.after(visit::AnotherProcedureWanted{});
    CHECK_FALSE(stage.visit().assistance);
}

TEST_CASE("a dossier that an officer helped with is noted once it is on the disk, not when the disk has no room") {
    auto stage =
        helped(visit::Recording{filing(), press(1), dossier::Outcome::prepared, std::nullopt, std::nullopt, Monotonic{1h}});
    auto full = step_of(stage, visit::DossierNotRecorded{press(1), Code::disk_full});
    CHECK(notes_of(full).empty());
    auto done = confirmation();
    done.id = press(1);
    const auto recorded = step_of(stage, visit::DossierRecorded{done, std::nullopt});
    CHECK(notes_of(recorded) == std::vector{StaffNote::assisted_dossier_handed_in});
}
