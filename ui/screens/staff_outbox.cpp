#include "kiosk/payment/bill_words.hpp"
#include "kiosk/texts/unsent_words.hpp"
#include "ui/screens/payment_part.hpp"
#include "ui/screens/staff_parts.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui::staff {
namespace {

constexpr std::size_t most_rows = 20;  // of each kind; whoever has more to do sits at a desk

std::string unsent_title(const visit::UnsentItem& item, const ScreenContext& ctx) {
    if (!item.letter) return item.code;
    if (*item.letter == dossier::LetterKind::rating) return ctx(text::staff_item_rating);
    if (*item.letter == dossier::LetterKind::supplement)
        return ctx(text::staff_item_supplement, fmt::arg("code", item.code));
    return ctx(text::staff_item_withdrawal, fmt::arg("code", item.code));
}

void draw_more(Frame& frame, std::size_t count, std::string_view command, const ScreenContext& ctx) {
    frame.paragraph(ctx(text::staff_more, fmt::arg("count", count), fmt::arg("command", command)));
}

void draw_unsent(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    if (report.unsent.empty()) {
        if (report.refused.empty() && report.fees.empty())
            frame.notice(Tone::ok, Icon::check_circle, ctx(text::staff_unsent_none), ctx(text::staff_unsent_none_body));
        return;
    }
    frame.section(ctx(text::staff_unsent, fmt::arg("count", report.unsent.size())));
    for (std::size_t i = 0; i < report.unsent.size() && i < most_rows; ++i) {
        const auto& item = report.unsent[i];
        std::string when;
        if (item.under_way) when = ctx(text::staff_item_now);
        else if (item.next_try)
            when = ctx(text::staff_item_next, fmt::arg("time", wording::time(local_time(*item.next_try))));
        const auto* procedure = ctx.catalogue.procedure(item.procedure);
        std::string body = ctx(unsent_words(item.reason));
        if (procedure != nullptr) body += "\n" + ctx(procedure->name);
        frame.row({}, {item.letter ? Icon::email_outline : Icon::file_document,
                       item.reason ? Tone::warn : Tone::info,
                       ctx(text::staff_item_caption, fmt::arg("moment", moment(item.since, ctx)),
                           fmt::arg("attempts", item.attempts)),
                       unsent_title(item, ctx),
                       std::move(body),
                       std::move(when),
                       Tone::neutral,
                       false,
                       {}});
    }
    if (report.unsent.size() > most_rows) draw_more(frame, report.unsent.size() - most_rows, "kiosk outbox list", ctx);
}

void draw_refused(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    if (report.refused.empty()) return;
    frame.section(ctx(text::staff_refused, fmt::arg("count", report.refused.size())));
    for (std::size_t i = 0; i < report.refused.size() && i < most_rows; ++i) {
        const auto& item = report.refused[i];
        Row row{Icon::alert_circle,
                Tone::bad,
                moment(item.since, ctx),
                item.code,
                ctx(text::staff_refused_body, fmt::arg("words", item.words.reveal())),
                {},
                Tone::neutral,
                false,
                {}};
        row.aloud = ctx(text::staff_refused_aloud, fmt::arg("code", item.code));  // the portal's words may be about somebody
        frame.row({}, std::move(row));
    }
    if (report.refused.size() > most_rows) draw_more(frame, report.refused.size() - most_rows, "kiosk outbox list", ctx);
}

/// Money to give back or to ask for: each until it has come right.
void draw_fees(Frame& frame, const visit::StaffReport& report, const ScreenContext& ctx) {
    if (report.fees.empty()) return;
    frame.section(ctx(text::staff_fees, fmt::arg("count", report.fees.size())));
    for (std::size_t i = 0; i < report.fees.size() && i < most_rows; ++i) {
        const auto& fee = report.fees[i];
        const auto amounts = ctx(text::staff_fee_amounts, fmt::arg("amount", wording::money(fee.order.dong, ctx)),
                                 fmt::arg("received", wording::money(fee.standing.received_dong, ctx)),
                                 fmt::arg("refunded", wording::money(fee.standing.refunded_dong, ctx)));
        frame.row({}, {bill_icon(fee),
                       Tone::warn,
                       moment(fee.order.made_at, ctx) + " · " + fee.order.about,
                       fee.order.code,
                       payment::words_of(fee, ctx.texts).title + "\n" + amounts,
                       {},
                       Tone::neutral,
                       false,
                       {}});
    }
    if (report.fees.size() > most_rows) draw_more(frame, report.fees.size() - most_rows, "kiosk payment report", ctx);
}

}  // namespace

void draw_outbox(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    frame.title(ctx(text::staff_outbox));
    draw_news(frame, state, ctx);
    if (state.report) {
        draw_fees(frame, *state.report, ctx);
        draw_refused(frame, *state.report, ctx);
        draw_unsent(frame, *state.report, ctx);
    }
    draw_back(frame, ctx);
    auto send = deed_button(state, visit::StaffDeed::send_now, Icon::cloud_upload, ctx);
    if (state.report && !state.report->problem && state.report->unsent.empty()) {
        send.enabled = false;
        if (send.reason.empty()) send.reason = ctx(text::staff_unsent_none);
    }
    if (frame.primary("staff.send", ctx(text::staff_send), std::move(send))) do_deed(visit::StaffDeed::send_now, ctx);
}

}  // namespace kiosk::ui::staff
