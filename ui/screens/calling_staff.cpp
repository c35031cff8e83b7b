#include "ui/screens/calling_staff.hpp"

namespace kiosk::ui {
namespace {

using visit::HelpPhase;

/// Nobody came: what is left is a number, unless that would lose what was typed, and the hotline, if the centre has one.
std::string unanswered(bool ticket, const ScreenContext& ctx) {
    const auto& number = ctx.settings.centre.hotline;
    if (number.empty()) return ctx(ticket ? text::help_unanswered_ticket_only : text::help_unanswered_no_hotline);
    return ctx(ticket ? text::help_unanswered_ticket : text::help_unanswered_hotline, fmt::arg("number", number));
}

Dialog dialog_of(HelpPhase phase, bool ticket, bool ends, const ScreenContext& ctx) {
    Dialog dialog;
    if (ends) dialog.answers.push_back({"help.end", ctx(text::house_end), Tone::bad, false});
    switch (phase) {
        case HelpPhase::ringing:
            dialog.title = ctx(text::help_ringing);
            dialog.body = ctx(text::help_ringing_body);
            dialog.icon = Icon::bell_ring;
            dialog.tone = Tone::info;
            break;
        case HelpPhase::coming:
            dialog.title = ctx(text::help_coming);
            dialog.body = ctx(text::help_coming_body);
            dialog.icon = Icon::account_check;
            dialog.tone = Tone::ok;
            break;
        case HelpPhase::unanswered:
            dialog.title = ctx(text::help_unanswered);
            dialog.body = unanswered(ticket, ctx);
            dialog.icon = Icon::phone;
            dialog.tone = Tone::warn;
            if (ticket) dialog.answers.push_back({"help.ticket", ctx(text::help_ticket), Tone::neutral, false});
            break;
    }
    dialog.answers.push_back({"help.back", ctx(text::help_back), Tone::neutral, true});
    return dialog;
}

}  // namespace

void CallingStaffScreen::draw(Frame& frame, const visit::CallingStaff& state, const ScreenContext& ctx) {
    const bool ticket = !visit::has_unsaved(*state.behind);
    const auto answer = frame.dialog(dialog_of(state.phase, ticket, !visit::is_writing(*state.behind), ctx));
    if (answer == "help.back") ctx.emit(visit::Stayed{});
    if (answer == "help.end") ctx.emit(visit::Ended{});
    if (answer == "help.ticket") ctx.emit(visit::TicketChosen{});
}

}  // namespace kiosk::ui
