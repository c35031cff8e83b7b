// What staff at the kiosk ask of the world with threads. A PIN is compared on the store worker: a third of a second at most, in
// which nobody else is at the kiosk, and after the try has been written down by the same thread.

#include "kiosk/app/field_world.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {

void FieldWorld::do_effect(visit::CheckPin effect) {
    const auto question = effect.question;
    const bool posted =
        store_worker_.post([this, effect = std::move(effect)] { parts_.post(parts_.officer_desk.check(effect)); });
    if (!posted) parts_.post(visit::PinRefused{question, visit::PinProblem::not_checked, 0, {}});
}

void FieldWorld::do_effect(visit::MakeStaffReport) {
    if (!store_worker_.post([this] { parts_.post(parts_.officer_desk.make_report()); }))
        log::warning("the store is too busy to tell staff how it is; it is asked again");
}

void FieldWorld::do_effect(const visit::NoteStaff& effect) { note_staff(effect); }

void FieldWorld::do_effect(const visit::DoForStaff& effect) {
    note_staff(effect);
    if (!begin_deed(effect)) parts_.post(visit::StaffDeedEnded{effect.question, Code::busy});
}

bool FieldWorld::begin_deed(const visit::DoForStaff& effect) {
    using visit::StaffDeed;
    switch (effect.deed) {
        case StaffDeed::send_now:
            return store_worker_.post([this, effect] {
                send_now();
                parts_.post(visit::StaffDeedEnded{effect.question, {}});
            });
        case StaffDeed::void_ticket:
            return store_worker_.post([this, effect] { parts_.post(parts_.officer_desk.void_ticket(effect)); });
        case StaffDeed::change_today:
            return store_worker_.post([this, effect] {
                parts_.post(parts_.officer_desk.change_today(effect));
                tell_today();
            });
        case StaffDeed::print_test:
        case StaffDeed::print_close:
        case StaffDeed::print_ticket:
            return printer_worker_.post([this, effect] { parts_.post(print_desk_.print(effect)); });
        case StaffDeed::try_device: return try_device(effect);
    }
    return false;
}

void FieldWorld::tell_today() {
    auto today = parts_.officer_desk.today();
    if (!today) return log::failure("looking at what holds for today", today.error());
    if (told_today_ == *today) return;  // the UI thread is woken only by news
    told_today_ = *today;
    parts_.post(TodayReport{std::move(*today)});
}

template <class Device>
void FieldWorld::try_anew(DeviceKeeper<Device>& keeper, const visit::DoForStaff& effect) {
    keeper.try_anew();
    auto ready = keeper.ready();
    if (!ready) return parts_.post(visit::StaffDeedEnded{effect.question, ready.error().code});
    if constexpr (requires { (*ready)->status(); }) keeper.answered((*ready)->status());
    report(effect.device, keeper.health());
    parts_.post(visit::StaffDeedEnded{effect.question, keeper.health()});
}

bool FieldWorld::try_device(const visit::DoForStaff& effect) {
    switch (effect.device) {
        case DeviceName::code_reader: return reader_worker_.post([this, effect] { try_anew(code_reader_, effect); });
        case DeviceName::camera: return camera_worker_.post([this, effect] { try_anew(camera_, effect); });
        case DeviceName::page_scanner: return scanner_worker_.post([this, effect] { try_anew(page_scanner_, effect); });
        case DeviceName::ticket_printer: return printer_worker_.post([this, effect] { try_anew(ticket_printer_, effect); });
        case DeviceName::page_printer: return page_printer_worker_.post([this, effect] { try_anew(page_printer_, effect); });
        case DeviceName::speaker: return speaker_worker_.post([this, effect] { try_anew(speaker_, effect); });
    }
    return false;
}

}  // namespace kiosk::app
