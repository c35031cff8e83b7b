#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/ui/sample.hpp"
#include "ui/gallery.hpp"
#include "ui/memory.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"
#include "ui/typed_date.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

/// A citizen before the glass: every touch goes through the real pages and the real visit.
class Citizen {
public:
    explicit Citizen(std::string_view where) : visit(sample(where)) { look(); }

    /// Everything said by one touch.
    std::vector<visit::Event> touch(std::string id) {
        std::vector<visit::Event> said;
        draw(std::move(id), &said);
        for (const auto& event : said) step(event);
        look();
        return said;
    }
    void step(const visit::Event& event) {
        const auto& data = test::public_data();
        visit = visit::step(visit, event, {Monotonic{}, morning, data.settings, *data.catalogue}).visit;
    }
    void look() { draw({}, nullptr); }
    template <class State>
    [[nodiscard]] bool is() const {
        return std::holds_alternative<State>(visit.state);
    }
    template <class State>
    [[nodiscard]] const State& at() const {
        REQUIRE(is<State>());
        return std::get<State>(visit.state);
    }
    [[nodiscard]] const Action* action(std::string_view id) const {
        const auto found = std::ranges::find(page.actions, id, &Action::id);
        return found == page.actions.end() ? nullptr : &*found;
    }

    visit::Visit visit;
    Page page;

private:
    void draw(std::string id, std::vector<visit::Event>* said) {
        const auto shown = visit;  // what is emitted changes the visit only after the page is made
        const auto take = [&](visit::Event event) {
            if (said != nullptr) said->push_back(std::move(event));
        };
        const auto ctx = context(shown, take, {}, [this] { return ids_.make(morning); });
        Frame frame(std::move(id), true, memory_);
        host_.draw(frame, ctx);
        page = frame.take();
    }

    SeededIds ids_{7};
    PageMemory memory_;
    ScreenHost host_;
};

Key digit(std::string text) { return {Key::Kind::text, std::move(text)}; }

}  // namespace

TEST_CASE("who does not agree to the notice gets a number, and nothing was read") {
    Citizen citizen("reading_notice");
    citizen.touch("notice.refuse");
    CHECK((citizen.is<visit::ConfirmingTicket>() || citizen.is<visit::TicketsClosed>()));
    CHECK_FALSE(visit::is_personal(citizen.visit.state));
}

TEST_CASE("only the kinds of applicant that the procedure allows can be chosen") {
    Citizen birth("choosing_applicant_two_kinds");
    const auto& kinds = birth.at<visit::ChoosingApplicant>().filing.procedure->applicants;
    REQUIRE(std::ranges::find(kinds, catalogue::ApplicantKind::self) == kinds.end());
    CHECK(birth.touch("applicant.self").empty());
    birth.touch("applicant.relative");
    CHECK(birth.is<visit::PresentingCard>());
}

TEST_CASE("a citizen without a card can type, and can call an officer without losing the page") {
    Citizen citizen("presenting_card");
    citizen.touch("card.officer");
    CHECK(citizen.is<visit::CallingStaff>());
    citizen.step(visit::Stayed{});
    REQUIRE(citizen.is<visit::PresentingCard>());
    citizen.touch("card.other_paper");
    CHECK(citizen.is<visit::TypingPerson>());
}

TEST_CASE("somebody else's card is put aside and nothing of it stays") {
    Citizen citizen("confirming_person");
    citizen.touch("person.reject");
    CHECK(citizen.at<visit::PresentingCard>().filing.draft.submitter == dossier::Person{});
}

TEST_CASE("every key typed about a person is in the visit at once, in the field that was touched") {
    Citizen citizen("typing_person");
    for (const char* key : {"key.n", "key.g", "key.ư", "key.nga"}) citizen.touch(key);
    CHECK(citizen.at<visit::TypingPerson>().filing.draft.submitter.name.reveal() == "Ngữ");
    citizen.touch("person.number");
    citizen.touch("key.0");
    citizen.touch("key.5");
    CHECK(citizen.at<visit::TypingPerson>().filing.draft.submitter.number.reveal() == "05");
    citizen.touch("person.next");
    CHECK_FALSE(citizen.at<visit::TypingPerson>().problems.empty());
}

TEST_CASE("a form page that lacks answers says so and stays; the keyboard is where the first one is typed") {
    Citizen citizen("filling_form_1");
    auto& filling = std::get<visit::FillingForm>(citizen.visit.state);
    filling.filing.draft.answers.clear();
    citizen.touch("form.next");
    CHECK_FALSE(citizen.at<visit::FillingForm>().problems.empty());
    CHECK(citizen.page.keyboard.has_value());
}

