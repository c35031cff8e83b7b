#pragma once
/// A copy of the shipped kiosk.toml that a test may spoil. One thread.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "kiosk/settings/settings.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace kiosk::settings::test {
namespace fs = std::filesystem;

inline std::string shipped_text() {
    std::ifstream in(fs::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// A copy of the shipped file that a test may spoil, beside empty folders of the names that it wants.
class Copy {
public:
    Copy() {
        for (const char* name : {"catalogue", "units", "forms", "calendar"}) fs::create_directory(folder_.path() / name);
        for (const char* name : {"rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml"})
            fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config" / name, folder_.path());
    }
    [[nodiscard]] fs::path file() const { return folder_.path() / "kiosk.toml"; }
    [[nodiscard]] auto load(std::string_view text) const {
        std::ofstream(file(), std::ios::binary) << text;
        return settings::load(file());
    }

private:
    const kiosk::test::TempFolder folder_;
};

inline std::string with(std::string text, std::string_view old, std::string_view replacement) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

inline int line_of_text(const std::string& text, std::string_view part) {
    const auto at = text.find(part);
    return at == std::string::npos
               ? 0
               : 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

}  // namespace kiosk::settings::test
