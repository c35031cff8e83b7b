#pragma once
/// What a code that was read means to a visit. Pure; any thread.

#include <span>
#include <string_view>

#include "kiosk/scan/payload.hpp"
#include "kiosk/visit/event.hpp"

namespace kiosk::app {

/// `staff`: whose tokens this kiosk knows. A StaffTokenRead has no chance yet by which keys are shuffled.
[[nodiscard]] visit::Event event_of(const scan::Payload& payload, std::span<const settings::StaffToken> staff = {});
/// The stable name of what a kiosk does when that was read: `fills_in_person`, `looks_up`, `takes_appointment`, `opens_staff_pages`
/// (where it is this kiosk's token), `asks_again` (what was read is not whole), `is_no_use`.
[[nodiscard]] std::string_view use_of(const visit::Event& event);

}  // namespace kiosk::app
