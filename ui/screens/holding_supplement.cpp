#include "ui/screens/holding_supplement.hpp"

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

using visit::HoldingSupplement;
using SupplementAnswer = dossier::AskedWithdrawal::Answer;

void draw_supplement_outcome(Frame& frame, const dossier::SupplementNote& note, const ScreenContext& ctx) {
    switch (note.answer) {
        case SupplementAnswer::taken:
            frame.outcome(Tone::ok, Icon::check, ctx(text::supplement_taken), ctx(text::supplement_taken_body));
            return;
        case SupplementAnswer::on_its_way:
            frame.outcome(Tone::ok, Icon::check, ctx(text::supplement_kept), ctx(text::supplement_kept_body));
            return;
        case SupplementAnswer::refused:
            frame.personal_outcome(Tone::bad, Icon::close_circle, ctx(text::supplement_refused),
                                   ctx(text::supplement_refused_body, fmt::arg("reason", note.refusal)));
            return;
    }
}

void draw_supplement_slip(Frame& frame, const HoldingSupplement& state, const ScreenContext& ctx) {
    switch (state.delivery) {
        case visit::Delivery::printing: frame.notice(Tone::info, Icon::printer, ctx(text::done_printing)); return;
        case visit::Delivery::printed: frame.notice(Tone::ok, Icon::printer, ctx(text::done_printed)); return;
        case visit::Delivery::shown:
            frame.notice(
                Tone::warn, Icon::camera,
                filing_wording::slip_sentence(ctx.visit.situation.ticket_printer.value_or(Code::device_fault), ctx));
            return;
    }
}

void draw_lines(Frame& frame, const dossier::SupplementNote& note, const ScreenContext& ctx) {
    frame.section(ctx(text::supplement_added));
    for (const auto& line : note.papers) {
        const auto& name = line.name.vi.empty() ? ctx(text::supplement_other) : ctx(line.name);
        frame.point(line.pages == 0 ? Icon::bookmark : Icon::file_multiple,
                    ctx(text::supplement_line, fmt::arg("name", name),
                        fmt::arg("pages", filing_wording::pages_of(line.pages, ctx))));
    }
}

}  // namespace

void HoldingSupplementScreen::draw(Frame& frame, const HoldingSupplement& state, const ScreenContext& ctx) {
    const auto& note = state.note;
    const bool printing = state.delivery == visit::Delivery::printing;
    draw_supplement_outcome(frame, note, ctx);
    frame.facts({{Icon::barcode, ctx(text::done_code), note.code},
                 {Icon::clock, ctx(text::supplement_sent_at), wording::date_time(note.sent_at, ctx)}});
    frame.second_column();
    draw_supplement_slip(frame, state, ctx);
    draw_lines(frame, note, ctx);
    frame.point(Icon::alert, ctx(text::done_take_back));
    if (!printing && frame.quiet_button("supplement.print_again", Icon::printer, ctx(text::done_print_again)))
        ctx.emit(visit::SlipWantedAgain{});

    const Button status{.icon = Icon::history, .enabled = !printing, .reason = {}, .busy = printing};
    if (frame.secondary("supplement.status", ctx(text::supplement_status), status)) ctx.emit(visit::WentBack{});
    Button end{.icon = Icon::exit_to_app, .reason = {}};
    if (!printing) end.seconds_left = wording::seconds_until(state.deadline, ctx);
    if (frame.primary("supplement.end", ctx(text::done_end), std::move(end))) ctx.emit(visit::Ended{});
}

}  // namespace kiosk::ui
