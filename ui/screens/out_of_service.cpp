#include "ui/screens/out_of_service.hpp"

namespace kiosk::ui {

void OutOfServiceScreen::draw(Frame& frame, const visit::OutOfService& state, const ScreenContext& ctx) {
    using visit::OutReason;
    const auto& hotline = ctx.settings.centre.hotline;
    switch (state.reason) {
        case OutReason::starting:
            frame.title(ctx(text::out_starting));
            frame.spinner(ctx(text::out_starting_body));
            return;
        case OutReason::store_failed:
            frame.outcome(Tone::warn, Icon::wrench, ctx(text::out_store_failed), ctx(text::out_store_failed_body));
            break;
        case OutReason::stopped_by_staff:
            frame.outcome(Tone::info, Icon::wrench, ctx(text::out_stopped), ctx(text::out_stopped_body));
            break;
    }
    frame.point(Icon::map_marker,
                hotline.empty() ? ctx(text::out_where_no_hotline) : ctx(text::out_where, fmt::arg("number", hotline)));
}

}  // namespace kiosk::ui
