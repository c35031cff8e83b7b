#pragma once
/// Whether what staff decide for a day is about something that there is. Pure; any thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/today.hpp"

namespace kiosk::catalogue {

/// The change with a procedure's national code where its local one was given. not_found for a procedure or a prepared notice that
/// does not exist.
[[nodiscard]] Result<settings::TodayChange> checked(const Catalogue& catalogue, const settings::Settings& settings,
                                                    settings::TodayChange change);

}  // namespace kiosk::catalogue
