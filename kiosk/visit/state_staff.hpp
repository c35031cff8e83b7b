#pragma once
/// The states of staff at the kiosk, and of the kiosk that does not serve.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/visit/staff.hpp"
#include "kiosk/visit/state_choosing.hpp"

namespace kiosk::visit {

enum class OutReason { starting, store_failed, stopped_by_staff };
struct OutOfService {
    OutReason reason = OutReason::starting;
};

// ---- Staff at the kiosk ------------------------------------------------------------------------------------------------
enum class PinProblem { none, wrong, pause, locked, not_checked };
/// A token of the staff's was read. The keys are shuffled; what is typed goes as soon as it has been looked at.
struct EnteringPin {
    std::string staff;  ///< id of the token
    std::string keys;   ///< the ten digits in their order
    Personal digits{};
    std::optional<Uuid> checking{};  ///< the question that is being answered
    PinProblem problem = PinProblem::none;
    int tries_left = 0;                   ///< of a wrong one: before pauses begin
    std::optional<Monotonic> deadline{};  ///< of the check, or of the pause
    std::optional<OutReason> out{};       ///< the kiosk was out of service, and is again afterwards
};
/// wording: staff's own words for the first page.
enum class StaffPage {
    menu,
    readiness,
    outbox,
    devices,
    tickets,
    ticket,
    voiding,
    close,
    today,
    hiding,
    wording,
    touch,
    ruler
};
/// What was asked for last, and what became of it.
struct StaffDeedUnderWay {
    enum class Phase { under_way, done, failed };
    Uuid question;
    StaffDeed deed = StaffDeed::send_now;
    DeviceName device = DeviceName::ticket_printer;
    Phase phase = Phase::under_way;
    Code problem = Code::io;  ///< why it failed
    Monotonic deadline;
};
/// By how much a finger missed where it was told to land, tenths of a millimetre, right and down.
struct TouchError {
    int right = 0;
    int down = 0;
    bool operator==(const TouchError&) const = default;
};
inline constexpr std::size_t touch_targets = 5;  ///< four corners, then the middle
struct StaffPages {
    std::string staff;
    StaffPage page = StaffPage::menu;
    std::shared_ptr<const StaffReport> report{};  ///< null until the first one has come
    Monotonic deadline;                           ///< when the facts are looked at anew
    std::optional<StaffDeedUnderWay> deed{};
    std::optional<PressId> ticket{};  ///< of ticket and voiding
    std::vector<TouchError> touches{};
    std::optional<OutReason> out{};         ///< out of service when staff are gone
    std::string words{};                    ///< typed on hiding and wording
    std::vector<const Procedure*> found{};  ///< of hiding, by the words

    [[nodiscard]] const queue::Ticket* chosen_ticket() const;
    [[nodiscard]] bool under_way() const { return deed && deed->phase == StaffDeedUnderWay::Phase::under_way; }
};

}  // namespace kiosk::visit
