#pragma once
/// The one-line codes of our own slips: tickets, visits, appointments. Pure; any thread.

#include <optional>
#include <string_view>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

[[nodiscard]] std::optional<Ticket> parse_ticket_text(std::string_view text);
[[nodiscard]] std::optional<VisitCode> parse_visit_text(std::string_view text);
[[nodiscard]] std::optional<StaffToken> parse_staff_text(std::string_view text);
[[nodiscard]] std::optional<Appointment> parse_appointment_text(std::string_view text);

}  // namespace kiosk::scan
