// An officer who helps within somebody's visit, and what staff decided for the day as citizens meet it.

#include <algorithm>

#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

visit::Visit assisted(visit::State state, const SampleData& data) {
    auto out = healthy(std::move(state));
    out.assistance = visit::Assistance{data.settings.staff.tokens.front().id, Monotonic{1h}, Monotonic{1h}};
    return out;
}

visit::Visit on_day(visit::State state, const settings::Today& today) {
    auto out = healthy(std::move(state));
    out.situation.today = today;
    return out;
}

visit::EnteringPin helper_pin(const SampleData& data, std::string_view typed) {
    visit::EnteringPin out{data.settings.staff.tokens.front().id, "2803761549"};
    out.digits = Personal(typed);
    return out;
}

settings::Today decided(const catalogue::Procedure& hidden, const SampleData& data) {
    settings::Today out;
    out.hidden = {hidden.code};
    out.tickets_stopped = true;
    if (!data.settings.today.notices.empty()) out.notice = data.settings.today.notices.front().id;
    return out;
}

}  // namespace

std::vector<Sample> samples_assisted(const SampleData& data) {
    using namespace visit;
    const auto filing = gallery::identified(data);
    const auto whole = gallery::complete(data);
    const auto under = std::make_shared<const State>(CollectingPapers{filing, {}, false});
    auto wrong = helper_pin(data, "");
    wrong.problem = PinProblem::wrong;
    wrong.tries_left = 4;
    auto by_hand = filing;
    by_hand.draft.identified_by = dossier::IdentifiedBy::other_paper;
    auto spoken = assisted(CollectingPapers{filing, {}, false}, data);
    spoken.preferences.aloud.on = true;
    auto offline = assisted(CollectingPapers{filing, {}, false}, data);
    offline.situation.portal_connected = false;
    return {
        {"signing_in", healthy(SigningIn{under, helper_pin(data, "280")})},
        fullest({"signing_in_wrong", healthy(SigningIn{under, wrong})}),
        {"assisted_card", assisted(PresentingCard{filing, CardProblem::not_readable}, data)},
        {"assisted_person_card", assisted(ConfirmingPerson{filing, false}, data)},
        {"assisted_person_typed", assisted(TypingPerson{by_hand, visit::Role::submitter, {}}, data)},
        {"assisted_papers", std::move(spoken)},
        {"assisted_papers_offline", std::move(offline)},
        {"assisted_review", assisted(Reviewing{whole, dossier::Outcome::prepared, false, false, std::nullopt}, data)},
    };
}

std::vector<Sample> samples_today(const SampleData& data) {
    using namespace visit;
    const auto* hidden = procedure_with(catalogue::Offer::submit, data);
    const auto today = decided(*hidden, data);
    const auto& first_of_list = *data.catalogue.in_field(hidden->field).front();
    settings::Today own_words;
    own_words.words = "Hôm nay nghỉ sớm lúc 16 giờ. Hồ sơ nộp tại máy vẫn được nhận.";
    dossier::KeptDraft kept;
    kept.visit_code = "4K7M2Q9T";
    kept.saved_at = data.wall + -24h;
    kept.kept_until = data.wall + 6 * 24h;
    kept.draft.procedure = hidden->code;
    const auto open = settings::Opening{true, false, {}};
    return {
        fullest({"attracting_notice", on_day(Attracting{}, today)}),
        {"attracting_words", on_day(Attracting{}, own_words)},
        fullest({"choosing_journey_today", on_day(ChoosingJourney{}, today)}),
        fullest({"choosing_procedure_hidden",
                 on_day(ChoosingProcedure{Journey::submit, Purpose::submit, hidden->field}, decided(first_of_list, data))}),
        {"reading_details_hidden", on_day(ReadingDetails{Journey::submit, hidden, {}}, today)},
        fullest({"tickets_closed_stopped", healthy(TicketsClosed{open, true})}),
        {"continuing_draft_hidden", on_day(ContinuingDraft{kept, hidden, {}, false, std::nullopt}, today)},
    };
}

}  // namespace kiosk::ui
