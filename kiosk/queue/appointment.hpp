#pragma once
/// A time that somebody was promised, as its code says it, and what it is worth now. Values; any thread, never blocks.

#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::queue {

struct Appointment {
    std::string centre;  ///< id
    LocalDate day;
    int minute_of_day = 0;
    std::string code;         ///< whoever gave it knows it by this
    std::string signature{};  ///< of signed_text(), the bytes; empty: unsigned
    bool operator==(const Appointment&) const = default;

    [[nodiscard]] WallTime at() const;
    /// The press of its number, the same at every kiosk: one appointment gives one number, however often its code is read.
    [[nodiscard]] PressId press() const;
    /// What its code says before the signature: "QNA1:BINHSON:20261123:0930:XK7Q".
    [[nodiscard]] std::string signed_text() const;
};

/// `early`: the number waits until `called_from`. `late`: its grace is over, it waits as any other. `unproven`: the centre has keys, and
/// none of them signed it: nobody was promised anything.
enum class AppointmentFits { in_time, early, late, other_day, other_centre, unproven };
[[nodiscard]] AppointmentFits fits(const Appointment& appointment, std::string_view centre, WallTime now,
                                   const settings::Queue& rules);

/// Before that it is nobody's turn with this appointment.
[[nodiscard]] WallTime called_from(WallTime appointment, const settings::Queue& rules);
/// Whether somebody who takes their number at `taken_at` still has what was promised.
[[nodiscard]] bool in_grace(WallTime appointment, WallTime taken_at, const settings::Queue& rules);

/// The press of the number that takes the place of one that was postponed: a slip gives one number.
[[nodiscard]] PressId press_after(PressId postponed);

}  // namespace kiosk::queue
