#include "ui/screens/staff_pages.hpp"

#include "ui/screens/staff_parts.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace staff {
namespace {

using Phase = visit::StaffDeedUnderWay::Phase;
using visit::StaffDeed;

TextId deed_words(StaffDeed deed) {
    switch (deed) {
        case StaffDeed::send_now: return text::staff_deed_send;
        case StaffDeed::try_device: return text::staff_try_again;
        case StaffDeed::void_ticket: return text::staff_deed_void;
        case StaffDeed::change_today: return text::staff_deed_today;
        case StaffDeed::print_test:
        case StaffDeed::print_close:
        case StaffDeed::print_ticket: break;
    }
    return text::staff_deed_print;
}

bool about_a_device(StaffDeed deed) {
    return deed != StaffDeed::send_now && deed != StaffDeed::void_ticket && deed != StaffDeed::change_today;
}

std::string outbox_words(const visit::StaffReport& report, const ScreenContext& ctx) {
    auto out =
        ctx(text::staff_outbox_body, fmt::arg("unsent", report.unsent.size()), fmt::arg("refused", report.refused.size()));
    if (!report.fees.empty()) out += ", " + ctx(text::staff_outbox_fees, fmt::arg("count", report.fees.size()));
    return out;
}

std::vector<Tile> menu_tiles(const StaffPages& state, const ScreenContext& ctx) {
    const auto& report = *state.report;
    const auto tickets = visit::count_tickets(report, {});
    const int trouble = readiness_trouble(state, ctx);
    const int devices = device_trouble(ctx);
    const int changes = today_changes(ctx);
    return {{"staff.readiness",
             Icon::clipboard_check,
             ctx(text::staff_readiness),
             trouble == 0 ? ctx(text::staff_readiness_well) : ctx(text::staff_readiness_look, fmt::arg("count", trouble)),
             true,
             {}},
            {"staff.outbox", Icon::cloud_upload, ctx(text::staff_outbox), outbox_words(report, ctx), true, {}},
            {"staff.devices",
             Icon::printer,
             ctx(text::staff_devices),
             devices == 0 ? ctx(text::staff_devices_well) : ctx(text::staff_devices_trouble, fmt::arg("count", devices)),
             true,
             {}},
            {"staff.tickets",
             Icon::ticket,
             ctx(text::staff_tickets),
             ctx(text::staff_tickets_body, fmt::arg("given", tickets.given), fmt::arg("waiting", tickets.waiting)),
             true,
             {}},
            {"staff.close", Icon::calendar_check, ctx(text::staff_close), ctx(text::staff_close_body), true, {}},
            {"staff.today",
             Icon::bullhorn,
             ctx(text::staff_today),
             changes == 0 ? ctx(text::staff_today_usual) : ctx(text::staff_today_changed, fmt::arg("count", changes)),
             true,
             {}},
            {"staff.touch", Icon::hand_pointing_right, ctx(text::staff_touch), ctx(text::staff_touch_body), true, {}},
            {"staff.ruler", Icon::scale_balance, ctx(text::staff_ruler), ctx(text::staff_ruler_body), true, {}}};
}

void draw_service(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    const bool stopped = state.out == visit::OutReason::stopped_by_staff;
    if (state.out && !stopped)
        return frame.notice(Tone::bad, Icon::wrench, ctx(text::staff_out_of_service), ctx(text::staff_out_of_service_body));
    Row row{stopped ? Icon::pause : Icon::play,
            stopped ? Tone::warn : Tone::ok,
            {},
            ctx(stopped ? text::staff_stopped : text::staff_serving),
            ctx(stopped ? text::staff_stopped_body : text::staff_serving_body),
            {},
            Tone::neutral,
            false,
            {}};
    if (!ctx.settings.staff.may(state.staff, settings::StaffRight::service)) {
        frame.row({}, std::move(row));
        return;
    }
    row.action = ctx(stopped ? text::staff_resume : text::staff_stop);
    row.action_icon = stopped ? Icon::play : Icon::pause;
    if (frame.row("staff.service", std::move(row))) ctx.emit(visit::ServiceSwitched{stopped});
}

void draw_menu(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_title));
    const auto* role = ctx.settings.staff.role_of(state.staff);
    frame.hint(ctx(text::staff_hint, fmt::arg("staff", state.staff),
                   fmt::arg("role", role == nullptr ? std::string{} : ctx(role->name))));
    draw_news(frame, state, ctx);
    if (state.report) {
        constexpr StaffPage pages[] = {StaffPage::readiness, StaffPage::outbox, StaffPage::devices, StaffPage::tickets,
                                       StaffPage::close,     StaffPage::today,  StaffPage::touch,   StaffPage::ruler};
        if (const auto tile = frame.tiles(frame.portrait() ? 2 : 4, menu_tiles(state, ctx)))
            ctx.emit(visit::StaffPageChosen{pages[*tile], {}});
        draw_service(frame, state, ctx);
    }
    const Button end{.icon = Icon::exit_to_app, .reason = {}};
    if (frame.primary("staff.end", ctx(text::staff_end), end)) ctx.emit(visit::Ended{});
}

}  // namespace

