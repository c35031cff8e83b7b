#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;

namespace {

Stage holding(visit::State state) {
    visit::Visit start;
    start.state = std::move(state);
    return Stage(std::move(start));
}

visit::HoldingTicket held_ticket() { return {ticket(), visit::Delivery::shown, {}, Monotonic{} + 25s}; }

/// Answers every question with this value.
Stage& answer_all(Stage& stage, int value) {
    const auto questions = form_of_rating()->questions.size();
    for (std::size_t i = 0; i < questions; ++i) stage.after(visit::LevelChosen{stage.id(static_cast<int>(40 + i)), value});
    return stage;
}
/// And says nothing more where it is asked why.
Stage& rate_all(Stage& stage, int value) { return answer_all(stage, value).after(visit::RatingReasonsGiven{stage.id(60)}); }

}  // namespace

TEST_CASE("whoever holds a number may rate: a question a page, then it is written down once and thanked for") {
    auto stage = holding(held_ticket());
    stage.after(visit::RatingWanted{});
    CHECK(stage.state() == "RatingService");
    answer_all(stage, 4);
    CHECK(stage.state() == "SendingRating");
    const auto* effect = stage.effect<visit::RecordRating>();
    REQUIRE(effect != nullptr);
    CHECK(effect->rating.ticket == "A012");
    CHECK(effect->rating.dossier.empty());
    CHECK(effect->rating.form == form_of_rating()->version);
    REQUIRE(effect->rating.answers.size() == form_of_rating()->questions.size());
    CHECK(effect->rating.answers.front().question == form_of_rating()->questions.front().id);
    CHECK(effect->rating.answers.front().value == 4);
    stage.after(visit::RatingRecorded{effect->press});
    CHECK(stage.state() == "ThankingForRating");
    CHECK(stage.pass(26s).state() == "Attracting");
}

TEST_CASE("a rating is about the dossier that was handed in or looked up") {
    auto confirmed = confirmation();
    confirmed.official_code = "H48.22-261123-0001";
    auto stage = holding(
        visit::HoldingConfirmation{confirmed, &submittable(), ticket(), {}, visit::Delivery::printed, Monotonic{} + 25s});
    rate_all(stage.after(visit::RatingWanted{}), 1);
    REQUIRE(stage.effect<visit::RecordRating>() != nullptr);
    CHECK(stage.effect<visit::RecordRating>()->rating.dossier == "H48.22-261123-0001");
    CHECK(stage.effect<visit::RecordRating>()->rating.ticket == "A012");

    dossier::StatusView view;
    view.code = "H48.22-261116-0123";
    auto reading = holding(visit::ReadingStatus{view, std::nullopt, {}, {}});
    rate_all(reading.after(visit::RatingWanted{}), 1);
    REQUIRE(reading.effect<visit::RecordRating>() != nullptr);
    CHECK(reading.effect<visit::RecordRating>()->rating.dossier == "H48.22-261116-0123");
}

TEST_CASE("nobody has to: skipping or going back returns to the page, which stays as long as when it was new") {
    auto stage = holding(held_ticket());
    stage.after(visit::RatingWanted{}).pass(40s).after(visit::RatingSkipped{});
    CHECK(stage.state() == "HoldingTicket");
    CHECK(stage.pass(20s).state() == "HoldingTicket");
    stage.after(visit::RatingWanted{}).after(visit::LevelChosen{stage.id(3), 2}).after(visit::WentBack{});
    CHECK(stage.as<visit::RatingService>().rating.answers.empty());
    CHECK(stage.after(visit::WentBack{}).state() == "HoldingTicket");
    CHECK(stage.effect<visit::RecordRating>() == nullptr);
}

TEST_CASE("a rating that could not be written down says so, and trying again makes no second one") {
    auto stage = holding(held_ticket());
    answer_all(stage.after(visit::RatingWanted{}), 4);
    const auto press = stage.as<visit::SendingRating>().press;
    SECTION("the disk is full") { stage.after(visit::RatingNotRecorded{press, Code::disk_full}); }
    SECTION("the store does not answer") { stage.pass(6s); }
    REQUIRE(stage.state() == "RatingService");
    CHECK(stage.as<visit::RatingService>().problem.has_value());
    static_cast<void>(stage.effects());
    stage.after(visit::LevelChosen{stage.id(77), 5});
    REQUIRE(stage.effect<visit::RecordRating>() != nullptr);
    CHECK(stage.effect<visit::RecordRating>()->press == press);
    CHECK(stage.effect<visit::RecordRating>()->rating.answers.back().value == 5);
}

TEST_CASE("an answer of another press, or off the scale, changes nothing") {
    auto stage = holding(held_ticket());
    stage.after(visit::RatingWanted{}).after(visit::LevelChosen{stage.id(3), 6});
    CHECK(stage.as<visit::RatingService>().rating.answers.empty());
    answer_all(stage, 4).after(visit::RatingRecorded{stage.id(99)});
    CHECK(stage.state() == "SendingRating");
}

