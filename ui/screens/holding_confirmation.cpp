#include "ui/screens/holding_confirmation.hpp"

#include "kiosk/dossier/visit_code.hpp"
#include "ui/screens/filing_wording.hpp"
#include "ui/screens/last_words.hpp"
#include "ui/screens/slip_part.hpp"

namespace kiosk::ui {
namespace {

using visit::HoldingConfirmation;

bool waits_for_delivery(const HoldingConfirmation& state) {
    return state.confirmation.outcome == dossier::Outcome::submitted_online && !state.confirmation.registered;
}

void draw_outcome(Frame& frame, const HoldingConfirmation& state, const ScreenContext& ctx) {
    const auto& confirmation = state.confirmation;
    if (!confirmation.refusal.empty()) {
        frame.personal_outcome(Tone::bad, Icon::close_circle, ctx(text::done_refused),
                               ctx(text::done_refused_body, fmt::arg("reason", confirmation.refusal)));
    } else if (confirmation.outcome == dossier::Outcome::prepared) {
        frame.outcome(Tone::ok, Icon::check, ctx(text::done_prepared),
                      state.ticket ? ctx(text::done_prepared_ticket, fmt::arg("number", state.ticket->number))
                                   : ctx(text::done_prepared_code));
    } else if (confirmation.unpaid) {
        frame.outcome(Tone::warn, Icon::cash_multiple, ctx(text::done_unpaid), ctx(text::done_unpaid_body));
    } else if (waits_for_delivery(state)) {
        frame.outcome(Tone::ok, Icon::check, ctx(text::done_waiting), ctx(text::done_waiting_body));
    } else {
        frame.outcome(Tone::ok, Icon::check, ctx(text::done_online),
                      ctx(confirmation.official_code.empty() ? text::done_code_later : text::done_online_body));
    }
}

void draw_code(Frame& frame, const HoldingConfirmation& state, const ScreenContext& ctx) {
    const auto& confirmation = state.confirmation;
    const bool prepared = confirmation.outcome == dossier::Outcome::prepared;
    CodeCard card;
    card.qr = frame.qr_of(confirmation.code());
    card.facts.push_back({Icon::none, ctx(confirmation.official_code.empty() ? text::done_provisional : text::done_code),
                          confirmation.code()});
    if (!confirmation.visit_code.empty()) {
        card.facts.push_back({Icon::none, ctx(text::done_visit_code), dossier::shown_visit_code(confirmation.visit_code)});
    }
    if (state.ticket) card.facts.push_back({Icon::none, ctx(text::done_ticket), state.ticket->number});
    card.facts.push_back({Icon::none, ctx(prepared ? text::done_prepared_at : text::done_submitted_at),
                          wording::date_time(confirmation.submitted_at, ctx)});
    if (frame.portrait()) card.reminder = ctx(text::done_take_back);
    frame.code_card(std::move(card));
}

void draw_next(Frame& frame, const HoldingConfirmation& state, const ScreenContext& ctx) {
    const auto& confirmation = state.confirmation;
    const auto originals = wording::paper_names(*state.procedure, confirmation.originals_to_bring, ctx);
    const auto counters = wording::counters_of(state.counters, ctx);
    frame.section(ctx(text::done_next));
    if (!confirmation.refusal.empty()) frame.point(Icon::account_multiple, ctx(text::done_refused_next));
    for (const auto& name : originals) frame.point(Icon::file_document, ctx(text::done_bring, fmt::arg("name", name)));
    if (originals.empty()) frame.point(Icon::file_check, ctx(text::done_no_originals));
    if (!counters.empty()) {
        const bool to_counter = !originals.empty() || confirmation.outcome == dossier::Outcome::prepared;
        if (to_counter && originals.empty()) frame.point(Icon::map_marker, ctx(text::done_counters) + ": " + counters);
        else if (to_counter) {
            frame.point(Icon::map_marker, ctx(text::done_bring_where, fmt::arg("counters", counters)));
        }
    }
    if (confirmation.refusal.empty()) frame.point(Icon::clock, ctx(text::done_check));
    frame.point(Icon::qrcode_scan, ctx(text::done_lookup));
}

}  // namespace

void HoldingConfirmationScreen::draw(Frame& frame, const HoldingConfirmation& state, const ScreenContext& ctx) {
    const bool printing = state.delivery == visit::Delivery::printing;
    if (frame.portrait()) draw_outcome(frame, state, ctx);
    draw_code(frame, state, ctx);
    frame.second_column();
    if (!frame.portrait()) {  // wide glass shows the code whole: what happened stands beside it
        draw_outcome(frame, state, ctx);
        frame.notice(Tone::warn, Icon::alert, ctx(text::done_take_back));
    }
    const bool payable = !printing && visit::payment_offered(state, ctx.settings);
    if (payable) {
        const auto amount = wording::money(state.charge->dong(), ctx);
        if (frame.quiet_button("done.pay", Icon::cash_multiple, ctx(text::pay_button, fmt::arg("amount", amount))))
            ctx.emit(visit::PaymentWanted{});
    }
    draw_slip(frame, state.delivery, ctx);
    draw_next(frame, state, ctx);
    if (!printing && ctx.visit.earlier != nullptr &&
        frame.quiet_button("done.another", Icon::file_multiple, ctx(text::another_button)))
        ctx.emit(visit::AnotherProcedureWanted{});
    if (!printing) draw_last_words(frame, ctx);

    draw_print_again(frame, "done.print_again", state.delivery, ctx);
    draw_end(frame, "done.end", state.delivery, state.deadline, ctx);
}

}  // namespace kiosk::ui
