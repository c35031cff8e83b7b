#pragma once
/// The catalogue of the tree, loaded once for a test program. One thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::test {

inline std::shared_ptr<const catalogue::Catalogue> shipped() {
    static const auto loaded = [] {
        const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
        REQUIRE(settings.has_value());
        auto out = catalogue::Catalogue::load(*settings);
        REQUIRE(out.has_value());
        return *out;
    }();
    return loaded;
}

}  // namespace kiosk::test
