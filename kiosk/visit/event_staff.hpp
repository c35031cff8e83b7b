#pragma once
/// What staff do at the kiosk, and what their pages are answered.

#include <optional>
#include <string>

#include "kiosk/settings/today.hpp"
#include "kiosk/visit/device_name.hpp"
#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

/// A token of the staff's was held before the reader.
struct StaffTokenRead {
    std::string staff;  ///< its id; empty: nobody here knows that token
    Uuid chance;        ///< shuffles the keys
};
struct PinDigitTyped {
    char digit = '0';
    Uuid question;  ///< of the check, when this was the last one
};
struct PinDigitErased {};
struct PinAccepted {
    Uuid question;
};
struct PinRefused {
    Uuid question;
    PinProblem problem = PinProblem::wrong;
    int tries_left = 0;
    Duration pause{};  ///< until the next try counts
};
struct StaffPageChosen {
    StaffPage page = StaffPage::menu;
    std::optional<PressId> ticket{};
};
struct StaffReportMade {
    StaffReport report;
};
struct StaffDeedChosen {
    Uuid question;
    StaffDeed deed = StaffDeed::send_now;
    DeviceName device = DeviceName::ticket_printer;
    std::optional<settings::TodayChange> change{};  ///< of change_today
};
struct StaffDeedEnded {
    Uuid question;
    std::optional<Code> problem;
};
struct ServiceSwitched {
    bool on = true;
};
/// On a page for staff that asks for words.
struct StaffWordsTyped {
    std::string words;
};
struct TouchMeasured {
    TouchError error;
};

}  // namespace kiosk::visit
