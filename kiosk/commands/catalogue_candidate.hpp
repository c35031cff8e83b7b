#pragma once
/// A folder that is to be adopted, checked as a whole with the rest of the configuration. Blocks on the disk; any thread.

#include "kiosk/commands/catalogue_files.hpp"

namespace kiosk::commands {

/// What the kiosk would serve with these folders in place; or everything that is wrong with them.
[[nodiscard]] tl::expected<WholeCatalogue, std::vector<settings::Finding>> check_candidate(
    const settings::Settings& current, const std::filesystem::path& folder, const LocalDate& today);

}  // namespace kiosk::commands