TEST_CASE("an option that was touched is the answer") {
    Citizen citizen("filling_form_1");
    const auto& form = *citizen.at<visit::FillingForm>().form;
    const auto& questions = form.pages[0].questions;
    const auto choice = std::ranges::find(questions, catalogue::QuestionKind::radio, &catalogue::Question::kind);
    REQUIRE(choice != questions.end());
    citizen.touch("form." + choice->key + "." + choice->options.back().value);
    const auto* answer = citizen.at<visit::FillingForm>().filing.draft.answer(choice->key);
    REQUIRE(answer != nullptr);
    CHECK(answer->reveal() == choice->options.back().value);
}

TEST_CASE("several options are chosen and taken back one by one") {
    Citizen citizen("filling_form_boxes");
    const auto answer = [&] {
        return std::string(citizen.at<visit::FillingForm>().filing.draft.answer("dieuKien")->reveal());
    };
    citizen.touch("form.dieuKien.cung_den");
    CHECK(answer() == "tu_nguyen\nkhong_vi_pham\ncung_den");
    citizen.touch("form.dieuKien.tu_nguyen");
    CHECK(answer() == "khong_vi_pham\ncung_den");
}

TEST_CASE("a day is typed box by box, and what is not known stays empty") {
    Citizen citizen("filling_form_day");
    const auto answer = [&] {
        const auto* kept = citizen.at<visit::FillingForm>().filing.draft.answer("ngaySinhNguoiMat");
        return std::string(kept->reveal());
    };
    citizen.touch("form.ngaySinhNguoiMat.day");
    for (const char* key : {"key.0", "key.5", "key.1", "key.2"}) citizen.touch(key);  // goes on to the month by itself
    CHECK(answer() == "05/12/1941");
    citizen.touch("form.ngaySinhNguoiMat.month");
    for (const char* key : {"key.backspace", "key.backspace"}) citizen.touch(key);
    CHECK(answer() == "05/00/1941");
    citizen.touch("key.done");
    for (int i = 0; i < 4; ++i) citizen.touch("key.backspace");
    for (const char* key : {"key.1", "key.9", "key.5", "key.0", "key.7"}) citizen.touch(key);
    CHECK(answer() == "05/00/1950");
}

TEST_CASE("a person of the household is added, filled in, mended and deleted after a question") {
    Citizen citizen("filling_form_no_rows");
    const auto count = [&] {
        const auto& form = citizen.at<visit::FillingForm>();
        return dossier::row_count(*form.form->question("nguoiCung"), form.filing.draft);
    };
    citizen.touch("form.nguoiCung.add");
    REQUIRE(citizen.at<visit::FillingForm>().row.has_value());
    citizen.touch("back");  // nothing typed: nothing stays
    CHECK(count() == 0);
    citizen.touch("form.nguoiCung.add");
    for (const char* key : {"key.n", "key.g", "key.ư", "key.nga"}) citizen.touch(key);
    citizen.touch("form.next");
    CHECK_FALSE(citizen.at<visit::FillingForm>().problems.empty());
    CHECK(citizen.at<visit::FillingForm>().row.has_value());
    citizen.touch("back");
    CHECK(count() == 1);
    citizen.touch("form.next");
    CHECK_FALSE(citizen.at<visit::FillingForm>().problems.empty());
    citizen.touch("form.nguoiCung[0]");
    REQUIRE(citizen.at<visit::FillingForm>().row.has_value());
    CHECK_FALSE(citizen.at<visit::FillingForm>().problems.empty());  // what the page found in it
    citizen.touch("form.nguoiCung[0].quanHeNguoi.khac");
    CHECK(citizen.touch("form.nguoiCung[0].quanHeKhac").empty());  // now asked, and the keyboard goes there
    CHECK(citizen.page.keyboard.has_value());
    citizen.touch("form.row.remove");
    citizen.touch("form.row.keep");
    CHECK(count() == 1);
    citizen.touch("form.row.remove");
    citizen.touch("form.row.really");
    CHECK(count() == 0);
    CHECK_FALSE(citizen.at<visit::FillingForm>().row.has_value());
}

TEST_CASE("a question appears when another is answered so") {
    Citizen citizen("filling_form_condition");
    const auto shown = [&] {
        const auto& form = citizen.at<visit::FillingForm>();
        return dossier::visible_questions(*form.form, form.page, form.filing.draft).size();
    };
    const auto before = shown();
    citizen.touch("form.tinhTrang.chua");
    CHECK(shown() < before);
}

TEST_CASE("without scanner and camera originals can be promised, and nothing else is offered") {
    Citizen citizen("collecting_papers_no_device");
    const auto& filing = citizen.at<visit::CollectingPapers>().filing;
    const auto missing = dossier::missing_components(*filing.procedure, filing.draft);
    REQUIRE_FALSE(missing.empty());
    citizen.touch("papers.next");
    CHECK(citizen.at<visit::CollectingPapers>().missing == missing);
    for (const auto& component : missing) citizen.touch("paper." + component + ".bring");
    citizen.touch("papers.next");
    CHECK(citizen.is<visit::LeavingPhone>());
}

