#include "kiosk/commands/places.hpp"

namespace kiosk::commands {
namespace {

namespace fs = std::filesystem;

fs::path program_folder() {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::current_path(error) : program.parent_path();
}

fs::path installed() { return (program_folder() / "../share/quang-ngai-kiosk").lexically_normal(); }

/// An installed program keeps to what was installed with it, even where its sources are still there.
fs::path own(const fs::path& when_installed, const fs::path& when_built) {
    std::error_code error;
    if (auto path = installed() / when_installed; fs::exists(path, error) || !fs::exists(when_built, error)) return path;
    return when_built;
}

}  // namespace

fs::path default_config() { return own("config/kiosk.toml", fs::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml"); }

fs::path assets() { return own("art", fs::path(KIOSK_SOURCE_DIR) / "assets/art").parent_path(); }

fs::path locale() { return own("locale", program_folder() / "locale"); }

}  // namespace kiosk::commands
