#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

using dossier::SupplementNote;
using SupplementAnswer = dossier::AskedWithdrawal::Answer;

void add_added(Column& page, const SupplementNote& note, const Press& press) {
    page.rule();
    add_heading(page, press.texts(text::slip_supplement_added));
    int number = 0;
    for (const auto& line : note.papers) {
        const auto& name = line.name.vi.empty() ? press.texts(text::supplement_other) : press.in_language(line.name);
        const auto how = line.pages == 0 ? press.texts(text::slip_supplement_bring)
                                         : press.texts(text::slip_supplement_pages, fmt::arg("count", line.pages));
        page.item(Column::Mark::number, ++number, name, how);
    }
}

std::string what_next(const SupplementNote& note, const Press& press) {
    switch (note.answer) {
        case SupplementAnswer::taken: return press.texts(text::slip_supplement_taken);
        case SupplementAnswer::on_its_way: return press.texts(text::slip_supplement_waits);
        case SupplementAnswer::refused:
            return press.texts(text::slip_supplement_refused, fmt::arg("reason", without_numbers(note.refusal)));
    }
    broken("an answer to a supplement has its sentence");
}

}  // namespace

Result<Slip> supplement_slip(const SupplementNote& note, const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_supplement_title));
    const auto facts = [&](Column& side) {
        side.fact(texts(text::slip_supplement_sent_at), moment(press, note.sent_at));
        if (!note.procedure_name.empty()) side.fact(texts(text::slip_procedure), note.procedure_name, 24);
    };
    if (auto added = add_code(page, texts(text::slip_code), note.code, facts); !added) return fail(std::move(added));
    page.gap(12);
    page.framed(what_next(note, press), {24, Weight::medium});
    add_added(page, note, press);
    page.rule();
    page.text(texts(text::slip_confirm_lookup), {22, Weight::medium});
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
