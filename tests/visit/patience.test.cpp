// How long the kiosk waits for somebody, in seconds as people count them (ui.md, "Time, idle, privacy").

#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::visit;
using kiosk::test::Stage;

namespace {

Stage stage_at(State state, const Preferences& preferences = {}) {
    Visit visit;
    visit.state = std::move(state);
    visit.preferences = preferences;
    return Stage(std::move(visit));
}

template <class Page>
State with_filing() {
    Page page;
    page.filing = test::filing();
    return page;
}

/// After how many whole seconds without a touch another page stands there.
int seconds_until_left(Stage stage) {
    stage.after(Touched{});
    const std::string page(stage.state());
    int seconds = 0;
    for (; stage.state() == page && seconds < 1000; ++seconds) stage.pass(1s);
    return seconds;
}

}  // namespace

TEST_CASE("a page about nobody goes home after a minute, one about somebody asks after a minute and a half") {
    auto home = stage_at(ChoosingJourney{});
    CHECK(seconds_until_left(home) == 60);
    home.after(Touched{}).pass(61s);
    CHECK(home.state() == "Attracting");

    auto reviewing = stage_at(with_filing<Reviewing>());
    CHECK(seconds_until_left(reviewing) == 90);
    reviewing.after(Touched{}).pass(91s);
    CHECK(reviewing.state() == "AskingIfPresent");
}

TEST_CASE("whoever types or looks for a paper has two minutes and a half") {
    CHECK(seconds_until_left(stage_at(with_filing<CollectingPapers>())) == 150);
    CHECK(seconds_until_left(stage_at(Searching{Journey::submit, Purpose::submit, {}, {}})) == 150);
}

TEST_CASE("the question waits half a minute, and can be answered as often as anybody likes") {
    auto stage = stage_at(with_filing<Reviewing>());
    stage.after(Touched{});
    for (int i = 0; i < 20; ++i) {
        stage.pass(91s);
        REQUIRE(stage.state() == "AskingIfPresent");
        stage.pass(28s).after(Stayed{});
        REQUIRE(stage.state() == "Reviewing");
    }
    stage.pass(91s).pass(28s);
    CHECK(stage.state() == "AskingIfPresent");
    stage.pass(3s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("a success page stays for 25 seconds, and any touch starts them again") {
    auto stage = stage_at(HoldingTicket{test::ticket(), Delivery::printed, {}, Monotonic{2h}});
    CHECK(seconds_until_left(stage) == 25);
    stage.after(Touched{}).pass(20s).after(Touched{}).pass(20s).after(Touched{}).pass(24s);
    CHECK(stage.state() == "HoldingTicket");
    stage.pass(2s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("largest letters and a voice double every wait for a person") {
    const auto behind = std::make_shared<const State>(with_filing<Reviewing>());
    for (const auto& preferences : {Preferences{.text_step = 2}, Preferences{.aloud = {.on = true}}}) {
        CHECK(seconds_until_left(stage_at(ChoosingJourney{}, preferences)) == 120);
        CHECK(seconds_until_left(stage_at(with_filing<Reviewing>(), preferences)) == 180);
        CHECK(seconds_until_left(stage_at(with_filing<CollectingPapers>(), preferences)) == 300);
        CHECK(seconds_until_left(stage_at(HoldingTicket{test::ticket(), Delivery::printed, {}, {}}, preferences)) == 50);
        CHECK(seconds_until_left(stage_at(ThankingForRating{behind, {}}, preferences)) == 50);
        auto ending = stage_at(with_filing<Reviewing>(), preferences);
        CHECK(seconds_until_left(ending.after(Ended{})) == 60);
        REQUIRE(ending.state() == "ConfirmingEnd");
    }
}

TEST_CASE("how somebody wanted to read, reach and type is forgotten with the visit") {
    auto stage = stage_at(ChoosingJourney{});
    stage.after(TextSizeChosen{2}).after(ContrastChosen{true}).after(ReachChosen{true}).after(LanguageChosen{"en"});
    stage.after(TypingChosen{typing::Method::telex}).after(AloudChosen{{.on = true}});
    CHECK(stage.visit().preferences.text_step == 2);
    stage.after(Ended{});
    CHECK(stage.state() == "Attracting");
    CHECK(stage.visit().preferences == Preferences{});
}

TEST_CASE("the end waits for what is being written down, under a call for help as well") {
    for (const auto& state : test::one_of_every_state()) {
        if (!is_writing(state)) continue;
        INFO(visit::name(state));
        const auto behind = std::make_shared<const State>(state);
        auto stage = stage_at(CallingStaff{behind, test::press(1), HelpPhase::ringing, Monotonic{1h}});
        CHECK(stage.after(Ended{}).state() == "CallingStaff");
    }
}
