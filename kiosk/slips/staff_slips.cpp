#include <fmt/format.h>

#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"
#include "kiosk/texts/unsent_words.hpp"

namespace kiosk::slips {
namespace {

constexpr int test_qr_side_px = 240;
constexpr int card_qr_side_px = 320;
constexpr std::size_t most_codes = 40;  // a line each: more are in `kiosk outbox list`

void add_close_tickets(Column& page, const DayClose::Tickets& tickets, const Press& press) {
    add_heading(page, press.texts(text::slip_close_tickets));
    const auto line = [&](TextId label, int count) {
        if (count > 0) page.line(press.texts(label), fmt::format("{}", count));
    };
    page.line(press.texts(text::slip_close_given), fmt::format("{}", tickets.given));
    line(text::slip_close_waiting, tickets.waiting);
    line(text::slip_close_called, tickets.called);
    line(text::slip_close_done, tickets.done);
    line(text::slip_close_absent, tickets.absent);
    line(text::slip_close_voided, tickets.voided);
    line(text::slip_close_unheld, tickets.unheld);
}

void add_close_unsent(Column& page, const DayClose& close, const Press& press) {
    add_heading(page, press.texts(text::slip_close_unsent));
    if (close.unsent.empty()) page.text(press.texts(text::slip_close_unsent_none), {24, Weight::medium});
    for (const auto& [reason, count] : close.unsent) page.line(press.texts(unsent_words(reason)), fmt::format("{}", count));
    if (close.refused > 0) page.line(press.texts(text::slip_close_refused), fmt::format("{}", close.refused));
    std::size_t told = 0;
    for (const auto& code : close.codes) {
        if (code.empty() || told == most_codes) continue;
        if (told++ == 0) page.text(press.texts(text::slip_close_codes), {22, Weight::medium});
        page.item(Column::Mark::box, 0, code, "");
    }
}

}  // namespace

Result<Slip> test_slip(const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_test_title));
    page.figure("A012", {150, Weight::bold, Align::centre}, 150);
    for (const double size : {22.0, 28.0, 36.0}) page.text(texts(text::slip_test_words), {size, Weight::regular});
    page.rule();
    page.text(texts(text::slip_test_bar), {22, Weight::medium});
    page.banner(" ", 40);
    page.dotted_rule();
    if (auto added = add_qr(page, "QNTEST:0123456789", test_qr_side_px, Align::centre); !added)
        return fail(std::move(added));
    page.text(texts(text::slip_test_qr), {22, Weight::medium, Align::centre});
    add_foot(page, press);
    return page.print(margin_px);
}

Result<Slip> close_slip(const DayClose& close, const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_close_title));
    page.line(texts(text::slip_close_day), date(close.day));
    page.line(texts(text::slip_close_at), moment(press, close.at));
    page.line(texts(text::slip_close_staff), close.staff);
    page.rule();
    add_close_unsent(page, close, press);
    page.rule();
    add_close_tickets(page, close.tickets, press);
    add_foot(page, press);
    return page.print(margin_px);
}

Result<Slip> staff_card(const Personal& token, std::string_view id, std::string_view role,
                        const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_card_title));
    if (auto added = add_qr(page, token.reveal(), card_qr_side_px, Align::centre); !added) return fail(std::move(added));
    page.text(id, {34, Weight::bold, Align::centre});
    page.text(role, {26, Weight::medium, Align::centre});
    page.gap(8);
    page.text(texts(text::slip_card_use), {22, Weight::regular, Align::centre});
    return page.print(margin_px);
}

}  // namespace kiosk::slips
