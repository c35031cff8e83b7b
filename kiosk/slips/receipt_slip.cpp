#include <fmt/format.h>

#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

using dossier::Status;
using dossier::StatusView;

/// When the centre took it: as the portal says, or the first step with that status.
std::optional<WallTime> accepted_at(const StatusView& dossier) {
    if (dossier.accepted_at) return dossier.accepted_at;
    for (const auto& step : dossier.steps) {
        if (step.status == Status::accepted) return step.at;
    }
    return std::nullopt;
}

void add_state_head(Column& page, const Press& press) {
    page.text(press.texts(text::slip_receipt_state), {22, Weight::bold, Align::centre});
    page.text(press.texts(text::slip_receipt_motto), {22, Weight::medium, Align::centre});
    page.dotted_rule();
}

/// The date that the citizen comes back on is what the slip is read for.
void add_due(Column& page, const StatusView& dossier, const Press& press) {
    page.gap(6);
    page.text(press.texts(text::slip_receipt_due), {23, Weight::medium, Align::centre});
    page.gap(6);
    if (!dossier.due_at) {
        page.framed(press.texts(text::slip_unknown), {25, Weight::bold, Align::centre});
        return;
    }
    page.banner(date(local_time(*dossier.due_at).date), 54);
    page.gap(4);
    page.text(formal_moment(press, *dossier.due_at), {24, Weight::bold, Align::centre});
}

void add_handed_in(Column& page, const StatusView& dossier, const Press& press) {
    if (dossier.papers.empty()) return;
    page.rule();
    add_heading(page, press.texts(text::slip_receipt_papers));
    int number = 0;
    for (const auto& paper : dossier.papers) page.item(Column::Mark::number, ++number, paper, "");
}

std::string source_sentence(const StatusView& dossier, const Press& press) {
    return press.texts(dossier.from_portal ? text::slip_receipt_from_portal : text::slip_receipt_last_known,
                       fmt::arg("kiosk", press.settings.kiosk_id), fmt::arg("moment", moment(press, dossier.as_of)));
}

}  // namespace

bool has_receipt(const StatusView& dossier) {
    return dossier.status != Status::registered && dossier.status != Status::not_accepted;
}

Result<Slip> receipt_slip(const StatusView& dossier, Copy copy, const settings::Settings& settings, const Texts& texts) {
    if (!has_receipt(dossier)) return fail(Code::bad_usage, "a receipt exists only once the dossier is accepted (status 2)");
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_state_head(page, press);
    add_title(page, texts(text::slip_receipt_title));
    if (copy == Copy::reprint) {
        page.framed(texts(text::slip_receipt_reprint), {26, Weight::bold, Align::centre});
        page.gap(12);
    }
    const auto facts = [&](Column& side) {
        side.fact(texts(text::slip_receipt_holder), masked_name(dossier.holder_masked), 26);
        side.fact(texts(text::slip_receipt_content), dossier.procedure_name, 24);
    };
    if (auto added = add_code(page, texts(text::slip_code), dossier.code, facts); !added) return fail(std::move(added));
    page.rule();
    page.fact(texts(text::slip_receipt_unit), dossier.unit_name, 24);
    if (const auto at = accepted_at(dossier)) page.fact(texts(text::slip_receipt_accepted), formal_moment(press, *at), 24);
    add_due(page, dossier, press);
    add_handed_in(page, dossier, press);
    page.rule();
    page.text(texts(text::slip_receipt_bring), {22, Weight::medium});
    page.gap(8);
    page.text(source_sentence(dossier, press), {20, Weight::regular});
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
