#include "ui/screens/capturing_page.hpp"

#include "kiosk/visit/limits.hpp"
#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

void draw_waiting(Frame& frame, const visit::CapturingPage& state, bool scans, const ScreenContext& ctx) {
    frame.spinner(ctx(scans ? text::capture_scanning : text::capture_taking));
    const auto total = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(visit::limits::capturing).count());
    const int left = frame.seconds_until(state.deadline, ctx.now);
    frame.countdown(ctx(text::capture_time, fmt::arg("seconds", left)), left, total);
    if (frame.back("back", ctx(text::capture_cancel))) ctx.emit(visit::WentBack{});
}

void draw_capture_problem(Frame& frame, Code code, const ScreenContext& ctx) {
    frame.notice(Tone::warn, Icon::alert_circle, filing_wording::capture_sentence(code, ctx));
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("capture.again", ctx(text::capture_again), {.icon = Icon::refresh, .reason = {}})) {
        ctx.emit(visit::PageReplaced{ctx.new_id()});
    }
}

}  // namespace

void CapturingPageScreen::draw(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx) {
    const bool scans = state.source == dossier::PageSource::scanner;
    filing_wording::draw_paper_steps(frame, state.filing, ctx);
    if (state.problem) frame.title(ctx(scans ? text::capture_failed_scan : text::capture_failed_camera));
    else frame.title(ctx(scans ? text::capture_scan_title : text::capture_camera_title));
    frame.hint(ctx(scans ? text::capture_scan_hint : text::capture_camera_hint));
    if (const auto* component = filing_wording::component_of(state.filing, state.component)) {
        frame.point(Icon::file_document,
                    ctx(text::capture_for, fmt::arg("name", filing_wording::paper_name(*component, ctx))));
    }
    if (state.problem) draw_capture_problem(frame, *state.problem, ctx);
    const bool gone = state.problem && *state.problem == Code::device_gone;
    if (!gone) frame.art(scans ? Art::page_on_scanner : Art::page_under_camera);
    frame.second_column();
    if (!state.problem) draw_waiting(frame, state, scans, ctx);
}

}  // namespace kiosk::ui
