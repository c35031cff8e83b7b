#pragma once
/// A name that data gives in several languages.

#include <string>
#include <string_view>

namespace kiosk {

/// Vietnamese is always there; English may be empty, then the Vietnamese is shown: data is never machine-translated.
struct LocalText {
    std::string vi;
    std::string en;
    [[nodiscard]] const std::string& in(std::string_view language) const {
        return language == "en" && !en.empty() ? en : vi;
    }
    bool operator==(const LocalText&) const = default;
};

}  // namespace kiosk