TEST_CASE("whoever is not content is asked why: several reasons of the form, or none, go with the rating") {
    const auto& form = *form_of_rating();
    auto stage = holding(held_ticket());
    answer_all(stage.after(visit::RatingWanted{}), form.reasons_up_to + 1);
    CHECK(stage.state() == "SendingRating");  // content enough
    auto unhappy = holding(held_ticket());
    answer_all(unhappy.after(visit::RatingWanted{}), form.reasons_up_to);
    REQUIRE(unhappy.state() == "RatingService");
    REQUIRE(unhappy.as<visit::RatingService>().asks_why());
    unhappy.after(visit::LevelChosen{unhappy.id(70), 5});  // there is no further question
    unhappy.after(visit::RatingReasonChosen{"nothing of the form"});
    for (const auto& reason : {form.reasons[0].id, form.reasons[1].id, form.reasons[0].id})
        unhappy.after(visit::RatingReasonChosen{reason});
    unhappy.after(visit::RatingReasonsGiven{unhappy.id(71)});
    const auto* effect = unhappy.effect<visit::RecordRating>();
    REQUIRE(effect != nullptr);
    CHECK(effect->rating.reasons == std::vector{form.reasons[1].id});  // the first was taken back
    CHECK(effect->rating.answers.size() == form.questions.size());

    // What could not be written down is asked again there, with what was chosen, and is one rating.
    const auto press = effect->press;
    unhappy.after(visit::RatingNotRecorded{press, Code::disk_full});
    REQUIRE(unhappy.as<visit::RatingService>().asks_why());
    CHECK(unhappy.as<visit::RatingService>().rating.reasons.size() == 1);
    static_cast<void>(unhappy.effects());
    unhappy.after(visit::RatingReasonsGiven{unhappy.id(72)});
    CHECK(unhappy.effect<visit::RecordRating>()->press == press);

    // Going back asks the last question again; skipping sends nothing.
    auto back = holding(held_ticket());
    answer_all(back.after(visit::RatingWanted{}), 1).after(visit::RatingReasonChosen{form.reasons[0].id});
    back.after(visit::WentBack{});
    CHECK_FALSE(back.as<visit::RatingService>().asks_why());
    CHECK(back.as<visit::RatingService>().rating.reasons.empty());
    back.after(visit::LevelChosen{back.id(73), 1}).after(visit::RatingSkipped{});
    CHECK(back.state() == "HoldingTicket");
    CHECK(back.effect<visit::RecordRating>() == nullptr);
}

TEST_CASE("what the world answers while somebody rates reaches the page that waits") {
    auto stage = holding(held_ticket());
    stage.after(visit::RatingWanted{}).after(visit::TicketPrinted{ticket().press});
    CHECK(stage.effects() == std::vector<std::string>{"HoldTicket"});
    CHECK(stage.state() == "RatingService");
    CHECK(stage.after(visit::RatingSkipped{}).as<visit::HoldingTicket>().delivery == visit::Delivery::printed);
}

TEST_CASE("a page of questions that nobody answers goes home silently") {
    auto stage = holding(held_ticket());
    CHECK(stage.after(visit::RatingWanted{}).pass(61s).state() == "Attracting");
    CHECK(stage.effect<visit::RecordRating>() == nullptr);
}

TEST_CASE("nobody is asked twice in a visit, and the next visitor is asked again") {
    auto stage = holding(held_ticket());
    answer_all(stage.after(visit::RatingWanted{}), 5);
    stage.after(visit::RatingRecorded{stage.as<visit::SendingRating>().press}).after(visit::WentBack{});
    CHECK(stage.state() == "HoldingTicket");
    CHECK(stage.after(visit::RatingWanted{}).state() == "HoldingTicket");
    stage.after(visit::Ended{});
    CHECK_FALSE(stage.visit().rated);
}

TEST_CASE("before the first day of a form nobody is asked") {
    visit::Visit start;
    start.state = held_ticket();
    Stage stage(std::move(start), "2025-06-01T09:00:00+07:00");
    CHECK(stage.after(visit::RatingWanted{}).state() == "HoldingTicket");
}

TEST_CASE("feedback is read from home and from the last pages, and leads back there") {
    auto home = holding(visit::ChoosingJourney{});
    CHECK(home.after(visit::FeedbackWanted{}).state() == "ReadingFeedback");
    CHECK(home.after(visit::WentBack{}).state() == "ChoosingJourney");
    auto last = holding(held_ticket());
    CHECK(last.after(visit::FeedbackWanted{}).pass(50s).state() == "ReadingFeedback");
    CHECK(last.after(visit::WentBack{}).pass(20s).state() == "HoldingTicket");
}
