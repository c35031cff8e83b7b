#include "ui/screens/naming_payer.hpp"

#include <algorithm>

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

using dossier::PersonField;

const dossier::IdentityProblem* problem_at(const visit::NamingPayer& state, bool tax_code) {
    const auto found = std::ranges::find_if(
        state.problems, [&](const auto& problem) { return (problem.field == PersonField::tax_code) == tax_code; });
    return found == state.problems.end() ? nullptr : &*found;
}

bool draw_payer_line(Frame& frame, const visit::NamingPayer& state, bool tax_code, bool focused, const ScreenContext& ctx) {
    const auto& payer = state.charge.payer;
    TextField field;
    field.focused = focused;
    field.icon = tax_code ? Icon::briefcase : Icon::account;
    if (tax_code) field.placeholder = ctx(text::person_tax_code_example);
    if (const auto* problem = problem_at(state, tax_code)) field.error = filing_wording::sentence(*problem, ctx);
    const auto& value = tax_code ? payer.tax_code : payer.name;
    return frame.text_field(tax_code ? "payer.tax_code" : "payer.name",
                            ctx(tax_code ? text::payer_tax_code : text::payer_name), value.reveal(), std::move(field));
}

}  // namespace

NamingPayerScreen::NamingPayerScreen(const visit::NamingPayer& state)
    : tax_code_focused_(problem_at(state, false) == nullptr &&
                        (problem_at(state, true) != nullptr || !state.charge.payer.name.empty())) {}

void NamingPayerScreen::draw(Frame& frame, const visit::NamingPayer& state, const ScreenContext& ctx) {
    frame.title(ctx(text::payer_title));
    frame.hint(ctx(text::payer_hint));
    frame.scroll_from_here();
    frame.second_column();  // on a wide display the keyboard stands beside the fields
    for (const bool tax_code : {false, true}) {
        if (draw_payer_line(frame, state, tax_code, tax_code == tax_code_focused_, ctx)) tax_code_focused_ = tax_code;
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    bool finished = frame.primary("payer.done", ctx(text::payer_done), {.icon = Icon::check, .reason = {}});
    const auto& value = tax_code_focused_ ? state.charge.payer.tax_code : state.charge.payer.name;
    auto keyboard = wording::keyboard(tax_code_focused_ ? Layout::code : Layout::letters, ctx(text::keys_next),
                                      tax_code_focused_ ? "payer.tax_code" : "payer.name", value.reveal(), ctx);
    keyboard.capitals = tax_code_focused_ ? Capitals::all : Capitals::words;
    if (auto typed = frame.keyboard(std::move(keyboard))) {
        if (typed->key.kind != Key::Kind::done)
            ctx.emit(visit::PayerTyped{tax_code_focused_ ? PersonField::tax_code : PersonField::name,
                                       Personal{std::move(typed->text)}});
        else if (!tax_code_focused_) tax_code_focused_ = true;
        else finished = true;
    }
    if (finished) ctx.emit(visit::PayerNamed{});
}

}  // namespace kiosk::ui
