#pragma once
/// Reads an e-form as the portal's form.io JSON has it: the wizard, its panels, their components. What this program cannot
/// ask is refused with its path, never left out silently. Blocks on the disk; any thread.

#include <optional>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::catalogue {

/// The form, its id being the file's name without `.json`; nothing with at least one finding.
[[nodiscard]] std::optional<Form> read_form(const std::filesystem::path& file, std::vector<settings::Finding>& findings);

/// What a question may be filled from before anybody types.
[[nodiscard]] bool is_prefill(std::string_view name);

}  // namespace kiosk::catalogue
