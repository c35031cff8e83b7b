#pragma once
/// What staff, scripts and consoles ask of the queue by command, as JSON. The store's thread; blocks on the disk, or on the cluster.
///
/// queue.take {kind, press?, priority?, appointment?} or {postponed} · queue.shown {press} · queue.list {day?} · queue.show {number | press} ·
/// queue.open {counter} · queue.pause {counter, reason} · queue.close {counter} · queue.call {counter, number?} ·
/// queue.recall|start|absent|hold {counter} · queue.finish {counter, reason?} · queue.transfer {counter, to_line?, to_counter?} ·
/// queue.rejoin {number} · queue.cancel {number, reason} · queue.counters {} · queue.closing {} · queue.report {day?, to_day?}
/// Every deed takes press? (the same press again gives what the first one did) and by? (an account).

#include <nlohmann/json.hpp>
#include <string_view>

#include "kiosk/app/public_data.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

/// What answering needs, so that each command is a plain function.
struct StaffParts {
    store::Store& store;
    queue::TicketOffice& queue;
    const PublicData& data;
    const Clock& clock;
    Ids& ids;
};

[[nodiscard]] nlohmann::ordered_json ticket_json(const queue::Ticket& ticket);

/// What is said of a cluster that does not answer: what it means, and what to do. Other failures stay as they are.
[[nodiscard]] Error said_by(const StaffParts& desk, Error error);

/// The day that was asked for, or the one that new numbers belong to.
[[nodiscard]] Result<LocalDate> day_wanted(const nlohmann::ordered_json& request, const StaffParts& desk);

[[nodiscard]] Result<nlohmann::ordered_json> answer_queue(std::string_view command, const nlohmann::ordered_json& request,
                                                          const StaffParts& desk);

}  // namespace kiosk::app