void draw_news(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    if (!state.report) return frame.spinner(ctx(text::staff_loading));
    if (state.report->problem)
        frame.notice(Tone::bad, Icon::alert, ctx(text::staff_unreadable), ctx(text::staff_unreadable_body));
    if (!state.deed) return;
    const auto& deed = *state.deed;
    const auto words = fmt::arg("deed", ctx(deed_words(deed.deed)));
    switch (deed.phase) {
        case Phase::under_way: return frame.notice(Tone::info, Icon::timer_sand, ctx(text::staff_deed_under_way, words));
        case Phase::done:
            return frame.notice(Tone::ok, Icon::check_circle, ctx(text::staff_deed_done, words),
                                deed.deed == StaffDeed::send_now ? ctx(text::staff_send_begun) : std::string{});
        case Phase::failed:
            return frame.notice(Tone::bad, Icon::close_circle, ctx(text::staff_deed_failed, words),
                                ctx(about_a_device(deed.deed) ? device_words(deed.problem) : text::staff_deed_failed_body));
    }
}

bool may(const StaffPages& state, StaffDeed deed, const ScreenContext& ctx) {
    return ctx.settings.staff.may(state.staff, visit::right_for(deed));
}

Button deed_button(const StaffPages& state, StaffDeed deed, Icon icon, const ScreenContext& ctx) {
    const bool allowed = may(state, deed, ctx);
    return {.icon = icon,
            .enabled = allowed && !state.under_way(),
            .reason = allowed ? std::string{} : ctx(text::staff_not_allowed),
            .busy = state.under_way() && state.deed->deed == deed};
}

void do_deed(StaffDeed deed, const ScreenContext& ctx, visit::DeviceName device) {
    ctx.emit(visit::StaffDeedChosen{ctx.new_id(), deed, device});
}

void draw_back(Frame& frame, const ScreenContext& ctx) {
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

std::string moment(WallTime at, const ScreenContext& ctx) { return wording::date_time(at, ctx); }

}  // namespace staff

void StaffPagesScreen::draw(Frame& frame, const visit::StaffPages& state, const ScreenContext& ctx) {
    using visit::StaffPage;
    switch (state.page) {
        case StaffPage::menu: return staff::draw_menu(frame, state, ctx);
        case StaffPage::readiness: return staff::draw_readiness(frame, state, ctx);
        case StaffPage::outbox: return staff::draw_outbox(frame, state, ctx);
        case StaffPage::devices: return staff::draw_devices(frame, state, ctx);
        case StaffPage::tickets: return staff::draw_tickets(frame, state, ctx);
        case StaffPage::ticket: return staff::draw_ticket(frame, state, ctx);
        case StaffPage::voiding: return staff::draw_voiding(frame, state, ctx);
        case StaffPage::close: return staff::draw_close(frame, state, ctx);
        case StaffPage::today: return staff::draw_today(frame, state, ctx);
        case StaffPage::hiding: return staff::draw_hiding(frame, state, ctx);
        case StaffPage::wording: return staff::draw_wording(frame, state, ctx);
        case StaffPage::touch: return staff::draw_touch(frame, state, ctx);
        case StaffPage::ruler: return staff::draw_ruler(frame, state, ctx);
    }
}

}  // namespace kiosk::ui
