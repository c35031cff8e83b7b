// «Hôm nay»: what a supervisor decides for this day alone.

#include "ui/screens/procedure_row.hpp"
#include "ui/screens/staff_parts.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui::staff {
namespace {

using visit::StaffDeed;
using Kind = settings::TodayChange::Kind;

bool may_change(const StaffPages& state, const ScreenContext& ctx) {
    return may(state, StaffDeed::change_today, ctx) && !state.under_way();
}

void change_today(Kind kind, std::string value, const ScreenContext& ctx) {
    ctx.emit(visit::StaffDeedChosen{ctx.new_id(), StaffDeed::change_today, visit::DeviceName::ticket_printer,
                                    settings::TodayChange{kind, std::move(value)}});
}

/// A row with a button in it where the role may decide.
bool decision(Frame& frame, std::string_view id, Row row, TextId action, const StaffPages& state, const ScreenContext& ctx) {
    if (!may_change(state, ctx)) {
        frame.row({}, std::move(row));
        return false;
    }
    row.action = ctx(action);
    return frame.row(id, std::move(row));
}

void draw_numbers(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    const bool stopped = ctx.visit.situation.today.tickets_stopped;
    Row row;
    row.icon = stopped ? Icon::pause : Icon::play;
    row.tone = stopped ? Tone::warn : Tone::ok;
    row.title = ctx(text::staff_today_tickets);
    row.body = ctx(stopped ? text::staff_today_tickets_off : text::staff_today_tickets_on);
    row.action_icon = stopped ? Icon::play : Icon::pause;
    const auto action = stopped ? text::staff_today_give : text::staff_today_stop;
    if (decision(frame, "today.tickets", std::move(row), action, state, ctx))
        change_today(stopped ? Kind::give_tickets : Kind::stop_tickets, {}, ctx);
}

void draw_shown(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    const auto notice = wording::todays_notice(ctx);
    Row row;
    row.icon = Icon::bullhorn;
    row.tone = notice.empty() ? Tone::neutral : Tone::warn;
    row.title = notice.empty() ? ctx(text::staff_today_no_notice) : notice;
    row.action_icon = Icon::close;
    if (notice.empty()) frame.row({}, std::move(row));
    else if (decision(frame, "today.no_notice", std::move(row), text::staff_today_remove, state, ctx))
        change_today(Kind::show_nothing, {}, ctx);
}

void draw_notices(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.section(ctx(text::staff_today_notice));
    draw_shown(frame, state, ctx);
    if (!may_change(state, ctx)) return;
    for (const auto& notice : ctx.settings.today.notices) {
        if (ctx.visit.situation.today.notice == notice.id) continue;
        Row row;
        row.icon = Icon::message_text;
        row.tone = Tone::neutral;
        row.title = ctx(notice.text);
        row.action = ctx(text::staff_today_show);
        row.action_icon = Icon::check;
        if (frame.row("today.notice." + notice.id, std::move(row))) change_today(Kind::show_notice, notice.id, ctx);
    }
    if (frame.quiet_button("today.write", Icon::pencil, ctx(text::staff_today_write)))
        ctx.emit(visit::StaffPageChosen{StaffPage::wording, {}});
}

void draw_hidden(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.section(ctx(text::staff_today_hidden));
    const auto& hidden = ctx.visit.situation.today.hidden;
    if (hidden.empty()) frame.point(Icon::check, ctx(text::staff_today_none_hidden));
    for (const auto& code : hidden) {
        const auto* procedure = ctx.catalogue.procedure(code);
        Row row;
        row.icon = Icon::pause;
        row.tone = Tone::warn;
        row.caption = code;
        row.title = procedure == nullptr ? code : ctx(procedure->short_name);
        row.action_icon = Icon::play;
        if (decision(frame, "today.offer." + code, std::move(row), text::staff_today_offer, state, ctx))
            change_today(Kind::offer, code, ctx);
    }
    if (may_change(state, ctx) && frame.quiet_button("today.find", Icon::magnify, ctx(text::staff_today_find)))
        ctx.emit(visit::StaffPageChosen{StaffPage::hiding, {}});
}

Keyboard words_keyboard(const StaffPages& state, TextId done, const ScreenContext& ctx) {
    return wording::keyboard(Layout::letters, ctx(done), "today.words", state.words, ctx);
}

TextField words_field(const StaffPages& state, Icon icon, TextId example, const ScreenContext& ctx) {
    TextField field;
    field.icon = icon;
    field.focused = true;
    field.personal = false;
    field.placeholder = ctx(example);
    if (!state.words.empty()) field.clear_label = ctx(text::search_clear);
    return field;
}

}  // namespace

