#include "kiosk/queue/appointment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/signature.hpp"
#include "kiosk/queue/named_press.hpp"

namespace kiosk::queue {
namespace {

/// Several keys may be in use at once: one comes before the other goes.
bool is_proven(const Appointment& appointment, const settings::Queue& rules) {
    const auto& keys = rules.appointment_keys;
    return keys.empty() || std::ranges::any_of(keys, [&](const settings::AppointmentKey& key) {
               return is_signed_by(key.public_key, appointment.signed_text(), appointment.signature);
           });
}

}  // namespace

WallTime Appointment::at() const { return wall_time({day, minute_of_day / 60, minute_of_day % 60, 0}); }

PressId Appointment::press() const {
    return press_named(fmt::format("appointment:{}:{}:{}:{}", centre, day.iso(), minute_of_day, code));
}

std::string Appointment::signed_text() const {
    return fmt::format("QNA1:{}:{:04}{:02}{:02}:{:02}{:02}:{}", centre, day.year, day.month, day.day, minute_of_day / 60,
                       minute_of_day % 60, code);
}

PressId press_after(PressId postponed) { return press_named("postponed:" + postponed.text()); }

WallTime called_from(WallTime appointment, const settings::Queue& rules) { return appointment + -rules.appointment_early; }

bool in_grace(WallTime appointment, WallTime taken_at, const settings::Queue& rules) {
    return taken_at <= appointment + rules.appointment_grace;
}

AppointmentFits fits(const Appointment& appointment, std::string_view centre, WallTime now, const settings::Queue& rules) {
    if (appointment.centre != centre) return AppointmentFits::other_centre;
    if (appointment.day != local_time(now).date) return AppointmentFits::other_day;
    if (!is_proven(appointment, rules)) return AppointmentFits::unproven;
    if (!in_grace(appointment.at(), now, rules)) return AppointmentFits::late;
    return now < called_from(appointment.at(), rules) ? AppointmentFits::early : AppointmentFits::in_time;
}

}  // namespace kiosk::queue
