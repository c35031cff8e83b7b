#include "ui/screens/entering_factor.hpp"

#include "kiosk/dossier/visit_code.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using visit::LookupProblem;

/// What stands in the way of the look-up itself; a wrong digit is said at the field.
void draw_factor_problem(Frame& frame, const visit::EnteringFactor& state, const ScreenContext& ctx) {
    const auto& lookup = ctx.settings.lookup;
    switch (state.problem) {
        case LookupProblem::none:
        case LookupProblem::wrong_digits: return;
        case LookupProblem::not_found:
            if (state.ticket) {
                frame.notice(Tone::warn, Icon::file_hidden, ctx(text::lookup_no_dossier, fmt::arg("number", state.code)),
                             ctx(text::lookup_no_dossier_body));
            } else {
                const bool of_a_visit = dossier::read_visit_code(state.code).has_value();
                frame.notice(Tone::warn, Icon::file_hidden, ctx(text::lookup_not_found, fmt::arg("code", state.code)),
                             ctx(of_a_visit ? text::draft_elsewhere_body : text::lookup_not_found_body));
            }
            return;
        case LookupProblem::not_known_offline:
            frame.notice(Tone::warn, Icon::wifi_off, ctx(text::lookup_offline), ctx(text::lookup_offline_body));
            return;
        case LookupProblem::draft_expired:
            frame.notice(Tone::warn, Icon::clock, ctx(text::draft_expired, fmt::arg("code", state.code)),
                         ctx(text::draft_expired_body, fmt::arg("days", ctx.settings.drafts.keep_days)));
            return;
        case LookupProblem::draft_ended:
            frame.notice(Tone::info, Icon::file_check, ctx(text::draft_ended, fmt::arg("code", state.code)),
                         ctx(text::draft_ended_body));
            return;
        case LookupProblem::too_many_tries:
            frame.notice(
                Tone::warn, Icon::lock,
                ctx(text::lookup_locked, fmt::arg("count", lookup.tries),
                    fmt::arg("minutes", std::chrono::duration_cast<std::chrono::minutes>(lookup.locked_for).count())),
                ctx(text::lookup_locked_body));
            return;
    }
}

}  // namespace

void EnteringFactorScreen::draw(Frame& frame, const visit::EnteringFactor& state, const ScreenContext& ctx) {
    constexpr std::size_t digits = 4;
    const bool gone = state.problem == LookupProblem::draft_expired || state.problem == LookupProblem::draft_ended;
    const bool locked = gone || state.problem == LookupProblem::too_many_tries;  // there is nothing to type any more
    const bool complete = state.digits.reveal().size() == digits;
    frame.title(ctx(gone ? text::draft_found : text::lookup_factor_title));
    if (!gone) {
        frame.hint(state.ticket ? ctx(text::lookup_factor_hint_ticket, fmt::arg("number", state.code))
                                : ctx(text::lookup_factor_hint, fmt::arg("code", state.code)));
    }
    draw_factor_problem(frame, state, ctx);
    if (!locked) {
        TextField field{.error = {},
                        .placeholder = {},
                        .focused = true,
                        .masked = true,
                        .icon = Icon::lock,
                        .clear_label = {},
                        .personal = true};
        if (state.problem == LookupProblem::wrong_digits) {
            field.error = ctx(text::lookup_wrong_digits, fmt::arg("count", state.tries_left));
        }
        frame.text_field("lookup.factor", ctx(text::lookup_factor_label), state.digits.reveal(), std::move(field));
    }
    frame.scroll_from_here();
    if (state.problem != LookupProblem::none &&
        frame.quiet_button("lookup.ticket", Icon::ticket_account, ctx(text::lookup_ask_officer))) {
        ctx.emit(visit::TicketChosen{});
    }

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (locked) return;
    Button check{.icon = Icon::arrow_right, .enabled = complete, .reason = {}};
    bool checked = frame.primary("lookup.check", ctx(text::lookup_check), std::move(check));
    auto keyboard = wording::keyboard(Layout::digits, ctx(text::lookup_check), "lookup.factor", state.digits.reveal(), ctx);
    keyboard.words.done_enabled = complete;
    if (const auto typed = frame.keyboard(std::move(keyboard))) {
        checked = checked || typed->key.kind == Key::Kind::done;
        if (typed->key.kind != Key::Kind::done) ctx.emit(visit::FactorTyped{Personal{typed->text}});
    }
    if (checked) ctx.emit(visit::FactorEntered{ctx.new_id()});
}

}  // namespace kiosk::ui
