#pragma once
/// The personal identity number and the QR on identity cards. Pure functions; any thread.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// What a 12-digit personal number says by itself (Decree 137/2015, article 13; there is no check digit).
struct NumberFacts {
    std::string_view place;  ///< the province of birth registration; `foreign` when a country; empty when no such code
    bool male = false;
    int birth_year = 0;
};
/// Nothing when it is not 12 digits.
[[nodiscard]] std::optional<NumberFacts> facts_of(std::string_view number);

/// A card by its fields between the bars; nothing when they are not a card's. Adds to the warnings.
[[nodiscard]] std::optional<Cccd> parse_cccd(const std::vector<std::string_view>& fields, std::vector<Warning>& warnings);

/// `02011990`; nothing when no such day exists.
[[nodiscard]] std::optional<LocalDate> parse_card_date(std::string_view digits);

}  // namespace kiosk::scan
