#pragma once
/// The catalogue as a table for the province's people and as JSON for their programs. Pure; any thread.

#include <string>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

/// One procedure a line, Vietnamese, UTF-8 with a byte order mark and CRLF (RFC 4180), so that Excel opens it rightly. Empty
/// cells are not known. A cell never starts a formula.
[[nodiscard]] std::string csv(const Catalogue& catalogue);
/// `{"procedures": [{"code": …}, …]}`: the facts by their keys, procedures in the order of the catalogue.
[[nodiscard]] std::string json(const Catalogue& catalogue);

}  // namespace kiosk::catalogue
