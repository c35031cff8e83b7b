#include "kiosk/review/promise.hpp"

#include <algorithm>

namespace kiosk::review {

using dossier::Punctuality;
using dossier::Status;

std::optional<Counted> promise_kept(const dossier::StatusView& view, const dossier::WorkingTime& time, bool due_moved) {
    const bool ended = view.status == Status::finished || view.status == Status::returned;
    const bool runs = view.status == Status::accepted || view.status == Status::processing;
    if (view.prepared || !view.due_at || (!ended && !runs)) return std::nullopt;
    const auto found = dossier::punctuality(view.steps, {view.due_at, due_moved, std::nullopt}, time, view.as_of);
    if (runs && view.as_of <= *view.due_at) return std::nullopt;
    const bool apologised = std::any_of(view.sent.begin(), view.sent.end(),
                                        [](const auto& paper) { return paper.form == dossier::OfficerForm::apology; });
    if (found == Punctuality::late || (apologised && ended)) return ended ? Counted::ended_late : Counted::found_overdue;
    if (found == Punctuality::on_time && ended) return Counted::ended_in_time;
    return std::nullopt;
}

}  // namespace kiosk::review
