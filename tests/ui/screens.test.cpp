#include <map>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/ui/sample.hpp"
#include "ui/gallery.hpp"
#include "ui/memory.hpp"
#include "ui/screen_host.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

/// One visit before the glass: what is drawn and what the citizen's touches say.
struct Glass {
    explicit Glass(visit::Visit shown) : visit(std::move(shown)) {}

    std::vector<visit::Event> tap(std::string id) {
        Frame frame(std::move(id), true, memory);
        auto said = draw(frame);
        page = frame.take();
        return said;
    }
    std::vector<visit::Event> draw(Frame& frame) {
        std::vector<visit::Event> said;
        const auto ctx = context(visit, [&](visit::Event event) { said.push_back(std::move(event)); });
        host.draw(frame, ctx);
        return said;
    }

    visit::Visit visit;
    PageMemory memory;
    ScreenHost host;
    Page page;
};

template <class Event>
bool said(const std::vector<visit::Event>& events) {
    return events.size() == 1 && std::holds_alternative<Event>(events.front());
}

}  // namespace

TEST_CASE("every state of a visit has a sample, and no two samples have one name") {
    std::set<std::size_t> states;
    std::set<std::string> names;
    for (const auto& one : all_samples()) {
        states.insert(one.visit.state.index());
        INFO(one.name);
        CHECK(names.insert(one.name).second);
    }
    CHECK(states.size() == std::variant_size_v<visit::StateVariant>);
}

TEST_CASE("a citizen at home chooses among four errands") {
    Glass glass(sample("choosing_journey"));
    CHECK(said<visit::ErrandChosen>(glass.tap("home.submit")));
    CHECK(said<visit::ErrandChosen>(glass.tap("home.ticket")));
    CHECK(said<visit::ErrandChosen>(glass.tap("home.look_up")));
    CHECK(said<visit::ErrandChosen>(glass.tap("home.guidance")));
    CHECK(glass.tap("").empty());
}

TEST_CASE("one touch ends the visit from every page of it, or the page says why that waits") {
    for (const auto& one : all_samples()) {
        INFO(one.name);
        Glass glass(one.visit);
        if (visit::is_over(one.visit.state)) continue;
        const auto events = glass.tap("utility.end");
        if (glass.page.dialog) {  // the bar lies under the question, one of whose answers ends the visit
            const auto& answers = glass.page.dialog->answers;
            CHECK(std::ranges::any_of(answers, [&](const auto& answer) {
                const auto answered = glass.tap(answer.id);
                return said<visit::Ended>(answered) || said<visit::EndConfirmed>(answered);
            }));
            continue;
        }
        const auto slot = std::ranges::find(glass.page.chrome.utility, "utility.end", &Chrome::Slot::id);
        REQUIRE(slot != glass.page.chrome.utility.end());
        CHECK(said<visit::Ended>(events));
        CHECK(slot->why_not.empty() == !visit::is_writing(one.visit.state));
    }
}

TEST_CASE("a page that shows seconds is made again with each of them, and no other page is") {
    const auto stage = unpainted_stage();
    std::set<std::string> counting;
    for (const auto& one : all_samples()) {
        Glass glass(one.visit);
        stage->enter_screen({});
        for (int i = 0; i < 2; ++i)
            stage->draw({}, [&](Frame& frame) { glass.draw(frame); });  // a new question asks for another
        if (stage->next_frame_at()) counting.insert(std::string(visit::name(one.visit.state)));
    }
    CHECK(counting == std::set<std::string>{"AskingIfPresent", "CapturingPage", "EnteringPin", "HoldingConfirmation",
                                            "HoldingDraft", "HoldingPayment", "HoldingSupplement", "HoldingTicket",
                                            "PayingFee", "SigningInByPhone", "SigningInToList", "ThankingForRating"});
}

TEST_CASE("whoever cannot see the first page has the rest read aloud from it on") {
    Glass invites(sample("attracting"));
    const auto events = invites.tap("attract.aloud");
    REQUIRE(events.size() == 2);
    CHECK(std::holds_alternative<visit::Started>(events[0]));
    CHECK(std::get<visit::AloudChosen>(events[1]).aloud.on);
    auto mute = sample("attracting");
    mute.situation.speaker = Code::device_gone;
    CHECK(Glass(mute).tap("attract.aloud").empty());
}

TEST_CASE("a finger on its way to a key does not hit what a question has put there, nor the page when the question goes") {
    const auto stage = unpainted_stage();
    Monotonic now{10s};
    ScreenHost host;
    const auto show_page = [&](const visit::State& state) {
        Glass glass(sample("typing_person"));
        glass.visit.state = state;
        host.enter(*stage, state, now);
        stage->draw(now, [&](Frame& frame) { glass.draw(frame); });
    };
    const auto touches = [&](const std::string& id) {
        const auto at = stage->find(id)->rect.centre();
        stage->finger_down(1, at, now);
        stage->finger_up(1, at, now);
        return stage->has_taps();
    };
    const auto typing = sample("typing_person").state;
    const visit::State asking = visit::AskingIfPresent{std::make_shared<const visit::State>(typing), now + 30s};
    show_page(typing);
    now = now + 5s;
    show_page(asking);
    now = now + 100ms;
    CHECK_FALSE(touches("idle.end"));
    now = now + 1s;
    CHECK(touches("idle.end"));
    show_page(typing);
    now = now + 100ms;
    CHECK_FALSE(touches("key.a"));
    now = now + 1s;
    CHECK(touches("key.a"));
}

