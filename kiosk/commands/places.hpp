#pragma once
/// Where the program finds what belongs to it: beside it when installed, in the source tree when built there. Any thread;
/// block briefly on the disk.

#include <filesystem>

namespace kiosk::commands {

/// kiosk.toml, when no `--config` names another one.
[[nodiscard]] std::filesystem::path default_config();
/// The folder that holds `art`.
[[nodiscard]] std::filesystem::path assets();
/// The folder of the compiled texts, vi.mo and en.mo.
[[nodiscard]] std::filesystem::path locale();

}  // namespace kiosk::commands
