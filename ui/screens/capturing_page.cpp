#include "ui/screens/capturing_page.hpp"

#include "kiosk/visit/limits.hpp"
#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

constexpr auto capturing_seconds =
    static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(visit::limits::capturing).count());

void draw_time(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx) {
    const int left = frame.seconds_until(state.deadline, ctx.now);
    frame.countdown(ctx(text::capture_time, fmt::arg("seconds", left)), left, capturing_seconds);
    if (frame.back("back", ctx(text::capture_cancel))) ctx.emit(visit::WentBack{});
}

void draw_waiting(Frame& frame, const visit::CapturingPage& state, bool scans, const ScreenContext& ctx) {
    frame.spinner(ctx(scans ? text::capture_scanning : text::capture_taking));
    draw_time(frame, state, ctx);
}

void draw_capture_problem(Frame& frame, Code code, const ScreenContext& ctx) {
    frame.notice(Tone::warn, Icon::alert_circle, filing_wording::capture_sentence(code, ctx));
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("capture.again", ctx(text::capture_again), {.icon = Icon::refresh, .reason = {}})) {
        ctx.emit(visit::PageReplaced{ctx.new_id()});
    }
}

TextId live_sentence(visit::LivePage::Says says) {
    switch (says) {
        case visit::LivePage::Says::lay_a_page: return text::capture_camera_hint;
        case visit::LivePage::Says::move_it_in: return text::capture_move_in;
        case visit::LivePage::Says::leave_it:
        case visit::LivePage::Says::is_taken: return text::capture_leave_it;
        case visit::LivePage::Says::is_taken_once: return text::capture_taken_once;
    }
    return text::capture_camera_hint;
}

LiveOutline outline_of(const visit::LivePage& live) {
    LiveOutline out;
    out.seen = live.seen;
    out.good = live.says != visit::LivePage::Says::move_it_in;
    for (std::size_t i = 0; i < 4; ++i) out.corners.at(i) = {live.corners.at(i).x, live.corners.at(i).y};
    out.percent = live.still_percent;
    return out;
}

}  // namespace

void CapturingPageScreen::draw_camera(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx) {
    if (state.live == nullptr) {
        frame.art(Art::page_under_camera);
    } else {
        if (shown_ != state.live) {
            shown_ = state.live;
            const auto& seen = state.live->picture;
            auto picture = picture_from_bytes(seen.rgba, seen.width_px, seen.height_px, 4);
            picture_ = picture ? std::move(*picture) : Picture{};
        }
        frame.live_page(picture_, outline_of(*state.live), ctx(text::capture_live));
    }
    frame.second_column();
    if (state.taking || (state.live != nullptr && state.live->says == visit::LivePage::Says::is_taken)) {
        draw_waiting(frame, state, false, ctx);
        return;
    }
    draw_time(frame, state, ctx);
    if (frame.primary("capture.now", ctx(text::capture_now), {.icon = Icon::camera, .reason = {}}))
        ctx.emit(visit::PhotoWanted{});
}

void CapturingPageScreen::draw(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx) {
    const bool scans = state.source == dossier::PageSource::scanner;
    filing_wording::draw_paper_steps(frame, state.filing, ctx);
    if (state.problem) frame.title(ctx(scans ? text::capture_failed_scan : text::capture_failed_camera));
    else frame.title(ctx(scans ? text::capture_scan_title : text::capture_camera_title));
    const bool live = !state.problem && state.live != nullptr;
    frame.hint(ctx(scans ? text::capture_scan_hint : live ? live_sentence(state.live->says) : text::capture_camera_hint));
    if (const auto* component = filing_wording::component_of(state.filing, state.component)) {
        frame.point(Icon::file_document,
                    ctx(text::capture_for, fmt::arg("name", filing_wording::paper_name(*component, ctx))));
    }
    if (!scans && !state.problem) return draw_camera(frame, state, ctx);
    if (state.problem) draw_capture_problem(frame, *state.problem, ctx);
    const bool gone = state.problem && *state.problem == Code::device_gone;
    if (!gone) frame.art(scans ? Art::page_on_scanner : Art::page_under_camera);
    frame.second_column();
    if (!state.problem) draw_waiting(frame, state, scans, ctx);
}

}  // namespace kiosk::ui
