#pragma once
/// The person who files test dossiers. There is none: names say «Kiểm Thử», numbers are of a series that nobody is given. Pure;
/// any thread.

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::trial {

/// A draft as it stands when the e-form begins: who files for whom, a card read.
[[nodiscard]] dossier::Draft applicant(const catalogue::Procedure& procedure, catalogue::ApplicantKind kind);

}  // namespace kiosk::trial
