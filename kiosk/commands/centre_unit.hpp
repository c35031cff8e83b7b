#pragma once
/// Whether the centre's unit is still there: districts have ended, communes were joined.

#include <optional>
#include <string>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::commands {

/// What staff are told on a day on which the centre's unit is no more; nothing while it is. A centre that is older than its unit
/// serves on, so this is no fault of a file.
[[nodiscard]] std::optional<std::string> ended_centre_unit(const settings::Settings& settings,
                                                           const catalogue::Catalogue& catalogue, const LocalDate& day);

}  // namespace kiosk::commands
