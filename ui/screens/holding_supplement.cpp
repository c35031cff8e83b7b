#include "ui/screens/holding_supplement.hpp"

#include "ui/screens/filing_wording.hpp"
#include "ui/screens/slip_part.hpp"

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
    draw_supplement_outcome(frame, note, ctx);
    // A code is never broken, however narrow the column.
    Row what;
    what.icon = Icon::barcode;
    what.caption = ctx(text::done_code);
    what.title = note.code;
    what.body = ctx(text::supplement_sent_at) + " " + wording::date_time(note.sent_at, ctx);
    frame.row({}, std::move(what));
    frame.second_column();
    draw_slip(frame, state.delivery, ctx);
    draw_lines(frame, note, ctx);
    frame.point(Icon::alert, ctx(text::done_take_back));

    const bool printing = state.delivery == visit::Delivery::printing;
    if (!printing && frame.quiet_button("supplement.status", Icon::history, ctx(text::supplement_status)))
        ctx.emit(visit::WentBack{});
    draw_print_again(frame, "supplement.print_again", state.delivery, ctx);
    draw_end(frame, "supplement.end", state.delivery, state.deadline, ctx);
}

}  // namespace kiosk::ui
