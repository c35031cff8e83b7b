#pragma once
/// Whether a dossier came when it was promised, as a look-up tells it. Pure; any thread.

#include <optional>

#include "kiosk/dossier/due_date.hpp"
#include "kiosk/review/counted.hpp"

namespace kiosk::review {

/// ended_in_time, ended_late or found_overdue, by the national formula (due_date.hpp); nothing while it runs, while papers are
/// waited for, when it ended otherwise than with a result, and when no due date is known.
[[nodiscard]] std::optional<Counted> promise_kept(const dossier::StatusView& view, const dossier::WorkingTime& time);

}  // namespace kiosk::review
