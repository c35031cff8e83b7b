#pragma once
/// The states of a visit in which nobody has told anything about themselves: choosing, and taking a number.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/queue/ticket.hpp"
#include "kiosk/queue/wait.hpp"

namespace kiosk::visit {

using catalogue::Procedure;
using queue::Purpose;
using queue::Ticket;
using queue::TicketWish;

/// What a list of procedures is looked through for.
enum class Journey { submit, ticket, guidance };

// ---- Nobody, or somebody who has not chosen yet ------------------------------------------------------------------------
/// Nobody is there: the page that invites.
struct Attracting {};
/// The first question: what for?
struct ChoosingJourney {};

// ---- Finding a procedure -----------------------------------------------------------------------------------------------
/// By what procedures are gathered on tiles.
enum class Grouping { fields, life_events };
struct ChoosingField {
    Journey journey = Journey::submit;
    Purpose purpose = Purpose::submit;
    Grouping grouping = Grouping::fields;
};
/// The procedures of a field, or those that a life event takes.
struct ChoosingProcedure {
    Journey journey = Journey::submit;
    Purpose purpose = Purpose::submit;
    std::string field;         ///< empty: chosen by life event
    std::string life_event{};  ///< empty: chosen by field
};
struct Searching {
    Journey journey = Journey::submit;
    Purpose purpose = Purpose::submit;
    std::string words;
    std::vector<const Procedure*> found;
};
/// What of a procedure is printed to take home: its list of papers, or its blank declaration.
enum class GuidancePaper { papers, blank_form };
/// What was sent to the A4 printer last.
struct A4Printing {
    enum class Phase { under_way, printed, failed };
    PressId press;
    std::string paper;  ///< id of the officer's paper, or of the printed form; empty: the receipt
    Phase phase = Phase::under_way;
    Code problem = Code::io;  ///< why it failed
    Monotonic deadline;       ///< of what is under way
};
struct ReadingDetails {
    Journey journey = Journey::submit;
    const Procedure* procedure = nullptr;
    std::string words;               ///< of the search that led here, to go back to
    std::string life_event{};        ///< that led here, to go back to
    std::optional<A4Printing> a4{};  ///< papers to take home

    [[nodiscard]] bool printing_a4() const { return a4 && a4->phase == A4Printing::Phase::under_way; }
};

// ---- Taking a number ---------------------------------------------------------------------------------------------------
struct ChoosingPurpose {};
/// Tickets are off: outside hours, or because staff stopped them for today. Submitting and looking up go on.
struct TicketsClosed {
    settings::Opening opening;
    bool stopped = false;  ///< by staff
};
struct ConfirmingTicket {
    TicketWish wish;
    const Procedure* procedure = nullptr;  ///< its papers are listed; may be null
    std::string line;
    std::optional<Code> problem;     ///< why the last try gave no number
    std::string visit_code;          ///< of the prepared dossier that the number is for; mostly empty
    std::optional<PressId> press{};  ///< of an appointment, or of the slip of another day: it gives one number
};
/// Waiting for the store, then for the printer.
struct TakingTicket {
    PressId press;
    TicketWish wish;
    std::optional<Ticket> ticket;  ///< allotted, being printed
    Monotonic deadline;
    std::string visit_code;             ///< as above
    std::optional<queue::Wait> wait{};  ///< of the ticket; nothing where nobody is told
};
enum class Delivery { printing, printed, shown };
struct HoldingTicket {
    Ticket ticket;
    Delivery delivery = Delivery::shown;
    std::vector<std::string> counters;  ///< ids
    Monotonic deadline;
    std::optional<queue::Wait> wait{};
};
/// What somebody wants of a number that they hold.
enum class TicketDeed { look, give_back, rejoin };
/// Not answered yet.
struct TicketQuestion {
    Uuid id;
    Monotonic deadline;
};
/// A number that was held before the reader: how long it still waits, giving it back, coming back into the line.
struct ReadingTicket {
    std::string number;                 ///< as on the slip
    PressId press;                      ///< of the ticket
    std::optional<Ticket> ticket;       ///< nothing: not looked at yet, or nobody knows it
    std::optional<queue::Wait> wait{};  ///< while it waits, where people are told
    std::optional<Code> problem{};      ///< why the last question had no answer
    std::optional<TicketQuestion> question{};
    bool giving_back = false;     ///< asks whether they mean it
    bool of_appointment = false;  ///< an appointment's, which may have none yet
};

}  // namespace kiosk::visit
