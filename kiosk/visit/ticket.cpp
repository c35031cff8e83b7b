#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

std::vector<std::string> counter_ids(std::string_view line, const Inputs& in) {
    std::vector<std::string> out;
    for (const auto* counter : settings::counters_of(in.settings.queue, line)) out.push_back(counter->id);
    return out;
}

Next held(const Ticket& ticket, Delivery delivery, std::optional<queue::Wait> wait, const Inputs& in) {
    const auto state = delivery == Delivery::printed ? queue::TicketState::printed : queue::TicketState::shown;
    return {HoldingTicket{ticket, delivery, counter_ids(ticket.line, in), in.after_waiting(limits::reading_result),
                          std::move(wait)},
            {HoldTicket{ticket.press, state}}};
}

/// Staff have stopped taking this procedure for today: a number to hand it in would call somebody for nothing.
bool handed_in_another_day(const TicketWish& wish, const Inputs& in) {
    return wish.purpose == Purpose::submit && in.situation.today.hides(wish.procedure);
}

Next taking(PressId press, const TicketWish& wish, const std::string& visit_code, const Inputs& in) {
    return {TakingTicket{press, wish, std::nullopt, in.now + limits::allotting, visit_code},
            {AllotTicket{press, wish, visit_code}}};
}

/// Nobody holds it: whoever took it went away, or its paper never came.
bool unheld(const Ticket& ticket) {
    return ticket.state == queue::TicketState::reserved || ticket.state == queue::TicketState::expired;
}

/// One question at a time: what was asked for is answered before anything else is.
Next asked(ReadingTicket s, Uuid question, TicketDeed deed, const Inputs& in) {
    s.question = TicketQuestion{question, in.now + limits::allotting};
    s.problem.reset();
    s.giving_back = false;
    const auto ticket = s.press;
    return {std::move(s), {AskTicket{question, ticket, deed}}};
}

}  // namespace

std::optional<TicketsClosed> tickets_closed(const Inputs& in) {
    const auto opening = settings::opening_today(in.settings.hours, in.situation.today, local_time(in.wall));
    if (opening.open && !in.situation.today.tickets_stopped) return std::nullopt;
    return TicketsClosed{opening, opening.open};
}

Next towards_ticket(const TicketWish& wish, const Inputs& in) {
    if (const auto closed = tickets_closed(in)) return {*closed, {}};
    if (handed_in_another_day(wish, in)) return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
    const auto* line = settings::line_for(in.settings.queue, wish.purpose, wish.field);
    if (line == nullptr)
        return {ChoosingPurpose{}, {}};  // no counter serves it: the check of the configuration warns of that
    const auto* procedure = wish.procedure.empty() ? nullptr : in.catalogue.procedure(wish.procedure);
    ConfirmingTicket next{wish, procedure, line->id, std::nullopt, {}};
    if (wish.postponed) {
        next.press = queue::press_after(*wish.postponed);
    } else if (in.appointment != nullptr) {
        next.wish.appointment = in.appointment->at();
        next.press = in.appointment->press();
    }
    return {std::move(next), {}};
}

Next on(const ChoosingPurpose& s, const PurposeChosen& e, const Inputs& in) {
    std::vector<const settings::Line*> serving;
    for (const auto& line : in.settings.queue.lines) {
        if (std::find(line.purposes.begin(), line.purposes.end(), e.purpose) != line.purposes.end())
            serving.push_back(&line);
    }
    if (serving.empty()) return {s, {}};
    // Collecting, paying and asking need no field where one line serves them all.
    if (serving.size() == 1 && serving.front()->fields.empty()) return towards_ticket(TicketWish{e.purpose, {}, {}}, in);
    return {ChoosingField{Journey::ticket, e.purpose}, {}};
}
Next on(const ChoosingPurpose&, const AppointmentRead& e, const Inputs& in) { return towards_reading_ticket(e, in); }
Next on(const ChoosingPurpose&, const WentBack&, const Inputs&) { return {ChoosingJourney{}, {}}; }
Next on(const TicketsClosed&, const WentBack&, const Inputs&) { return {ChoosingJourney{}, {}}; }

