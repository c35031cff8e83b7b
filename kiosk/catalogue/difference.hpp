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

/// Procedures, units, fields, life events, levels, rules and synonyms, in this order; empty when nothing changed.
[[nodiscard]] std::vector<Difference> differences(const Catalogue& before, const Catalogue& after);
[[nodiscard]] std::string_view name(Difference::Kind kind);

}  // namespace kiosk::catalogue
