#include "ui/screens/a4_part.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using visit::A4Printing;

TextId paper_name(dossier::OfficerForm form) {
    switch (form) {
        case dossier::OfficerForm::refusal: return text::a4_refusal;
        case dossier::OfficerForm::apology: return text::a4_apology;
        case dossier::OfficerForm::control: return text::a4_control;
        case dossier::OfficerForm::result: return text::a4_result;
    }
    broken("an officer's form has a name");
}

/// What happened and what to do. Codes of the portal are met only while an officer's paper is fetched.
TextId a4_trouble(Code code) {
    switch (code) {
        case Code::no_paper: return text::a4_no_paper;
        case Code::paper_jam: return text::a4_jam;
        case Code::cover_open: return text::a4_cover;
        case Code::device_gone: return text::a4_gone;
        case Code::timed_out:
        case Code::busy: return text::a4_slow;
        case Code::unreachable:
        case Code::unknown_outcome:
        case Code::closed:
        case Code::stopped:
        case Code::too_many: return text::a4_portal_away;
        case Code::not_found:
        case Code::bad_format:
        case Code::too_large:
        case Code::untrusted:
        case Code::refused: return text::a4_no_pdf;
        case Code::unpaid:
        case Code::bad_usage:
        case Code::no_permission:
        case Code::unsupported:
        case Code::newer_version:
        case Code::corrupt:
        case Code::disk_full:
        case Code::io:
        case Code::device_fault: return text::a4_fault;
    }
    broken("a code has its sentence");
}

}  // namespace

bool has_a4_printer(const ScreenContext& ctx) { return ctx.visit.situation.page_printer != Code::device_gone; }

bool a4_is_ready(const std::optional<A4Printing>& wanted, const ScreenContext& ctx) {
    return !ctx.visit.situation.page_printer && !(wanted && wanted->phase == A4Printing::Phase::under_way);
}

void draw_a4_state(Frame& frame, const std::optional<A4Printing>& wanted, const ScreenContext& ctx) {
    if (wanted && wanted->phase == A4Printing::Phase::under_way)
        return frame.notice(Tone::info, Icon::printer, ctx(text::a4_printing), ctx(text::a4_printing_body));
    if (const auto& health = ctx.visit.situation.page_printer; health && has_a4_printer(ctx))
        return frame.notice(Tone::warn, Icon::printer, ctx(text::a4_not_ready), ctx(a4_trouble(*health)));
    if (!wanted) return;
    if (wanted->phase == A4Printing::Phase::printed)
        return frame.notice(Tone::ok, Icon::printer, ctx(text::a4_printed), ctx(text::a4_printed_body));
    frame.notice(Tone::warn, Icon::printer, ctx(text::a4_not_printed), ctx(a4_trouble(wanted->problem)));
}

void draw_sent_papers(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    if (state.view.sent.empty()) return;
    frame.section(ctx(text::a4_papers));
    int number = 0;
    for (const auto& paper : state.view.sent) {
        const std::string id = a4_is_ready(state.a4, ctx) ? "status.paper." + std::to_string(++number) : std::string{};
        Row row;
        row.icon = Icon::file_document;
        row.title = ctx(paper_name(paper.form));
        row.body = wording::date(paper.at);
        if (!id.empty()) row.action = ctx(text::a4_print);
        row.action_icon = Icon::printer;
        if (frame.row(id, std::move(row))) ctx.emit(visit::SentPaperWanted{ctx.new_id(), paper.id});
    }
    if (!has_a4_printer(ctx)) frame.point(Icon::information, ctx(text::a4_at_counter));
}

void draw_receipt_a4(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    if (!state.view.accepted_at || !a4_is_ready(state.a4, ctx)) return;
    if (frame.quiet_button("status.print_receipt_a4", Icon::printer, ctx(text::a4_print_receipt)))
        ctx.emit(visit::ReceiptA4Wanted{ctx.new_id()});
}

}  // namespace kiosk::ui