int today_changes(const ScreenContext& ctx) {
    const auto& today = ctx.visit.situation.today;
    const bool notice = !today.notice.empty() || !today.words.empty();
    return static_cast<int>(today.hidden.size()) + (today.tickets_stopped ? 1 : 0) + (notice ? 1 : 0);
}

void draw_today(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_today));
    if (state.report) frame.hint(ctx(text::staff_today_hint, fmt::arg("date", wording::date(state.report->day))));
    draw_news(frame, state, ctx);
    if (!may(state, StaffDeed::change_today, ctx)) frame.point(Icon::lock, ctx(text::staff_not_allowed));
    draw_numbers(frame, state, ctx);
    draw_hidden(frame, state, ctx);
    frame.second_column();
    draw_notices(frame, state, ctx);
    draw_back(frame, ctx);
}

void draw_hiding(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    if (frame.portrait()) frame.title(ctx(text::staff_today_find));
    frame.text_field("today.words", {}, state.words, words_field(state, Icon::magnify, text::staff_today_find_hint, ctx));
    if (frame.tapped("today.words.clear")) ctx.emit(visit::StaffWordsTyped{});
    frame.scroll_from_here();
    frame.second_column();
    draw_news(frame, state, ctx);
    if (state.words.empty()) frame.point(Icon::lightbulb, ctx(text::search_start));
    else if (state.found.empty())
        frame.notice(Tone::info, Icon::magnify, ctx(text::search_nothing, fmt::arg("words", state.words)));
    if (!state.found.empty() && may_change(state, ctx)) frame.point(Icon::pause, ctx(text::staff_today_hide));
    for (const auto* procedure : state.found) {
        auto row = procedure_row(*procedure, ctx);
        row.body = procedure->code;
        const bool hidden = ctx.visit.situation.today.hides(procedure->code);
        const bool can_be = !hidden && may_change(state, ctx);
        if (frame.row(can_be ? "today.hide." + procedure->code : std::string{}, std::move(row)))
            change_today(Kind::hide, procedure->code, ctx);
    }
    draw_back(frame, ctx);
    auto keyboard = words_keyboard(state, text::keys_view, ctx);
    keyboard.words.done_enabled = false;  // which one is decided in its row
    if (const auto typed = frame.keyboard(std::move(keyboard)); typed && typed->key.kind != Key::Kind::done)
        ctx.emit(visit::StaffWordsTyped{typed->text});
}

void draw_wording(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    if (frame.portrait()) frame.title(ctx(text::staff_today_words_title));
    frame.text_field("today.words", {}, state.words,
                     words_field(state, Icon::bullhorn, text::staff_today_words_example, ctx));
    if (frame.tapped("today.words.clear")) ctx.emit(visit::StaffWordsTyped{});
    frame.scroll_from_here();
    frame.second_column();
    draw_news(frame, state, ctx);
    frame.point(Icon::information, ctx(text::staff_today_words_hint));
    draw_back(frame, ctx);
    auto keyboard = words_keyboard(state, text::staff_today_show, ctx);
    keyboard.words.done_enabled = !state.words.empty() && may_change(state, ctx);
    keyboard.capitals = Capitals::none;
    const auto typed = frame.keyboard(std::move(keyboard));
    if (!typed) return;
    if (typed->key.kind != Key::Kind::done) ctx.emit(visit::StaffWordsTyped{typed->text});
    else if (!state.words.empty()) change_today(Kind::show_words, state.words, ctx);
}

}  // namespace kiosk::ui::staff
