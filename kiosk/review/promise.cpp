#include "kiosk/review/promise.hpp"

namespace kiosk::review {

using dossier::Punctuality;
using dossier::Status;

std::optional<Counted> promise_kept(const dossier::StatusView& view, const dossier::WorkingTime& time) {
    const bool ended = view.status == Status::finished || view.status == Status::returned;
    const bool runs = view.status == Status::accepted || view.status == Status::processing;
    if (view.prepared || !view.due_at || (!ended && !runs)) return std::nullopt;
    const auto found = dossier::punctuality(view.steps, {view.due_at, false, std::nullopt}, time, view.as_of);
    if (runs && view.as_of <= *view.due_at) return std::nullopt;
    if (found == Punctuality::late) return ended ? Counted::ended_late : Counted::found_overdue;
    if (found == Punctuality::on_time && ended) return Counted::ended_in_time;
    return std::nullopt;
}

}  // namespace kiosk::review
