#pragma once
/// The configuration of the tree, loaded once: what tests of whole visits run on.

#include <iostream>

#include "kiosk/app/public_data.hpp"

namespace kiosk::test {

inline const app::PublicData& public_data() {
    static const app::PublicData data = [] {
        auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config" / "kiosk.toml");
        if (!settings) {
            for (const auto& finding : settings.error()) std::cerr << finding.text() << '\n';
            broken("config/kiosk.toml is right");
        }
        auto catalogue = catalogue::Catalogue::load(*settings);
        if (!catalogue) {
            for (const auto& finding : catalogue.error()) std::cerr << finding.text() << '\n';
            broken("config/catalogue is right");
        }
        const auto locale = std::filesystem::path(KIOSK_BUILD_DIR) / "locale";
        return app::PublicData{std::move(*settings), std::move(*catalogue), Languages::open(locale).value()};
    }();
    return data;
}

}  // namespace kiosk::test
