#include <fmt/format.h>

#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

void add_handling(Column& page, const catalogue::Procedure& procedure, const Press& press) {
    for (const auto& handling : procedure.handling) {
        page.text(press.texts(channel_text(handling.channel)), {24, Weight::bold});
        page.line(press.texts(text::slip_time), time_of(press, handling));
        page.line(press.texts(text::slip_fee), fee_of(press, handling));
        page.gap(6);
    }
    if (procedure.exemptions.empty()) return;
    page.text(press.texts(text::details_exemptions), {24, Weight::bold});
    for (const auto& exemption : procedure.exemptions)
        page.text("– " + exemption_of(press, exemption), {24, Weight::regular});
    page.gap(6);
}

}  // namespace

Result<Slip> papers_slip(const catalogue::Procedure& procedure, const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_papers_title));
    page.text(press.in_language(procedure.name), {29, Weight::bold, Align::centre});
    page.text(procedure.code, {22, Weight::regular, Align::centre, true});
    page.gap(12);
    page.framed(texts(offer_text(procedure)), {24, Weight::medium, Align::centre});
    page.gap(12);
    std::vector<const catalogue::Component*> papers;
    for (const auto& component : procedure.components) papers.push_back(&component);
    if (papers.empty()) {
        page.text(texts(text::slip_papers_none), {24, Weight::medium});
    } else {
        add_papers(page, press, papers, Column::Mark::box);
    }
    if (!procedure.handling.empty()) {
        page.rule();
        add_handling(page, procedure, press);
    }
    if (!procedure.source.empty()) {
        page.dotted_rule();
        page.text(
            texts(text::slip_source, fmt::arg("source", procedure.source), fmt::arg("date", date(procedure.source_date))),
            {19, Weight::regular});
    }
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
