#pragma once
/// The serials of official dossier codes: one series an authority, begun anew each day, month or year as the province says.
/// Held by whoever gives official codes; a kiosk never does. One thread; never blocks.

#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::dossier {

class SerialBook {
public:
    explicit SerialBook(settings::DossierRules rules) : rules_(std::move(rules)) {}

    /// The code that comes next; it is not taken yet. Correct also when the clock was set back: each period has its series.
    [[nodiscard]] std::string next_code(std::string_view unit_code, const LocalDate& day) const;
    /// Notes a code as given: after a restart, every code there is. Any order; what is no official code is ignored.
    void note(std::string_view code);

private:
    [[nodiscard]] std::string series_of(std::string_view unit_code, const LocalDate& day) const;

    settings::DossierRules rules_;
    std::map<std::string, int, std::less<>> last_;  ///< series -> highest serial
};

}  // namespace kiosk::dossier
