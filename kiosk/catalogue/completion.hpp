#pragma once
/// How what somebody types may go on, from public lists alone: the places of the units and the names of procedures. Never from
/// what others typed. Pure; any thread; for a few hundred units about a millisecond.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

struct Completion {
    std::string shown;  ///< "xã Bình Sơn"
    std::string text;   ///< the whole text with it: "Thôn 3, xã Bình Sơn, tỉnh Quảng Ngãi"
};

/// Units of that day whose place goes on as the text ends, with or without its kind and its diacritics: "… nghia l", "… xã Bình".
/// The text then names the units above as well. Longest find first, then exact diacritics, then the order of the files; at most
/// `most`. Nothing before two letters.
[[nodiscard]] std::vector<Completion> places_going_on(const Catalogue& catalogue, std::string_view typed,
                                                      const LocalDate& day, std::size_t most);

/// Words of these procedures' names that go on as the whole text does: "khai s" -> "khai sinh ". What is typed completely goes on
/// by one word. In the order of `found`, each once.
[[nodiscard]] std::vector<Completion> names_going_on(const std::vector<const Procedure*>& found, std::string_view typed,
                                                     std::size_t most);

}  // namespace kiosk::catalogue
