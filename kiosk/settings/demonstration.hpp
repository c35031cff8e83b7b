#pragma once
/// When a demonstration begins, so that it finds the centre open whatever day it is played on. Pure; any thread.

#include <optional>

#include "kiosk/settings/settings.hpp"

namespace kiosk::settings {

/// With a wish: that minute of the first day, from `today` on, on which it lies within the opening hours or the lunch break; of
/// the first day with any hours when it never does, for a script may play a closed centre. Without one: nine o'clock of the
/// first day on which tickets are given then; at a centre that is never open at nine, the first moment at which it gives
/// tickets. Fails with `closed` when none are given for a year.
[[nodiscard]] Result<LocalTime> demonstration_begins(const Hours& hours, const LocalDate& today,
                                                     std::optional<int> minute_of_day);

}  // namespace kiosk::settings
