#include "ui/screens/staff_parts.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui::staff {
namespace {

struct Fitness {
    Icon icon;
    TextId name;
    std::string words;
    bool well = true;
};

Fitness fitness_of_clock(const visit::StaffReport& report, const ScreenContext& ctx) {
    const auto now = moment(ctx.wall, ctx);
    if (!report.clock_went_back)
        return {Icon::clock, text::staff_clock, ctx(text::staff_clock_body, fmt::arg("moment", now)), true};
    return {Icon::clock, text::staff_clock,
            ctx(text::staff_clock_back, fmt::arg("moment", now), fmt::arg("day", wording::date(report.day))), false};
}

int days_between(LocalDate from, const LocalDate& to) {
    constexpr auto day = std::chrono::hours(24);
    return static_cast<int>((wall_time({to, 12, 0, 0}) - wall_time({from, 12, 0, 0})) / day);
}

std::string catalogue_words(const visit::StaffReport& report, const ScreenContext& ctx) {
    if (!report.catalogue_from) return ctx(text::staff_catalogue_no_date, fmt::arg("count", report.procedures));
    return ctx(text::staff_catalogue_body, fmt::arg("count", report.procedures),
               fmt::arg("date", wording::date(*report.catalogue_from)),
               fmt::arg("days", std::max(0, days_between(*report.catalogue_from, local_time(ctx.wall).date))));
}

std::vector<Fitness> fitness(const visit::StaffReport& report, const ScreenContext& ctx) {
    const bool connected = ctx.visit.situation.portal_connected;
    std::vector<Fitness> out{
        {connected ? Icon::earth : Icon::wifi_off, text::staff_link,
         ctx(connected ? text::staff_link_well : text::staff_link_gone), connected},
        {Icon::content_save, text::staff_disk,
         ctx(report.disk_full ? text::staff_disk_full : text::staff_disk_free, fmt::arg("free", report.free_mb)),
         !report.disk_full},
        fitness_of_clock(report, ctx)};
    const auto opening = settings::opening_today(ctx.settings.hours, ctx.visit.situation.today, local_time(ctx.wall));
    out.push_back({Icon::calendar, text::staff_hours,
                   opening.open ? ctx(text::staff_hours_open) : wording::closed_sentence(opening, ctx), true});
    out.push_back({Icon::book_open, text::staff_catalogue, catalogue_words(report, ctx), true});
    if (report.untested > 0)
        out.push_back({Icon::clipboard_text, text::staff_catalogue,
                       ctx(text::staff_untested, fmt::arg("count", report.untested)), false});
    out.push_back({Icon::calendar_check, text::staff_days_off,
                   report.days_off_missing ? ctx(text::staff_days_off_missing, fmt::arg("year", *report.days_off_missing))
                                           : ctx(text::staff_days_off_well),
                   !report.days_off_missing});
    if (report.notices > 0)
        out.push_back(
            {Icon::alert, text::staff_notices, ctx(text::staff_notices_body, fmt::arg("count", report.notices)), false});
    return out;
}

}  // namespace

int readiness_trouble(const StaffPages& state, const ScreenContext& ctx) {
    if (!state.report) return 0;
    int out = 0;
    for (const auto& row : fitness(*state.report, ctx)) out += row.well ? 0 : 1;
    return out;
}

void draw_readiness(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_readiness));
    draw_news(frame, state, ctx);
    if (state.report) {
        const int trouble = device_trouble(ctx);
        for (const auto& row : fitness(*state.report, ctx))
            frame.row({}, {row.icon,
                           row.well ? Tone::ok : Tone::warn,
                           {},
                           ctx(row.name),
                           row.words,
                           ctx(row.well ? text::staff_well : text::staff_attention),
                           row.well ? Tone::ok : Tone::warn,
                           false,
                           {}});
        if (frame.row("staff.devices", {Icon::printer,
                                        trouble == 0 ? Tone::ok : Tone::warn,
                                        {},
                                        ctx(text::staff_devices),
                                        trouble == 0 ? ctx(text::staff_devices_well)
                                                     : ctx(text::staff_devices_trouble, fmt::arg("count", trouble)),
                                        ctx(trouble == 0 ? text::staff_well : text::staff_attention),
                                        trouble == 0 ? Tone::ok : Tone::warn,
                                        true,
                                        {}}))
            ctx.emit(visit::StaffPageChosen{StaffPage::devices, {}});
    }
    draw_back(frame, ctx);
}

}  // namespace kiosk::ui::staff
