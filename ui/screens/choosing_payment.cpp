#include "ui/screens/choosing_payment.hpp"

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

using payment::Method;
using visit::ChoosingPayment;

/// What happened to the last try. Of money none was taken: nobody is shown a code before the server has the order.
TextId pay_problem(Code code) {
    switch (code) {
        case Code::refused: return text::pay_problem_refused;
        case Code::unreachable:
        case Code::untrusted:
        case Code::unknown_outcome:
        case Code::closed:
        case Code::too_many:
        case Code::stopped:
        case Code::timed_out: return text::pay_problem_line;
        default: return text::pay_problem_here;
    }
}

struct Way {
    Method method;
    std::string_view id;
    Icon icon;
    TextId title;
    TextId body;
};
constexpr std::array ways_to_pay{
    Way{Method::vietqr, "pay.vietqr", Icon::qrcode, text::pay_vietqr, text::pay_vietqr_body},
    Way{Method::platform, "pay.platform", Icon::credit_card, text::pay_platform, text::pay_platform_body},
    Way{Method::cash, "pay.cash", Icon::cash, text::pay_cash, text::pay_cash_body}};

void draw_ways(Frame& frame, const ScreenContext& ctx) {
    frame.section(ctx(text::pay_how));
    for (const auto& way : ways_to_pay) {
        if (!visit::method_offered(way.method, ctx.settings)) continue;
        const bool reached = way.method == Method::cash || ctx.visit.situation.portal_connected;
        Row row;
        row.icon = way.icon;
        row.tone = reached ? Tone::info : Tone::neutral;
        row.title = ctx(way.title);
        row.body = ctx(reached ? way.body : text::pay_needs_line);
        if (frame.row(reached ? way.id : std::string_view{}, std::move(row)))
            ctx.emit(visit::PaymentMethodChosen{ctx.new_id(), way.method});
    }
}

void draw_fees(Frame& frame, const payment::Charge& charge, const ScreenContext& ctx) {
    frame.section(ctx(text::pay_fees));
    for (const auto& fee : charge.fees) {
        Row row;
        row.icon = Icon::receipt;
        row.title = fee.name;
        row.trailing = wording::money(fee.dong, ctx);
        row.chevron = false;
        frame.row({}, std::move(row));
    }
}

bool draw_payer(Frame& frame, const payment::Payer& payer, const ScreenContext& ctx) {
    Row row;
    row.icon = payer.tax_code.empty() ? Icon::account : Icon::domain;
    row.caption = ctx(text::pay_payer);
    row.title = payer.name.empty()       ? ctx(text::pay_payer_nobody)
                : payer.tax_code.empty() ? std::string(payer.name.reveal())
                                         : ctx(text::pay_payer_tax, fmt::arg("name", payer.name.reveal()),
                                               fmt::arg("tax", payer.tax_code.reveal()));
    row.action = ctx(text::pay_payer_edit);
    row.aloud = ctx(text::pay_payer);
    return frame.row("pay.payer", std::move(row));
}

/// Whoever need not pay, or not all of it, is not charged first.
void draw_exemptions(Frame& frame, const payment::Charge& charge, const ScreenContext& ctx) {
    const auto* procedure = ctx.catalogue.procedure(charge.procedure);
    if (procedure == nullptr || procedure->exemptions.empty()) return;
    std::string who;
    for (const auto& exemption : procedure->exemptions) {
        if (!who.empty()) who += "; ";
        who += ctx(exemption.who);
    }
    frame.notice(Tone::info, Icon::information, ctx(text::pay_exempt), ctx(text::pay_exempt_body, fmt::arg("who", who)));
}

}  // namespace

void ChoosingPaymentScreen::draw(Frame& frame, const ChoosingPayment& state, const ScreenContext& ctx) {
    const auto& charge = state.charge;
    frame.title(ctx(text::pay_title, fmt::arg("amount", wording::money(charge.dong(), ctx))));
    frame.hint(ctx(text::pay_hint, fmt::arg("procedure", charge.procedure_name), fmt::arg("code", charge.about)));
    if (state.problem)
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::pay_problem), ctx(pay_problem(*state.problem)));
    frame.scroll_from_here();
    if (frame.portrait()) draw_ways(frame, ctx);
    if (charge.fees.size() > 1) draw_fees(frame, charge, ctx);
    const bool named = draw_payer(frame, charge.payer, ctx);
    draw_exemptions(frame, charge, ctx);
    if (!frame.portrait()) {  // the wider half is for what can be touched
        frame.second_column();
        draw_ways(frame, ctx);
    }
    if (frame.back("back", ctx(text::pay_later))) ctx.emit(visit::WentBack{});
    if (named) ctx.emit(visit::PayerNamingWanted{});
}

}  // namespace kiosk::ui
