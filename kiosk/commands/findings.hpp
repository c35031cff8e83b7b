#pragma once
/// How the subcommands say what is wrong with the configuration. Writes to standard output and error.

#include <vector>

#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

/// A JSON array on standard output, or a line each on standard error. Returns the exit code: 0 without findings, else 1.
int report_findings(const std::vector<settings::Finding>& findings, bool json);

}  // namespace kiosk::commands
