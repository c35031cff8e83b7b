#include <chrono>
#include <filesystem>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

TEST_CASE("the training configuration has nothing to find fault with") {
    const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    if (!settings)
        for (const auto& finding : settings.error()) UNSCOPED_INFO(finding.text());
    REQUIRE(settings.has_value());
    const auto catalogue = Catalogue::load(*settings);
    if (!catalogue)
        for (const auto& finding : catalogue.error()) UNSCOPED_INFO(finding.text());
    REQUIRE(catalogue.has_value());
    CHECK((*catalogue)->procedures().size() >= 34);
}
