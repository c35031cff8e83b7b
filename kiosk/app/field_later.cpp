// What is asked of the field around a submission: papers that are added later, and dossiers that are finished another time.

#include "kiosk/app/field_world.hpp"

namespace kiosk::app {

void FieldWorld::do_effect(visit::RecordSupplement effect) {
    const auto press = effect.press;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        parts_.post(parts_.store_desk.record(effect));
        deliver();
    });
    if (!posted) parts_.post(visit::SupplementNotRecorded{press, Code::busy});
}

void FieldWorld::do_effect(visit::PrintSupplement effect) {
    const auto press = effect.note.id;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); })) {
        parts_.post(visit::SupplementNotPrinted{press, Code::busy});
    }
}

void FieldWorld::do_effect(visit::KeepDraft effect) {
    const auto press = effect.press;
    const bool posted =
        store_worker_.post([this, effect = std::move(effect)] { parts_.post(parts_.store_desk.keep(effect)); });
    if (!posted) parts_.post(visit::DraftNotKept{press, Code::busy});
}

void FieldWorld::do_effect(visit::PrintDraftSlip effect) {
    const auto press = effect.press;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); })) {
        parts_.post(visit::DraftSlipNotPrinted{press, Code::busy});
    }
}

void FieldWorld::do_effect(visit::RemoveDraft effect) {
    const auto press = effect.press;
    const bool posted = store_worker_.post([this, effect] { parts_.post(parts_.store_desk.remove(effect)); });
    if (!posted) parts_.post(visit::DraftNotRemoved{press, Code::busy});
}

}  // namespace kiosk::app
