#pragma once
/// A copy of the shipped configuration that a test may spoil: all that is shared, and some of the procedures, so that it is
/// read fast. One thread.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace kiosk::test {
namespace fs = std::filesystem;

inline std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

class ConfigCopy {
public:
    ConfigCopy() {
        const auto from = fs::path(KIOSK_SOURCE_DIR) / "config";
        fs::create_directories(folder / "catalogue");
        for (const char* name : {"kiosk.toml", "rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml",
                                 "units", "forms", "calendar", "print"})
            fs::copy(from / name, folder / name, fs::copy_options::recursive);
        for (const char* name : {"fields", "life_events", "levels", "authorisation", "papers", "synonyms", "ho_tich",
                                 "cu_tru", "ho_kinh_doanh", "tested"})
            fs::copy(from / "catalogue" / (std::string(name) + ".toml"), folder / "catalogue");
    }

    /// The line on which the change begins.
    int replace(const fs::path& name, std::string_view old, std::string_view replacement) const {
        auto text = text_of(folder / name);
        const auto at = text.find(old);
        REQUIRE(at != std::string::npos);
        const auto line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        write(name, text.replace(at, old.size(), replacement));
        return line;
    }
    void write(const fs::path& name, std::string_view text) const { std::ofstream(folder / name, std::ios::binary) << text; }
    [[nodiscard]] auto load() const {
        const auto settings = settings::load(folder / "kiosk.toml");
        REQUIRE(settings.has_value());
        return catalogue::Catalogue::load(*settings);
    }

    const TempFolder temporary{in_memory()};
    const fs::path folder = temporary.path();
};

inline std::string said(const std::vector<settings::Finding>& findings) {
    std::string out;
    for (const auto& finding : findings) out += finding.text() + "\n";
    return out;
}

}  // namespace kiosk::test
