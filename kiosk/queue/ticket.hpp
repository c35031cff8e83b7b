#pragma once
/// One number of one line on one business day.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::queue {

using settings::Purpose;

/// reserved → printed | shown → called → serving → done | absent | transferred | cancelled; a reserved one that nobody holds
/// expires. A number counts as waiting only when somebody can hold it: printed or shown.
enum class TicketState { reserved, printed, shown, called, serving, done, absent, transferred, cancelled, expired };
[[nodiscard]] std::string_view name(TicketState state);

/// What a press asks for.
struct TicketWish {
    Purpose purpose = Purpose::ask;
    std::string field;       ///< may be empty
    std::string procedure;   ///< national code, may be empty
    std::string priority{};  ///< id of a class of the settings that the person said to belong to; empty: none
    bool operator==(const TicketWish&) const = default;
};

struct Ticket {
    Uuid press;          ///< the press that asked for it: its id
    std::string number;  ///< A012
    std::string line;
    LocalDate day;
    int serial = 0;
    TicketState state = TicketState::reserved;
    TicketWish wish;
    std::string visit_code;  ///< joins ticket, draft dossier and missing papers; empty when there is no draft
    WallTime taken_at;
    bool operator==(const Ticket&) const = default;
};

}  // namespace kiosk::queue
