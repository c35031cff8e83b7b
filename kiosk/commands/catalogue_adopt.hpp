#pragma once
/// `kiosk catalogue adopt`: a changed catalogue is checked as a whole, shown as a difference, and put into place; a running kiosk
/// takes it into use when nobody is there. Returns the exit status.

#include <string>

namespace kiosk::commands {

struct AdoptOptions {
    std::string candidate;  ///< folder with catalogue, units, forms, or some of them
    std::string config;     ///< empty: the default configuration
    std::string data;       ///< empty: what the configuration says
    bool yes = false;       ///< without it, only shown
    bool json = false;
};

[[nodiscard]] int adopt_catalogue(const AdoptOptions& options);

}  // namespace kiosk::commands
