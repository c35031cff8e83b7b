// No time runs out while a voice speaks, and whoever listens has longer.

#include <set>

#include "kiosk/visit/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::visit;
using kiosk::test::Stage;

namespace {

Visit in_state(State state) {
    Visit out;
    out.state = std::move(state);
    return out;
}

Stage choosing() {
    Stage stage;
    stage.after(Started{}).after(ErrandChosen{Errand::submit});
    return stage;
}

}  // namespace

TEST_CASE("a page is not left for quiet while it is read, and the whole patience begins when the voice falls silent") {
    auto stage = choosing();
    const std::string page(stage.state());
    stage.pass(50s).after(SpeechChanged{true}).pass(10min);
    CHECK(stage.state() == page);
    stage.after(SpeechChanged{false}).pass(limits::nothing_personal - 1s);
    CHECK(stage.state() == page);
    stage.pass(2s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("whoever has pages read has twice the time") {
    auto stage = choosing();
    stage.after(AloudChosen{{.on = true}}).pass(limits::nothing_personal + 10s);
    CHECK(stage.state() != "Attracting");
    stage.pass(limits::nothing_personal);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("no page that waits for a person goes away while it is read, however long that takes") {
    // What these wait for is a device, the portal or the store, which do not listen.
    const std::set<std::string_view> waits_for_something_else{"TakingTicket",  "Recording",         "AskingStatus",
                                                              "SendingRating", "AskingOwnDossiers", "PayingFee"};
    for (const auto& state : test::one_of_every_state()) {
        const std::string page(visit::name(state));
        INFO(page);
        Stage stage(in_state(state));
        stage.after(SpeechChanged{true}).pass(61min);
        CHECK((stage.state() == page) != waits_for_something_else.contains(page));
        const auto wakes_at = next_deadline(stage.visit());
        CHECK((!wakes_at ||
               *wakes_at > stage.clock().monotonic()));  // a moment that is over would wake the kiosk again and again
    }
}

TEST_CASE("when the voice falls silent a success page and a question have their whole time") {
    const Monotonic soon{20s};
    const auto behind = std::make_shared<const State>(ReadingDetails{Journey::submit, &test::submittable(), {}});
    for (const State& state :
         {State{HoldingTicket{test::ticket(), Delivery::printed, {}, soon}}, State{ThankingForRating{behind, soon}},
          State{AskingIfPresent{behind, soon}}, State{ConfirmingEnd{behind, soon}}}) {
        Stage stage(in_state(state));
        const std::string page(stage.state());
        INFO(page);
        stage.after(SpeechChanged{true}).pass(5min).after(SpeechChanged{false}).pass(limits::reading_result - 1s);
        CHECK(stage.state() == page);
        stage.pass(10s);
        CHECK(stage.state() != page);
    }
}

TEST_CASE("a voice does not make the kiosk wait longer for a device") {
    TakingTicket taking;
    taking.deadline = Monotonic{5s};
    Stage stage(in_state(taking));
    stage.after(SpeechChanged{true}).pass(6s);
    CHECK(stage.state() != "TakingTicket");
}

TEST_CASE("how pages are read aloud is forgotten with the visit") {
    auto stage = choosing();
    stage.after(AloudChosen{{.on = true, .paused = false, .repeats = 2, .speed_percent = 150, .volume_percent = 40}});
    CHECK(stage.visit().preferences.aloud.speed_percent == 150);
    stage.after(Ended{});
    CHECK(stage.visit().preferences.aloud == Aloud{});
}
