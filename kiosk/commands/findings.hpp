#pragma once
/// How the subcommands say what is wrong with the configuration. Writes to standard output and error.

#include <nlohmann/json.hpp>
#include <vector>

#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

/// [{file, line, key, what, remedy}]
[[nodiscard]] nlohmann::ordered_json findings_json(const std::vector<settings::Finding>& findings);
/// That array on standard output, or a line each on standard error. Returns the exit code: 0 without findings, else 1.
int report_findings(const std::vector<settings::Finding>& findings, bool json);

}  // namespace kiosk::commands
