#pragma once
/// Dossiers that an office has taken, under the names of vocabulary.hpp. Pure; any thread.

#include <optional>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/print/content.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// Mẫu 01 and 02: what the office has taken, and what it asks for more.
[[nodiscard]] Content dossier_content(const dossier::FullDossier& dossier, const catalogue::Catalogue& catalogue,
                                      const slips::Press& press);
/// Mẫu 01 from what a look-up knows: names are masked, and what it does not know stays empty to be written by hand.
[[nodiscard]] Content receipt_content(const dossier::StatusView& view, const catalogue::Catalogue& catalogue,
                                      const slips::Press& press);
/// What a look-up would show of it: for the receipt on the 80 mm roll.
[[nodiscard]] dossier::StatusView status_view(const dossier::FullDossier& dossier);

/// Mẫu 06: those accepted between two days, in that order; without days all that were accepted.
[[nodiscard]] Content book_content(const std::vector<dossier::FullDossier>& dossiers, std::optional<LocalDate> from,
                                   std::optional<LocalDate> to, const slips::Press& press);

}  // namespace kiosk::print
