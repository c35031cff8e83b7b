#pragma once
/// The one code that joins a visit's ticket, draft dossier and missing papers: eight characters that survive being read aloud
/// and copied by hand. Any thread, never blocks.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/ids.hpp"

namespace kiosk::dossier {

/// 40 random bits in Crockford's base 32: no I, L, O or U.
[[nodiscard]] std::string make_visit_code(Ids& ids);
/// What somebody typed, as it was meant: any letter case, blanks dropped, one dash after the fourth letter dropped, O read as
/// 0, I and L as 1. Nothing when it cannot be a visit code; half a dossier code is none.
[[nodiscard]] std::optional<std::string> read_visit_code(std::string_view typed);
/// `7KQ2-M0XD`, for screens and slips.
[[nodiscard]] std::string shown_visit_code(std::string_view code);

}  // namespace kiosk::dossier