bool may_be_chosen(const PriorityChosen& e, const Inputs& in) {
    if (e.priority.empty()) return true;
    const auto* priority = in.settings.queue.priority(e.priority);
    return priority != nullptr && priority->given == settings::PriorityClass::Given::by_choice;
}

Next on(const ConfirmingTicket& s, const PriorityChosen& e, const Inputs& in) {
    if (!may_be_chosen(e, in)) return {s, {}};
    auto next = s;
    next.wish.priority = e.priority;
    return {std::move(next), {}};
}
Next on(const ConfirmingTicket& s, const TicketConfirmed& e, const Inputs& in) {
    if (const auto closed = tickets_closed(in)) return {*closed, {}};  // while the page was read
    if (handed_in_another_day(s.wish, in)) return towards_ticket(s.wish, in);
    return taking(s.press.value_or(e.press), s.wish, s.visit_code, in);
}
Next on(const ConfirmingTicket& s, const WentBack&, const Inputs&) {
    if (!s.wish.field.empty()) return {ChoosingProcedure{Journey::ticket, s.wish.purpose, s.wish.field}, {}};
    return {ChoosingPurpose{}, {}};
}

Next on(const TakingTicket& s, const TicketAllotted& e, const Inputs& in) {
    if (e.ticket.press != s.press || s.ticket) return {s, {}};  // an answer to a question of an earlier visit, or twice
    // A code or slip that gave a number before: what became of it is read, and not handed out again.
    if (!unheld(e.ticket) && !queue::waits(e.ticket.state))
        return {ReadingTicket{e.ticket.number, e.ticket.press, e.ticket, e.wait}, {}};
    return {TakingTicket{s.press, s.wish, e.ticket, in.now + limits::printing, s.visit_code, e.wait},
            {PrintTicket{e.ticket, in.preferences.language, e.wait}}};
}
Next on(const TakingTicket& s, const TicketRefused& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    auto next = towards_ticket(s.wish, in);
    if (auto* confirming = std::get_if<ConfirmingTicket>(&next.state)) {
        confirming->problem = e.code;
        confirming->visit_code = s.visit_code;
    }
    return next;
}
Next on(const TakingTicket& s, const TicketPrinted& e, const Inputs& in) {
    if (e.press != s.press || !s.ticket) return {s, {}};
    return held(*s.ticket, Delivery::printed, s.wait, in);
}
Next on(const TakingTicket& s, const TicketNotPrinted& e, const Inputs& in) {
    if (e.press != s.press || !s.ticket) return {s, {}};
    return held(*s.ticket, Delivery::shown, s.wait, in);
}
Next on(const TakingTicket& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.ticket) return held(*s.ticket, Delivery::shown, s.wait, in);
    return on(s, TicketRefused{s.press, Code::timed_out}, in);  // the number, if one was allotted, expires: nobody holds it
}

Next on(const HoldingTicket& s, const TicketPrinted& e, const Inputs&) {
    // The printer was slower than we waited: the number is on paper as well.
    if (e.press != s.ticket.press || s.delivery == Delivery::printed) return {s, {}};
    return {HoldingTicket{s.ticket, Delivery::printed, s.counters, s.deadline, s.wait},
            {HoldTicket{s.ticket.press, queue::TicketState::printed}}};
}
Next on(const HoldingTicket& s, const Touched&, const Inputs& in) {
    return {HoldingTicket{s.ticket, s.delivery, s.counters, in.after_waiting(limits::reading_result), s.wait}, {}};
}
Next on(const HoldingTicket& s, const Ticked&, const Inputs& in) {
    if (in.now >= s.deadline) return {Attracting{}, {}};
    return {s, {}};
}

// ---- A number that is held before the reader -----------------------------------------------------------------------------------

