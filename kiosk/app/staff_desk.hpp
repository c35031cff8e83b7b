#pragma once
/// What staff, integrators and scripts ask of a kiosk by command: one request as JSON, one answer as JSON. The same answers come
/// from a running kiosk through its socket and from a command that opened the data folder itself. The store's thread.
///
/// Requests: {"command":"queue.…", …} as in staff_queue.hpp · {"command":"ledger.…","body":JSON} as in socket_engine.hpp ·
/// {"command":"outbox.list"} · {"command":"outbox.send"} · {"command":"status"} ·
/// {"command":"review.tally"} · {"command":"staff.list"} · {"command":"staff.unlock","id":"officer_1"}
/// {"command":"outbox.export","folder":"/media/stick/K1","key":BASE64}
/// {"command":"payment.list","since":"2026-11-23T00:00:00+07:00"}
/// {"command":"today.show","day":"2026-11-23"} · {"command":"today.change","kind":"hide","value":"1.000894"}
/// Answers: {"ok":true, …} or {"ok":false,"code":"not_found","error":"…"}

#include <string>
#include <string_view>

#include "kiosk/app/public_data.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

class StaffDesk {
public:
    StaffDesk(store::Store& store, queue::TicketOffice& queue, const PublicData& data, const Clock& clock, Ids& ids)
        : store_(store), queue_(queue), data_(data), clock_(clock), ids_(ids) {}

    /// Never fails: what cannot be done is said in the answer.
    [[nodiscard]] std::string answer(std::string_view request);

private:
    store::Store& store_;
    queue::TicketOffice& queue_;
    const PublicData& data_;
    const Clock& clock_;
    Ids& ids_;
};

}  // namespace kiosk::app
