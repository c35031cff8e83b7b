#include "kiosk/commands/centre_unit.hpp"

#include <fmt/format.h>

namespace kiosk::commands {

std::optional<std::string> ended_centre_unit(const settings::Settings& settings, const catalogue::Catalogue& catalogue,
                                             const LocalDate& day) {
    const auto& id = settings.centre.unit;
    const auto* unit = catalogue.unit(id);  // there is one: the configuration was checked
    if (unit == nullptr || unit->valid.on(day)) return std::nullopt;
    return fmt::format(
        "{} ({}) is no unit of {}; write the unit that took its place as centre.unit, and its name and place. Until "
        "then procedures that name no unit for today are filed under the old one",
        id, unit->name.vi, day.iso());
}

}  // namespace kiosk::commands
