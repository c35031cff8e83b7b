#pragma once
/// What a code that was read means to a visit. Pure; any thread.

#include <span>

#include "kiosk/scan/payload.hpp"
#include "kiosk/visit/event.hpp"

namespace kiosk::app {

/// `staff`: whose tokens this kiosk knows. A StaffTokenRead has no chance yet by which keys are shuffled.
[[nodiscard]] visit::Event event_of(const scan::Payload& payload, std::span<const settings::StaffToken> staff = {});

}  // namespace kiosk::app
