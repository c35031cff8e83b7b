#include "ui/screens/presenting_card.hpp"

#include "ui/screens/phone_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

bool under_camera(const ScreenContext& ctx) { return ctx.visit.situation.camera_reads_alone(); }

void draw_card_problem(Frame& frame, visit::CardProblem problem, const ScreenContext& ctx) {
    using visit::CardProblem;
    switch (problem) {
        case CardProblem::none: return;
        case CardProblem::not_a_card:
            frame.notice(Tone::warn, Icon::alert_circle, ctx(text::card_not_a_card),
                         ctx(under_camera(ctx) ? text::card_not_a_card_body_camera : text::card_not_a_card_body));
            return;
        case CardProblem::not_readable:
            frame.notice(Tone::warn, Icon::alert_circle, ctx(text::card_not_readable), ctx(text::card_not_readable_body));
            return;
        case CardProblem::reader_gone:
            frame.notice(Tone::warn, Icon::alert, ctx(text::card_reader_gone), ctx(text::card_reader_gone_body));
            return;
    }
}

/// Without an account it would be prepared for an officer, with one it is submitted.
bool demands_account(const visit::Filing& filing, const ScreenContext& ctx) {
    auto signed_in = filing.draft;
    signed_in.identified_by = dossier::IdentifiedBy::signed_in;
    auto by_card = filing.draft;
    by_card.identified_by = dossier::IdentifiedBy::card;
    const bool unsigned_too = ctx.settings.portal.accepts_unsigned_filing;
    return dossier::outcome_of(*filing.procedure, signed_in, unsigned_too) == dossier::Outcome::submitted_online &&
           dossier::outcome_of(*filing.procedure, by_card, unsigned_too) != dossier::Outcome::submitted_online;
}

}  // namespace

void PresentingCardScreen::draw(Frame& frame, const visit::PresentingCard& state, const ScreenContext& ctx) {
    // What reads may have gone, or come back, since the page was entered.
    const bool reader_gone = !ctx.visit.situation.can_read_codes();
    const bool was_gone = state.problem == visit::CardProblem::reader_gone;
    frame.steps(1, wording::filing_steps(ctx));
    frame.title(ctx(under_camera(ctx) ? text::card_title_camera : text::card_title));
    frame.hint(ctx(text::card_hint));
    if (reader_gone) draw_card_problem(frame, visit::CardProblem::reader_gone, ctx);
    else if (!was_gone) draw_card_problem(frame, state.problem, ctx);
    const bool by_phone = ctx.settings.sign_in.has_value();
    if (by_phone && demands_account(state.filing, ctx))
        frame.notice(Tone::info, Icon::cellphone, ctx(text::signin_demanded, fmt::arg("account", account_name(ctx))),
                     ctx(text::signin_demanded_body));
    if (!reader_gone) {
        frame.chips({{Icon::timer_sand, ctx(text::card_waiting), Tone::info}});
        frame.art(Art::card_front_2021, {Icon::qrcode_scan, ctx(text::card_front), Tone::info});
        frame.second_column();
        frame.art(Art::card_back_2024, {Icon::qrcode_scan, ctx(text::card_back), Tone::info});
    }
    frame.point(Icon::lock, ctx(text::card_privacy));
    if (frame.quiet_button("card.officer", Icon::bell, ctx(text::card_officer))) ctx.emit(visit::HelpCalled{ctx.new_id()});

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    const Button typed{.icon = Icon::keyboard, .reason = {}};
    const bool chosen = reader_gone ? frame.primary("card.other_paper", ctx(text::card_other_paper), typed)
                                    : frame.secondary("card.other_paper", ctx(text::card_other_paper), typed);
    if (chosen) ctx.emit(visit::OtherPaperChosen{});
    if (by_phone && frame.secondary("card.phone", ctx(text::signin_button, fmt::arg("account", account_name(ctx))),
                                    {.icon = Icon::cellphone, .reason = {}}))
        ctx.emit(visit::PhoneSignInChosen{ctx.new_id()});
}

}  // namespace kiosk::ui
