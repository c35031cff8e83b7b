#include "ui/gallery.hpp"

namespace kiosk::ui {

std::vector<Sample> samples_last(const SampleData& data) {
    using namespace visit;
    const auto* form = settings::rating_form_on(data.settings.rating, local_time(data.wall).date);
    require(form != nullptr, "the samples are made from a configuration with a form to rate by");
    const auto home = std::make_shared<const State>(ChoosingJourney{});
    const auto answered = [&](std::size_t count) {
        dossier::Rating rating{form->version, static_cast<int>(form->levels.size()), {}, "A027", {}};
        for (std::size_t i = 0; i < count && i < form->questions.size(); ++i)
            rating.answers.push_back({form->questions[i].id, rating.levels});
        return rating;
    };
    const auto last = form->questions.size() - 1;
    auto offline = healthy(RatingService{home, form, answered(1), {}, {}});
    offline.situation.portal_connected = false;
    auto why = answered(last + 1);
    why.answers.front().value = form->reasons_up_to;
    if (!form->reasons.empty()) why.reasons = {form->reasons.front().id};
    auto thanked = healthy(ThankingForRating{home, Monotonic{18s}});
    thanked.rated = true;
    return {
        {"rating_service", healthy(RatingService{home, form, answered(0), {}, {}})},
        {"rating_service_offline", std::move(offline)},
        fullest({"rating_service_not_kept", healthy(RatingService{home, form, answered(last), PressId{}, Code::disk_full})}),
        {"rating_service_why", healthy(RatingService{home, form, why, {}, {}})},
        {"rating_service_why_not_kept", healthy(RatingService{home, form, why, PressId{}, Code::disk_full})},
        {"sending_rating", healthy(SendingRating{home, form, answered(last + 1), PressId{}, Monotonic{4s}})},
        {"thanking_for_rating", std::move(thanked)},
        {"reading_feedback", healthy(ReadingFeedback{home})},
    };
}

}  // namespace kiosk::ui
