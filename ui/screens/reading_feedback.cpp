#include "ui/screens/reading_feedback.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void ReadingFeedbackScreen::draw(Frame& frame, const visit::ReadingFeedback&, const ScreenContext& ctx) {
    const auto& hotline = ctx.settings.centre.hotline;
    const auto& url = ctx.settings.feedback.url;
    frame.title(ctx(text::feedback_title));
    frame.hint(ctx(text::feedback_hint));
    frame.scroll_from_here();
    if (!hotline.empty()) {
        Row row;
        row.icon = Icon::phone;
        row.caption = ctx(text::feedback_hotline);
        row.title = hotline;
        row.body = ctx(text::feedback_hotline_body);
        frame.row({}, std::move(row));
    }
    frame.point(Icon::information, ctx(text::feedback_take_down));
    frame.second_column();
    if (const auto& code = frame.qr_of(url); code.side > 0) {
        frame.section(ctx(text::feedback_page));
        frame.qr(code, ctx(text::feedback_page_body));
        frame.point(Icon::web, url);
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
