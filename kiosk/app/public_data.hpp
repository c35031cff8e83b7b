#pragma once
/// What everybody in the kiosk may read and nobody changes while it runs. Any thread.

#include <memory>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/languages.hpp"

namespace kiosk::app {

struct PublicData {
    settings::Settings settings;
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    Languages languages;

    [[nodiscard]] const Texts& texts(std::string_view language) const { return languages.in(language); }
};

}  // namespace kiosk::app
