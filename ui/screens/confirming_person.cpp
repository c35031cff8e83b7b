#include "ui/screens/confirming_person.hpp"

#include "ui/screens/filing_wording.hpp"
#include "ui/screens/phone_part.hpp"
#include "ui/typed_date.hpp"

namespace kiosk::ui {

void ConfirmingPersonScreen::draw(Frame& frame, const visit::ConfirmingPerson& state, const ScreenContext& ctx) {
    const auto& person = state.filing.draft.submitter;
    frame.steps(1, wording::filing_steps(ctx));
    frame.title(ctx(text::person_confirm_title));
    const bool signed_in = state.filing.draft.identified_by == dossier::IdentifiedBy::signed_in;
    frame.hint(signed_in ? ctx(text::signin_confirm_hint, fmt::arg("account", account_name(ctx)))
                         : ctx(text::person_confirm_hint));
    frame.scroll_from_here();
    const auto line = [&](Icon icon, TextId caption, std::string value) {
        if (value.empty()) return;
        Row row;
        row.icon = icon;
        row.caption = ctx(caption);
        row.title = std::move(value);
        row.aloud = ctx(caption);
        frame.row({}, std::move(row));
    };
    if (state.card_warned) {
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::person_warned), ctx(text::person_warned_body));
    }
    line(Icon::account, text::person_name, std::string{person.name.reveal()});
    line(Icon::account_card_details, text::person_number, masked_number(person.number));
    std::vector<Fact> facts;
    if (!person.birth_date.empty())
        facts.push_back({Icon::calendar, ctx(text::person_birth_date), typed_date::shown(person.birth_date.reveal()), true});
    facts.push_back({Icon::human_male_female, ctx(text::person_sex), filing_wording::sex(person.sex, ctx), true});
    frame.facts(std::move(facts));
    frame.second_column();
    line(Icon::home_map_marker, text::person_residence, std::string{person.residence.reveal()});
    if (signed_in)
        frame.notice(Tone::ok, Icon::account_check, ctx(text::signin_proven, fmt::arg("account", account_name(ctx))));
    else frame.point(Icon::information, ctx(ctx.visit.assistance ? text::person_officer_hint : text::person_unproven));

    if (frame.back("person.reject", ctx(text::person_reject))) ctx.emit(visit::PersonRejected{});
    if (ctx.visit.assistance &&
        frame.secondary("person.officer", ctx(text::person_officer_confirms), {.icon = Icon::account_check, .reason = {}}))
        ctx.emit(visit::IdentityConfirmed{ctx.new_id()});
    if (frame.primary("person.confirm", ctx(text::person_confirm), {.icon = Icon::check, .reason = {}})) {
        ctx.emit(visit::PersonConfirmed{});
    }
}

}  // namespace kiosk::ui