TEST_CASE("the keys for back and help press what the page has of that name, unless a question covers it") {
    const auto stage = unpainted_stage();
    const auto said_after = [&](const char* sample_name, const char* key) {
        Glass glass(sample(sample_name));
        stage->enter_screen({});
        stage->draw({}, [&](Frame& frame) { glass.draw(frame); });
        stage->press(key);
        std::vector<visit::Event> events;
        stage->draw({}, [&](Frame& frame) { events = glass.draw(frame); });
        return events;
    };
    CHECK(said<visit::WentBack>(said_after("typing_person", "back")));
    CHECK(said<visit::HelpCalled>(said_after("typing_person", "utility.help")));
    CHECK(said_after("asking_if_present", "back").empty());
    CHECK(said_after("attracting", "utility.help").empty());
}

TEST_CASE("every slot of the bar says its event, and the page that invites has no bar") {
    Glass home(sample("choosing_journey"));
    CHECK(said<visit::HelpCalled>(home.tap("utility.help")));
    CHECK(said<visit::TextSizeChosen>(home.tap("utility.text_size")));
    CHECK(said<visit::ContrastChosen>(home.tap("utility.contrast")));
    CHECK(said<visit::ReachChosen>(home.tap("utility.reach")));
    CHECK(said<visit::AloudChosen>(home.tap("utility.aloud")));
    CHECK(said<visit::LanguageChosen>(home.tap("utility.language")));
    CHECK(said<visit::Ended>(home.tap("utility.end")));
    CHECK(home.page.chrome.utility.size() == 7);
    Glass invites(sample("attracting"));
    CHECK(invites.tap("").empty());
    CHECK(invites.page.chrome.utility.empty());
}

TEST_CASE("while a page is read the bar steers the voice, and help and the end stay") {
    Glass home(sample("choosing_journey_read_aloud"));
    const auto chosen = [&](const char* id) {
        const auto events = home.tap(id);
        REQUIRE(said<visit::AloudChosen>(events));
        return std::get<visit::AloudChosen>(events.front()).aloud;
    };
    CHECK_FALSE(chosen("speech.stop").on);
    CHECK(chosen("speech.pause").paused);
    CHECK(chosen("speech.again").repeats == 1);
    CHECK(chosen("speech.speed").speed_percent == 125);
    CHECK(chosen("speech.volume").volume_percent == 100);
    CHECK(said<visit::HelpCalled>(home.tap("utility.help")));
    CHECK(said<visit::Ended>(home.tap("utility.end")));
    CHECK(Glass(sample("choosing_journey_mute")).tap("utility.aloud").empty());
}

TEST_CASE("what lies under a question is seen and not touched") {
    Glass glass(sample("calling_staff_ringing"));
    CHECK(glass.tap("details.submit").empty());
    CHECK(said<visit::Stayed>(glass.tap("help.back")));
    CHECK(glass.page.dialog.has_value());
    CHECK_FALSE(glass.page.title.empty());
}

TEST_CASE("a procedure that can only be handed in at a counter leads to a number, never to a submission") {
    Glass glass(sample("reading_details_in_person"));
    CHECK(glass.tap("details.submit").empty());
    CHECK(said<visit::TicketChosen>(glass.tap("details.ticket")));
}

TEST_CASE("without scanner and camera the page says why nothing can be submitted here") {
    Glass glass(sample("reading_details_degraded"));
    (void)glass.tap("");
    REQUIRE(glass.page.actions.size() == 2);
    CHECK_FALSE(glass.page.actions[1].button.enabled);
    CHECK_FALSE(glass.page.actions[1].button.reason.empty());
}

TEST_CASE("a receipt is offered only once the dossier is accepted") {
    CHECK(said<visit::ReceiptWanted>(Glass(sample("reading_status")).tap("status.print_receipt")));
    CHECK(Glass(sample("reading_status_registered")).tap("status.print_receipt").empty());
    CHECK(Glass(sample("reading_status_unsent")).tap("status.print_receipt").empty());
    CHECK(said<visit::ReceiptA4Wanted>(Glass(sample("reading_status_a4")).tap("status.print_receipt_a4")));
    CHECK(said<visit::SentPaperWanted>(Glass(sample("reading_status_a4_refusal")).tap("status.paper.1")));
    CHECK(said<visit::SentPaperWanted>(Glass(sample("reading_status_a4_result")).tap("status.paper.2")));
    INFO("without an A4 printer, or while it has trouble or prints, there is no button that does nothing");
    CHECK(Glass(sample("reading_status")).tap("status.print_receipt_a4").empty());
    CHECK(Glass(sample("reading_status_a4_no_paper")).tap("status.print_receipt_a4").empty());
    CHECK(Glass(sample("reading_status_a4_at_counter")).tap("status.paper.1").empty());
    CHECK(Glass(sample("reading_status_a4_printing")).tap("status.paper.1").empty());
}

TEST_CASE("typing narrows the search letter by letter") {
    Glass glass(sample("searching"));
    const auto events = glass.tap("key.k");
    REQUIRE(said<visit::WordsTyped>(events));
    CHECK(std::get<visit::WordsTyped>(events.front()).words == "k");
}

TEST_CASE("a question over a page, or a letter typed, is not another page; another page of a form is") {
    CHECK(page_name(sample("searching").state) == page_name(sample("searching_found").state));
    CHECK(page_name(sample("asking_if_present").state) == page_name(sample("confirming_end").state));
    visit::FillingForm first;
    auto second = first;
    second.page = 1;
    CHECK(page_name(first) != page_name(second));
}
