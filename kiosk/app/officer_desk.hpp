#pragma once
/// What staff at the kiosk ask of it: whether a PIN is right, how everything is, a number voided. What they do is written to
/// the log with their token's id. The store worker's thread; blocks on the disk, and for a moment on the hash of a PIN.

#include <functional>

#include "kiosk/app/public_data.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class OfficerDesk {
public:
    using PinMatches = std::function<bool(const std::string& hash, const Personal& pin)>;
    /// `matches` compares a PIN with its hash: without one kiosk/base/pin.hpp does.
    OfficerDesk(store::Store& store, queue::TicketOffice& queue, const PublicData& data, const Clock& clock,
                PinMatches matches = {});

    /// Counts the try before anything is compared.
    [[nodiscard]] visit::Event check(const visit::CheckPin& effect);
    [[nodiscard]] visit::Event make_report();
    [[nodiscard]] visit::Event void_ticket(const visit::DoForStaff& effect);
    [[nodiscard]] visit::Event change_today(const visit::DoForStaff& effect);
    /// What was decided for the business day that it is now.
    [[nodiscard]] Result<settings::Today> today();

private:
    [[nodiscard]] Result<Done> add_outbox(visit::StaffReport& report);
    [[nodiscard]] Result<Done> add_fees(visit::StaffReport& report);
    [[nodiscard]] Result<Done> add_tickets(visit::StaffReport& report);
    void add_machine(visit::StaffReport& report);

    store::Store& store_;
    queue::TicketOffice& queue_;
    const PublicData& data_;
    const Clock& clock_;
    const PinMatches matches_;
};

/// One line of the log: who, what, and about what; never about a citizen.
void note_staff(const visit::NoteStaff& note);
void note_staff(const visit::DoForStaff& deed);

}  // namespace kiosk::app
