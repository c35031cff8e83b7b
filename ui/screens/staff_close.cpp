#include "kiosk/texts/unsent_words.hpp"
#include "ui/screens/staff_parts.hpp"

namespace kiosk::ui::staff {
namespace {

void draw_close_unsent(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    frame.section(ctx(text::staff_close_unsent));
    if (report.unsent.empty() && report.refused.empty())
        frame.notice(Tone::ok, Icon::check_circle, ctx(text::staff_unsent_none), ctx(text::staff_unsent_none_body));
    for (const auto& cause : visit::unsent_by_cause(report))
        frame.row({}, {Icon::cloud_upload,
                       Tone::warn,
                       {},
                       ctx(unsent_words(cause.reason)),
                       {},
                       fmt::format("{}", cause.count),
                       Tone::neutral,
                       false,
                       {}});
    if (!report.refused.empty())
        frame.row({}, {Icon::alert_circle,
                       Tone::bad,
                       {},
                       ctx(text::staff_refused, fmt::arg("count", report.refused.size())),
                       {},
                       {},
                       Tone::neutral,
                       false,
                       {}});
}

void draw_close_tickets(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    const auto counts = visit::count_tickets(report, {});
    frame.section(ctx(text::staff_close_tickets));
    std::vector<Fact> facts;
    const auto fact = [&](TextId name, int count) {
        if (count > 0) facts.push_back({Icon::ticket, ctx(name), fmt::format("{}", count)});
    };
    facts.push_back({Icon::ticket, ctx(text::staff_count_given), fmt::format("{}", counts.given)});
    fact(text::staff_count_waiting, counts.waiting);
    fact(text::staff_count_called, counts.called);
    fact(text::staff_state_done, counts.done);
    fact(text::staff_state_absent, counts.absent);
    fact(text::staff_state_voided, counts.voided);
    fact(text::staff_state_unheld, counts.unheld);
    frame.facts(std::move(facts));
}

}  // namespace

void draw_close(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_close));
    if (state.report) frame.hint(ctx(text::staff_close_hint, fmt::arg("moment", moment(state.report->as_of, ctx))));
    draw_news(frame, state, ctx);
    if (state.report) {
        draw_close_unsent(frame, *state.report, ctx);
        frame.second_column();
        draw_close_tickets(frame, *state.report, ctx);
    }
    draw_back(frame, ctx);
    if (frame.primary("staff.print_close", ctx(text::staff_close_print),
                      deed_button(state, visit::StaffDeed::print_close, Icon::printer, ctx)))
        do_deed(visit::StaffDeed::print_close, ctx);
}

}  // namespace kiosk::ui::staff
