#pragma once
/// A copy of the shipped kiosk.toml that a test may spoil. One thread.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "kiosk/settings/settings.hpp"
#include "tests/support/catch.hpp"

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
    Copy()
        : folder_(fs::temp_directory_path() /
                  ("kiosk_settings_" + std::to_string(::getpid()) + "_" + std::to_string(++count_))) {
        for (const char* name : {"catalogue", "units", "forms", "calendar"}) fs::create_directories(folder_ / name);
        for (const char* name : {"rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml"})
            fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config" / name, folder_);
    }
    ~Copy() { fs::remove_all(folder_); }
    [[nodiscard]] fs::path file() const { return folder_ / "kiosk.toml"; }
    [[nodiscard]] auto load(std::string_view text) const {
        std::ofstream(file(), std::ios::binary) << text;
        return settings::load(file());
    }

private:
    static inline int count_ = 0;
    const fs::path folder_;
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
