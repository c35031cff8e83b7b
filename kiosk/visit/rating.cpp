#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

template <class Page>
Next towards_rating(const Page& page, std::string code, std::string ticket, const Inputs& in) {
    const auto* form = rating_offered(in.rated, in.settings, in.wall);
    if (form == nullptr) return {page, {}};
    dossier::Rating rating;
    rating.form = form->version;
    rating.levels = static_cast<int>(form->levels.size());
    rating.dossier = std::move(code);
    rating.ticket = std::move(ticket);
    return {RatingService{std::make_shared<const State>(page), form, std::move(rating), std::nullopt, std::nullopt}, {}};
}

template <class Page>
Next towards_feedback(const Page& page, const Inputs& in) {
    if (!feedback_offered(in.settings)) return {page, {}};
    return {ReadingFeedback{std::make_shared<const State>(page)}, {}};
}

/// The question whose answer could not be written down is asked again.
Next asked_again(const SendingRating& s, Code why) {
    RatingService again{s.from, s.form, s.rating, s.press, why};
    again.rating.answers.pop_back();
    return {std::move(again), {}};
}

}  // namespace

Next returned(const Behind& from, const Inputs& in) {
    return std::visit(
        [&](auto page) -> Next {
            using S = std::decay_t<decltype(page)>;
            if constexpr (std::same_as<S, HoldingTicket> || std::same_as<S, HoldingConfirmation> ||
                          std::same_as<S, ThankingForRating>) {
                page.deadline = in.after_waiting(limits::reading_result);
            }
            return {std::move(page), {}};
        },
        *from);
}

const settings::RatingForm* rating_offered(bool rated, const settings::Settings& settings, WallTime now) {
    return rated ? nullptr : settings::rating_form_on(settings.rating, local_time(now).date);
}

bool feedback_offered(const settings::Settings& settings) {
    return !settings.feedback.url.empty() || !settings.centre.hotline.empty();
}

Next on(const HoldingTicket& s, const RatingWanted&, const Inputs& in) { return towards_rating(s, {}, s.ticket.number, in); }
Next on(const HoldingConfirmation& s, const RatingWanted&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};  // whether the paper came out is seen here first
    return towards_rating(s, s.confirmation.code(), s.ticket ? s.ticket->number : std::string{}, in);
}
Next on(const ReadingStatus& s, const RatingWanted&, const Inputs& in) { return towards_rating(s, s.view.code, {}, in); }

Next on(const RatingService& s, const LevelChosen& e, const Inputs& in) {
    const bool on_the_scale =
        std::any_of(s.form->levels.begin(), s.form->levels.end(), [&](const auto& level) { return level.value == e.value; });
    if (!on_the_scale) return {s, {}};
    auto rating = s.rating;
    rating.answers.push_back({s.form->questions[rating.answers.size()].id, e.value});
    if (rating.answers.size() < s.form->questions.size())
        return {RatingService{s.from, s.form, std::move(rating), s.press, std::nullopt}, {}};
    const auto press = s.press.value_or(e.press);
    return {SendingRating{s.from, s.form, rating, press, in.now + limits::writing_down}, {RecordRating{press, rating}}};
}
Next on(const RatingService& s, const RatingSkipped&, const Inputs& in) { return returned(s.from, in); }
Next on(const RatingService& s, const WentBack&, const Inputs& in) {
    if (s.rating.answers.empty()) return returned(s.from, in);
    auto before = s;
    before.rating.answers.pop_back();
    before.problem.reset();
    return {std::move(before), {}};
}

Next on(const SendingRating& s, const RatingRecorded& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return {ThankingForRating{s.from, in.after_waiting(limits::reading_result)}, {}};
}
Next on(const SendingRating& s, const RatingNotRecorded& e, const Inputs&) {
    if (e.press != s.press) return {s, {}};
    return asked_again(s, e.code);
}
Next on(const SendingRating& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    return asked_again(s, Code::timed_out);
}

Next on(const ThankingForRating& s, const WentBack&, const Inputs& in) { return returned(s.from, in); }
Next on(const ThankingForRating& s, const Touched&, const Inputs& in) {
    return {ThankingForRating{s.from, in.after_waiting(limits::reading_result)}, {}};
}
Next on(const ThankingForRating& s, const Ticked&, const Inputs& in) {
    if (in.now >= s.deadline) return {Attracting{}, {}};
    return {s, {}};
}

Next on(const ChoosingJourney& s, const FeedbackWanted&, const Inputs& in) { return towards_feedback(s, in); }
Next on(const HoldingTicket& s, const FeedbackWanted&, const Inputs& in) { return towards_feedback(s, in); }
Next on(const HoldingConfirmation& s, const FeedbackWanted&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    return towards_feedback(s, in);
}
Next on(const ReadingStatus& s, const FeedbackWanted&, const Inputs& in) { return towards_feedback(s, in); }
Next on(const ThankingForRating& s, const FeedbackWanted&, const Inputs& in) { return towards_feedback(s, in); }
Next on(const ReadingFeedback& s, const WentBack&, const Inputs& in) { return returned(s.from, in); }

}  // namespace kiosk::visit
