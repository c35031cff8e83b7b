#pragma once
/// Presses that follow from what is done, whoever does it and however often. Pure; any thread.

#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"

namespace kiosk::queue {

/// The same name is the same press, and no other press is: a UUID of version 8 (RFC 9562), made of the name's hash.
[[nodiscard]] PressId press_named(std::string_view name);

/// The press with which the clock closes a centre's day, at whichever kiosk: nobody is postponed twice by it.
[[nodiscard]] PressId closing_press(std::string_view centre, const LocalDate& day);

}  // namespace kiosk::queue
