#pragma once
/// Reads an e-form as the portal's form.io JSON has it: the wizard, its panels, their components. What the kiosk cannot ask or
/// judge as the portal does is refused with its JSON path, never left out silently. Blocks on the disk; any thread.

#include <optional>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::catalogue {

/// The form, its id being the file's name without `.json`; nothing with at least one finding.
[[nodiscard]] std::optional<Form> read_form(const std::filesystem::path& file, std::vector<settings::Finding>& findings);
/// The same from bytes that are already there; `file` is only named. Never blocks.
[[nodiscard]] std::optional<Form> read_form(const std::filesystem::path& file, std::string bytes,
                                            std::vector<settings::Finding>& findings);

}  // namespace kiosk::catalogue