Next towards_reading_ticket(const ReceiptRead& read, const Inputs& in) {
    return asked(ReadingTicket{read.code, *read.ticket, {}}, read.question, TicketDeed::look, in);
}
Next towards_reading_ticket(const AppointmentRead& read, const Inputs& in) {
    switch (queue::fits(read.appointment, in.settings.centre.id, in.wall, in.settings.queue)) {
        case queue::AppointmentFits::other_centre: return {PresentingReceipt{CodeProblem::appointment_elsewhere}, {}};
        case queue::AppointmentFits::other_day:
            return {PresentingReceipt{CodeProblem::appointment_another_day, read.appointment.day}, {}};
        case queue::AppointmentFits::unproven: return {PresentingReceipt{CodeProblem::unproven}, {}};
        case queue::AppointmentFits::late:
        case queue::AppointmentFits::early:
        case queue::AppointmentFits::in_time: break;
    }
    ReadingTicket next{{}, read.appointment.press(), {}};
    next.of_appointment = true;
    return asked(std::move(next), read.question, TicketDeed::look, in);
}
Next on(const ReadingTicket& s, const TicketSeen& e, const Inputs& in) {
    if (!s.question || e.question != s.question->id) return {s, {}};
    if (s.of_appointment && unheld(e.ticket)) return taking(e.ticket.press, e.ticket.wish, e.ticket.visit_code, in);
    auto next = s;
    next.ticket = e.ticket;
    next.wait = e.wait;
    next.question.reset();
    return {std::move(next), {}};
}
Next on(const ReadingTicket& s, const TicketNotSeen& e, const Inputs&) {
    if (!s.question || e.question != s.question->id) return {s, {}};
    // It has no number yet, as far as anybody knows; the next one is its own.
    if (s.of_appointment && !s.ticket) return {ChoosingPurpose{}, {}};
    auto next = s;
    next.problem = e.code;
    next.question.reset();
    return {std::move(next), {}};
}
Next on(const ReadingTicket& s, const TicketReturnWanted&, const Inputs&) {
    if (s.question || !s.ticket || !queue::waits(s.ticket->state)) return {s, {}};
    auto next = s;
    next.giving_back = true;
    return {std::move(next), {}};
}
Next on(const ReadingTicket& s, const TicketReturnConfirmed& e, const Inputs& in) {
    if (!s.giving_back) return {s, {}};
    return asked(s, e.question, TicketDeed::give_back, in);
}
Next on(const ReadingTicket& s, const RejoinWanted& e, const Inputs& in) {
    if (s.question || !s.ticket || s.ticket->state != queue::TicketState::absent) return {s, {}};
    return asked(s, e.question, TicketDeed::rejoin, in);
}
Next on(const ReadingTicket& s, const TicketDossierWanted&, const Inputs& in) {
    if (!s.ticket || s.ticket->visit_code.empty()) return {s, {}};
    return {EnteringFactor{s.number, {}, LookupProblem::none, in.settings.lookup.tries, s.press}, {}};
}
Next on(const ReadingTicket& s, const TicketChosen&, const Inputs& in) {
    if (!s.ticket) return {ChoosingPurpose{}, {}};
    TicketWish wish{s.ticket->wish.purpose, s.ticket->wish.field, s.ticket->wish.procedure};
    if (!s.ticket->goes_first(local_time(in.wall).date)) return towards_ticket(wish, in);
    wish.priority = s.ticket->wish.priority;
    wish.postponed = s.ticket->press;
    auto next = towards_ticket(wish, in);
    if (auto* confirming = std::get_if<ConfirmingTicket>(&next.state)) confirming->visit_code = s.ticket->visit_code;
    return next;
}
Next on(const ReadingTicket& s, const Ticked&, const Inputs& in) {
    if (!s.question || in.now < s.question->deadline) return {s, {}};
    return on(s, TicketNotSeen{s.question->id, Code::timed_out}, in);
}
Next on(const ReadingTicket& s, const WentBack&, const Inputs&) {
    if (!s.giving_back) return {PresentingReceipt{}, {}};
    auto next = s;
    next.giving_back = false;
    return {std::move(next), {}};
}

}  // namespace kiosk::visit
