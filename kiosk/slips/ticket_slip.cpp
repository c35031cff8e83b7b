#include <fmt/format.h>

#include <chrono>

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/queue/appointment.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

constexpr int number_px = 190;
constexpr int ticket_qr_side_px = 252;

TextId purpose_text(queue::Purpose purpose) {
    switch (purpose) {
        case queue::Purpose::submit: return text::slip_purpose_submit;
        case queue::Purpose::supplement: return text::slip_purpose_supplement;
        case queue::Purpose::collect: return text::slip_purpose_collect;
        case queue::Purpose::pay: return text::slip_purpose_pay;
        case queue::Purpose::ask: return text::slip_purpose_ask;
    }
    return text::slip_purpose_ask;
}

void add_number(Column& page, const queue::Ticket& ticket, const Press& press) {
    page.text(press.texts(text::slip_ticket_title), {27, Weight::medium, Align::centre});
    page.figure(ticket.number, {number_px, Weight::bold, Align::centre}, number_px);
    if (const auto counters = counters_of(press, ticket.line); !counters.empty()) page.banner(counters, 34);
    page.gap(14);
}

void add_subject(Column& page, const queue::Ticket& ticket, Subject subject, const Press& press) {
    page.text(press.texts(purpose_text(ticket.wish.purpose)), {28, Weight::bold, Align::centre});
    if (subject.procedure != nullptr) {
        page.text(press.in_language(subject.procedure->name), {25, Weight::medium, Align::centre});
    } else if (subject.field != nullptr) {
        page.text(press.in_language(subject.field->name), {25, Weight::medium, Align::centre});
    }
    page.gap(4);
}

/// As it was when the number was taken: the slip says so by its time.
void add_wait(Column& page, const queue::Wait& wait, const Press& press) {
    const auto minutes = [](Duration time) { return std::chrono::duration_cast<std::chrono::minutes>(time).count(); };
    page.text(press.texts(text::slip_ticket_ahead, fmt::arg("count", wait.ahead)), {25, Weight::medium, Align::centre});
    const auto from = minutes(wait.from);
    page.text(press.texts(from == 0 ? text::slip_ticket_wait_under : text::slip_ticket_wait, fmt::arg("from", from),
                          fmt::arg("to", minutes(wait.to))),
              {25, Weight::bold, Align::centre});
    page.gap(8);
}

/// The day on which it goes first, and how.
void add_postponed(Column& page, const queue::Ticket& ticket, const Press& press) {
    const auto to = date(ticket.postponed_to.value_or(ticket.day));
    page.framed(press.texts(text::slip_postponed, fmt::arg("date", to)), {34, Weight::bold, Align::centre});
    page.text(press.texts(text::slip_postponed_body, fmt::arg("day", date(ticket.day)), fmt::arg("date", to)),
              {25, Weight::medium, Align::centre});
    page.gap(8);
}

void add_appointment(Column& page, const queue::Ticket& ticket, const Press& press) {
    const auto at = *ticket.wish.appointment;
    const auto from = queue::called_from(at, press.settings.queue);
    page.text(press.texts(ticket.taken_at < from ? text::slip_appointment_from : text::slip_appointment,
                          fmt::arg("time", clock_time(at)), fmt::arg("from", clock_time(from))),
              {25, Weight::bold, Align::centre});
    page.gap(8);
}

/// For the officer to look at; a class that the settings no longer have is on the ticket all the same.
void add_priority(Column& page, const queue::Ticket& ticket, const Press& press) {
    const auto* priority = press.settings.queue.priority(ticket.wish.priority);
    if (priority == nullptr) return;
    page.framed(press.texts(text::slip_ticket_priority, fmt::arg("name", press.in_language(priority->name))),
                {26, Weight::bold, Align::centre});
    if (!priority->proof.vi.empty()) page.text(press.in_language(priority->proof), {23, Weight::medium, Align::centre});
    page.gap(8);
}

Result<Done> add_code_and_time(Column& page, const queue::Ticket& ticket, const Press& press) {
    Column symbol(ticket_qr_side_px);
    const auto code = scan::make_ticket_text({press.settings.centre.id, ticket.day, ticket.number, ticket.press});
    if (auto added = add_qr(symbol, code, ticket_qr_side_px, Align::centre); !added) return added;
    Column side(page.width_px() - ticket_qr_side_px);
    side.fact(press.texts(text::slip_ticket_taken), moment(press, ticket.taken_at));
    side.fact(press.texts(text::slip_visit_code), dossier::shown_visit_code(ticket.visit_code), 34);
    side.text(press.texts(text::slip_ticket_keep), {21, Weight::medium});
    page.beside(std::move(symbol), 0, std::move(side));
    return Done{};
}

/// Somebody who comes to file needs the papers; whoever asks or collects does not.
bool shows_papers(const queue::Ticket& ticket, Subject subject) {
    return subject.procedure != nullptr && ticket.wish.purpose == queue::Purpose::submit && ticket.visit_code.empty();
}

}  // namespace

Subject subject_of(const queue::TicketWish& wish, const catalogue::Catalogue& catalogue) {
    Subject out;
    if (!wish.procedure.empty()) out.procedure = catalogue.procedure(wish.procedure);
    if (!wish.field.empty()) out.field = catalogue.field(wish.field);
    return out;
}

Result<Slip> ticket_slip(const queue::Ticket& ticket, Subject subject, const settings::Settings& settings,
                         const Texts& texts, Copy copy, const std::optional<queue::Wait>& wait) {
    const Press press{settings, texts};
    Column page(text_width_px);
    add_head(page, press);
    const bool postponed = ticket.state == queue::TicketState::postponed;
    if (postponed) add_postponed(page, ticket, press);
    else if (copy == Copy::reprint) page.framed(texts(text::slip_ticket_reprint), {26, Weight::bold, Align::centre});
    add_number(page, ticket, press);
    add_subject(page, ticket, subject, press);
    if (wait) add_wait(page, *wait, press);
    if (ticket.wish.appointment) add_appointment(page, ticket, press);
    add_priority(page, ticket, press);
    if (auto added = add_code_and_time(page, ticket, press); !added) return fail(std::move(added));
    if (shows_papers(ticket, subject)) {
        std::vector<const catalogue::Component*> papers;
        for (const auto& component : subject.procedure->components) papers.push_back(&component);
        if (!papers.empty()) {
            page.rule();
            add_heading(page, texts(text::slip_ticket_papers));
            add_papers(page, press, papers, Column::Mark::box);
        }
    }
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
