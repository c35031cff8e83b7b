#pragma once
/// The catalogue as a table for the province's people and as JSON for their programs. Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

/// One procedure a line, Vietnamese, UTF-8 with a byte order mark and CRLF (RFC 4180), so that Excel opens it rightly. Empty
/// cells are not known. A cell never starts a formula.
[[nodiscard]] std::string csv(const Catalogue& catalogue);
/// Everything, so that `kiosk catalogue import` reads the same procedures back; config/catalogue/README.md says what each member
/// is. Procedures in the order of the catalogue.
[[nodiscard]] std::string json(const Catalogue& catalogue);
/// The member "export" of that JSON: which shape it has.
inline constexpr std::string_view export_mark = "kiosk catalogue 1";

}  // namespace kiosk::catalogue
