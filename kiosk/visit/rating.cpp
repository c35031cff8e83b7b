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

/// The page whose answer could not be written down comes again.
Next asked_again(const SendingRating& s, Code why) {
    RatingService again{s.from, s.form, s.rating, s.press, why};
    if (!again.asks_why()) again.rating.answers.pop_back();
    return {std::move(again), {}};
}

Next sending(const RatingService& s, PressId press, const Inputs& in) {
    const auto first = s.press.value_or(press);
    return {SendingRating{s.from, s.form, s.rating, first, in.now + limits::writing_down}, {RecordRating{first, s.rating}}};
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

bool RatingService::asks_why() const {
    return rating.answers.size() == form->questions.size() &&
           std::ranges::any_of(rating.answers, [&](const auto& answer) { return answer.value <= form->reasons_up_to; });
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
    const auto& questions = s.form->questions;
    if (!on_the_scale || s.rating.answers.size() >= questions.size()) return {s, {}};
    RatingService next{s.from, s.form, s.rating, s.press, std::nullopt};
    next.rating.answers.push_back({questions[next.rating.answers.size()].id, e.value});
    if (next.rating.answers.size() < questions.size() || next.asks_why()) return {std::move(next), {}};
    return sending(next, e.press, in);
}
Next on(const RatingService& s, const RatingReasonChosen& e, const Inputs&) {
    const auto& reasons = s.form->reasons;
    if (!s.asks_why() || std::ranges::find(reasons, e.reason, &settings::NamedChoice::id) == reasons.end()) return {s, {}};
    auto next = s;
    if (std::erase(next.rating.reasons, e.reason) == 0) next.rating.reasons.push_back(e.reason);
    return {std::move(next), {}};
}
Next on(const RatingService& s, const RatingReasonsGiven& e, const Inputs& in) {
    return s.asks_why() ? sending(s, e.press, in) : Next{s, {}};
}
Next on(const RatingService& s, const RatingSkipped&, const Inputs& in) { return returned(s.from, in); }
Next on(const RatingService& s, const WentBack&, const Inputs& in) {
    if (s.rating.answers.empty()) return returned(s.from, in);
    auto before = s;
    before.rating.answers.pop_back();
    before.rating.reasons.clear();
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