TEST_CASE("a page can be opened, taken again and deleted") {
    Citizen citizen("collecting_papers_full");
    const auto component = citizen.at<visit::CollectingPapers>().filing.draft.papers.front().component;
    citizen.touch("paper." + component + ".page.2");
    CHECK(citizen.at<visit::ViewingPage>().index == 1);
    citizen.touch("page.delete");
    CHECK(citizen.at<visit::CollectingPapers>().filing.draft.find_paper(component)->pages.size() == 1);
    citizen.touch("paper." + component + ".page.1");
    citizen.touch("page.retake");
    CHECK(citizen.at<visit::CapturingPage>().replaces == std::optional<std::size_t>{0});
}

TEST_CASE("a scan that failed can be tried again, and is another question to the scanner") {
    Citizen citizen("capturing_page_jam");
    const auto before = citizen.at<visit::CapturingPage>().question;
    citizen.touch("capture.again");
    CHECK_FALSE(citizen.at<visit::CapturingPage>().problem.has_value());
    CHECK(citizen.at<visit::CapturingPage>().question != before);
}

TEST_CASE("the phone number is a choice: without one the way goes on") {
    Citizen citizen("leaving_phone");
    citizen.touch("phone.next");
    CHECK(citizen.is<visit::Reviewing>());
    Citizen wrong("leaving_phone_problem");
    wrong.touch("phone.next");
    CHECK_FALSE(wrong.at<visit::LeavingPhone>().problems.empty());
}

TEST_CASE("nothing is submitted before the declaration is touched, and it is never made for the citizen") {
    Citizen citizen("reviewing_prepared");
    CHECK_FALSE(citizen.at<visit::Reviewing>().declared);
    citizen.touch("review.submit");
    CHECK(citizen.at<visit::Reviewing>().declaration_missed);
    citizen.touch("review.declare");
    citizen.touch("review.submit");
    CHECK(citizen.is<visit::Recording>());
}

TEST_CASE("every part of the review can be mended and leads back") {
    for (const char* id : {"review.edit.applicant", "review.edit.form.1", "review.edit.papers", "review.edit.phone"}) {
        Citizen citizen("reviewing");
        INFO(id);
        citizen.touch(id);
        CHECK_FALSE(citizen.is<visit::Reviewing>());
    }
    Citizen citizen("reviewing");
    citizen.touch("review.edit.form.2");
    CHECK(citizen.at<visit::FillingForm>().page == 1);
    citizen.touch("back");
    CHECK(citizen.is<visit::Reviewing>());
}

TEST_CASE("at the review no page shows more than four digits of a person's number") {
    auto stage = Stage::open({}, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "art");
    REQUIRE(stage);
    for (const char* name : {"reviewing", "confirming_person", "holding_confirmation_official"}) {
        const auto shown = sample(name);
        const auto ctx = context(shown);
        ScreenHost host;
        (*stage)->enter_screen({});
        (*stage)->draw({}, [&](Frame& frame) { host.draw(frame, ctx); });
        for (const auto& node : (*stage)->nodes()) {
            INFO(name << ": " << node.label);
            CHECK(node.label.find("051090000123") == std::string::npos);
            CHECK(node.label.find("051326000456") == std::string::npos);
            CHECK(node.label.find("0912345678") == std::string::npos);
        }
    }
}

TEST_CASE("the slip can be printed again once, and not while it is printing") {
    Citizen citizen("holding_confirmation_official");
    citizen.touch("done.print_again");
    CHECK(citizen.at<visit::HoldingConfirmation>().delivery == visit::Delivery::printing);
    REQUIRE(citizen.action("done.print_again") != nullptr);
    CHECK_FALSE(citizen.action("done.print_again")->button.enabled);
    CHECK(citizen.touch("done.end").size() == 1);
    CHECK(citizen.is<visit::Attracting>());
}

TEST_CASE("a date grows with slashes, is kept as a day once it exists, and nothing typed is lost before") {
    std::string kept;
    for (const char* key : {"3", "1", "0"}) kept = typed_date::press(kept, digit(key));
    CHECK(kept == "31/0");
    for (const char* key : {"1", "1", "9", "9", "0"}) kept = typed_date::press(kept, digit(key));
    CHECK(kept == "1990-01-31");
    CHECK(typed_date::shown(kept) == "31/01/1990");
    CHECK(typed_date::press(kept, digit("7")) == "1990-01-31");
    kept = typed_date::press(kept, {Key::Kind::backspace, {}});
    CHECK(kept == "31/01/199");
    CHECK(typed_date::press("31/02/199", digit("0")) == "31/02/1990");
}
