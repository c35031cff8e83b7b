#include "ui/screens/reading_notice.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {

void ReadingNoticeScreen::draw(Frame& frame, const visit::ReadingNotice& state, const ScreenContext& ctx) {
    frame.steps(1, wording::filing_steps(ctx));
    frame.title(ctx(text::notice_title));
    frame.hint(ctx(text::notice_hint));
    frame.scroll_from_here();
    const auto part = [&](Icon icon, TextId caption, std::string body) {
        Row row;
        row.icon = icon;
        row.title = ctx(caption);
        row.body = std::move(body);
        frame.row({}, std::move(row));
    };
    part(Icon::eye, text::notice_what, ctx(text::notice_what_body));
    part(Icon::file_document, text::notice_purpose,
         ctx(text::notice_purpose_body, fmt::arg("procedure", ctx(state.filing.procedure->short_name))));
    frame.second_column();
    part(Icon::lock, text::notice_keeper, ctx(text::notice_keeper_body, fmt::arg("centre", ctx(ctx.settings.centre.name))));
    part(Icon::account_check, text::notice_rights, ctx(text::notice_rights_body));
    frame.notice(Tone::info, Icon::information, ctx(text::notice_choice));

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.secondary("notice.refuse", ctx(text::notice_refuse), {.icon = Icon::ticket_account, .reason = {}})) {
        ctx.emit(visit::NoticeRefused{});
    }
    if (frame.primary("notice.accept", ctx(text::notice_accept), {.icon = Icon::check, .reason = {}})) {
        ctx.emit(visit::NoticeAccepted{});
    }
}

}  // namespace kiosk::ui
