#pragma once
/// What everybody in the kiosk may read and nobody changes while it runs. Any thread.

#include <memory>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/texts.hpp"

namespace kiosk::app {

struct PublicData {
    settings::Settings settings;
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    Texts vietnamese;
    Texts english;

    [[nodiscard]] const Texts& texts(std::string_view language) const { return language == "en" ? english : vietnamese; }
};

}  // namespace kiosk::app
