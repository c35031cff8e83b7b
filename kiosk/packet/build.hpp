#pragma once
/// Makes national packets of a whole dossier. Pure; any thread, never blocks.

#include <vector>

#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/packet/packet.hpp"

namespace kiosk::packet {

/// Every field that any profile has; what the dossier does not know stays empty and `check` says whether that is allowed.
[[nodiscard]] Dossier dossier_of(const dossier::FullDossier& dossier);
/// One row for each step from the acceptance on, in packets of ten, as real systems send them.
[[nodiscard]] std::vector<ProgressSync> progress_of(const dossier::FullDossier& dossier);
/// madonvi when nobody says another one: the province in the dossier's code (000.00.00.H48, or H48 in the new form). Empty
/// without an official code.
[[nodiscard]] std::string province_of(std::string_view official_code);

}  // namespace kiosk::packet
