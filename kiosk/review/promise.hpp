#pragma once
/// Whether a dossier came when it was promised, as a look-up tells it. Pure; any thread.

#include <optional>

#include "kiosk/dossier/due_date.hpp"
#include "kiosk/review/counted.hpp"

namespace kiosk::review {

/// ended_in_time, ended_late or found_overdue, by the national formula (due_date.hpp); nothing while it runs, while papers are
/// waited for, when it ended otherwise than with a result, and when no due date is known. An apology (form 04) says that the
/// first promise was broken, whatever the second one is. `due_moved`: as DossierRules::supplement_moves_due.
[[nodiscard]] std::optional<Counted> promise_kept(const dossier::StatusView& view, const dossier::WorkingTime& time,
                                                  bool due_moved);

}  // namespace kiosk::review
