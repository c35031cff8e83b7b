#pragma once
/// What a changed catalogue changes, readable by those who decide whether to adopt it. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

struct Difference {
    enum class Kind { added, removed, changed };
    Kind kind = Kind::changed;
    std::string subject;  ///< "procedure 1.001193 Đăng ký khai sinh"
    std::string key;      ///< of the fact; empty when the whole subject was added or removed
    std::string before;   ///< empty: was not known
    std::string after;    ///< empty: is not known any more
    [[nodiscard]] std::string text() const;
};

/// Whose online filing a change ends or begins, in the order of the catalogues. What was removed has lost it as well.
struct OnlineFiling {
    std::vector<const Procedure*> lost;    ///< of the catalogue before
    std::vector<const Procedure*> gained;  ///< of the catalogue after
    std::size_t until_tested = 0;  ///< how many of the lost come back as soon as they have passed `kiosk catalogue test`
    /// How many and which, and what to do about it; empty when nothing of it changes.
    [[nodiscard]] std::string text() const;
};
[[nodiscard]] OnlineFiling online_filing(const Catalogue& before, const Catalogue& after);

/// Procedures, units, fields, life events, levels, rules and synonyms, in this order; empty when nothing changed.
[[nodiscard]] std::vector<Difference> differences(const Catalogue& before, const Catalogue& after);
[[nodiscard]] std::string_view name(Difference::Kind kind);

}  // namespace kiosk::catalogue
