#pragma once
/// A name that data gives in several languages.

#include <string>

namespace kiosk {

/// Vietnamese is always there; English may be empty, then the Vietnamese is shown: data is never machine-translated. Other
/// languages translate the Vietnamese in their catalogues (texts/texts.hpp).
struct LocalText {
    std::string vi;
    std::string en;
    bool operator==(const LocalText&) const = default;
};

}  // namespace kiosk
