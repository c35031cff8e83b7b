#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {

Result<Slip> draft_slip(const DraftNote& note, const catalogue::Procedure& procedure, const settings::Settings& settings,
                        const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_draft_title));
    page.banner(texts(text::slip_draft_not_submitted), 32);
    page.gap(14);
    page.text(texts(text::slip_visit_code), {22, Weight::regular, Align::centre});
    page.fitted(dossier::shown_visit_code(note.visit_code), {52, Weight::bold, Align::centre, true}, 52);
    page.gap(8);
    constexpr int symbol_side_px = 220;
    Column symbol(symbol_side_px);
    auto added = add_qr(symbol, scan::make_visit_text({note.visit_code}), symbol_side_px, Align::centre);
    if (!added) return fail(std::move(added));
    Column side(page.width_px() - symbol_side_px);
    side.fact(texts(text::slip_procedure), press.in_language(procedure.name), 24);
    side.fact(texts(text::slip_draft_until), moment(press, note.kept_until));
    page.beside(std::move(symbol), 0, std::move(side));
    page.gap(12);
    page.framed(texts(text::slip_draft_how), {24, Weight::medium});
    page.gap(8);
    page.text(texts(text::slip_draft_here, fmt::arg("kiosk", settings.kiosk_id)), {22, Weight::medium});
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
