#pragma once
/// Judges one answer by the rules of its question: first exactly as the portal's engine (@formio/core) does, then by the kiosk's
/// own few rules, which catch what the portal would let pass. Pure; any thread.

#include "kiosk/dossier/form_pass.hpp"
#include "kiosk/dossier/validation.hpp"

namespace kiosk::dossier {

/// The first thing that is wrong; nothing for what is right or not shown.
[[nodiscard]] std::optional<Problem> judge(const Standing& standing, LocalDate today);

}  // namespace kiosk::dossier
