#pragma once
/// What a citizen takes away from a press on «Nộp hồ sơ»: the screen and the slip are drawn from this. Values; any thread.

#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// Holds no number of anybody: the slip names the kind of second factor, never its digits.
struct Confirmation {
    Uuid id;  ///< of the press: what the portal knows the delivery by
    Outcome outcome = Outcome::prepared;
    std::string provisional_code;
    std::string official_code;                    ///< empty until the portal has given it
    WallTime submitted_at;                        ///< NgayNopHoSo: the press, also when the delivery comes days later
    std::string procedure;                        ///< national code
    std::vector<std::string> originals_to_bring;  ///< ids of components
    std::string visit_code;                       ///< only when prepared: joins ticket and draft
    std::string refusal;                          ///< the portal's words when it has refused for good
    bool registered = false;                      ///< the portal has it, with an official code or still without
    bool unpaid = false;                          ///< it is kept, and sent once its fee has come
    bool operator==(const Confirmation&) const = default;

    /// The code to show and to look up by: the official one as soon as it is known.
    [[nodiscard]] const std::string& code() const { return official_code.empty() ? provisional_code : official_code; }
};

}  // namespace kiosk::dossier
