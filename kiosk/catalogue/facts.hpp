#pragma once
/// A procedure or a unit as a flat list of facts, each with a key that people can read: what differences and tables are made
/// of. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

struct Fact {
    std::string key;    ///< "handling.online.fee"
    std::string value;  ///< never empty: what is not known has no fact
    bool operator==(const Fact&) const = default;
};

/// Everything that the catalogue says of it, in a fixed order. Vietnamese, then English after a stroke where there is any.
[[nodiscard]] std::vector<Fact> facts_of(const Procedure& procedure);
[[nodiscard]] std::vector<Fact> facts_of(const Unit& unit);

/// "3 ngày làm việc", "8.000 đồng/bản", "miễn phí": for staff, in Vietnamese. Empty when not known.
[[nodiscard]] std::string time_in_words(const Handling& handling);
[[nodiscard]] std::string fee_in_words(const Handling& handling);
/// "bản chính 1, bản sao 2, tùy trường hợp"
[[nodiscard]] std::string copies_in_words(const Component& component);

}  // namespace kiosk::catalogue
