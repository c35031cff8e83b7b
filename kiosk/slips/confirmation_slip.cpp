#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

using dossier::Confirmation;

void add_ticket(Column& page, const queue::Ticket& ticket, const Press& press) {
    page.rule();
    Column left(page.width_px() / 2);
    left.text(press.texts(text::slip_ticket_title), {22, Weight::regular});
    left.figure(ticket.number, {84, Weight::bold}, 84);
    Column right(page.width_px() - left.width_px());
    right.fact(press.texts(text::slip_counter), counters_of(press, ticket.line), 30);
    page.beside(std::move(left), 0, std::move(right));
}

void add_visit_code(Column& page, const Confirmation& confirmation, const Press& press) {
    if (confirmation.visit_code.empty()) return;
    page.rule();
    page.text(press.texts(text::slip_visit_code), {22, Weight::regular, Align::centre});
    page.fitted(dossier::shown_visit_code(confirmation.visit_code), {52, Weight::bold, Align::centre, true}, 52);
    page.text(press.texts(text::slip_visit_code_use), {21, Weight::medium, Align::centre});
}

void add_originals(Column& page, const Confirmation& confirmation, const catalogue::Procedure& procedure,
                   const Press& press) {
    std::vector<const catalogue::Component*> papers;
    for (const auto& component : procedure.components) {
        const auto& wanted = confirmation.originals_to_bring;
        if (std::find(wanted.begin(), wanted.end(), component.id) != wanted.end()) papers.push_back(&component);
    }
    page.rule();
    if (papers.empty()) {
        page.text(press.texts(text::slip_confirm_no_originals), {24, Weight::medium});
        return;
    }
    add_heading(page, press.texts(text::slip_confirm_originals));
    add_papers(page, press, papers, Column::Mark::box);
}

}  // namespace

Result<Slip> confirmation_slip(const Confirmation& confirmation, const catalogue::Procedure& procedure,
                               const queue::Ticket* ticket, const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(text::slip_confirm_title));
    page.banner(texts(outcome_text(confirmation)), 32);
    page.gap(14);
    const bool official = !confirmation.official_code.empty();
    const auto facts = [&](Column& side) {
        const bool prepared = confirmation.outcome == dossier::Outcome::prepared;
        side.fact(texts(prepared ? text::done_prepared_at : text::slip_confirm_submitted_at),
                  moment(press, confirmation.submitted_at));
        side.fact(texts(text::slip_procedure), press.in_language(procedure.name), 24);
        if (official) side.fact(texts(text::slip_provisional_code), confirmation.provisional_code, 24);
    };
    auto added = add_code(page, texts(official ? text::slip_code : text::slip_provisional_code), confirmation.code(), facts);
    if (!added) return fail(std::move(added));
    page.gap(12);
    page.framed(next_sentence(press, confirmation), {24, Weight::medium});
    if (ticket != nullptr) add_ticket(page, *ticket, press);
    add_visit_code(page, confirmation, press);
    add_originals(page, confirmation, procedure, press);
    page.rule();
    page.text(texts(text::slip_confirm_lookup), {22, Weight::medium});
    page.gap(8);
    page.text(texts(text::slip_confirm_not_receipt), {20, Weight::regular});
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
