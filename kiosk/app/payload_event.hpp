#pragma once
/// What a code that was read means to a visit. Pure; any thread.

#include "kiosk/scan/payload.hpp"
#include "kiosk/visit/event.hpp"

namespace kiosk::app {

[[nodiscard]] visit::Event event_of(const scan::Payload& payload);

}  // namespace kiosk::app
