// What visits ask of the queue.

#include "kiosk/app/field_world.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {

void FieldWorld::do_effect(visit::AllotTicket effect) {
    const auto press = effect.press;
    if (!store_worker_.post([this, effect = std::move(effect)] { parts_.post(parts_.store_desk.allot(effect)); })) {
        parts_.post(visit::TicketRefused{press, Code::busy});
    }
}

void FieldWorld::do_effect(visit::HoldTicket effect) {
    const bool posted = store_worker_.post([this, effect] {
        parts_.store_desk.hold(effect);
        tell_queue();
    });
    if (!posted) log::error("a held number was not written down");
}

void FieldWorld::do_effect(visit::AskTicket effect) {
    const bool posted = store_worker_.post([this, effect] { parts_.post(parts_.store_desk.answer(effect)); });
    if (!posted) parts_.post(visit::TicketNotSeen{effect.question, Code::busy});
}

void FieldWorld::do_effect(visit::PrintTicket effect) {
    const auto press = effect.ticket.press;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); })) {
        parts_.post(visit::TicketNotPrinted{press, Code::busy});
    }
}

void FieldWorld::tell_queue() {
    told_queue_at_ = parts_.clock.monotonic();
    auto lines = parts_.store_desk.lines();
    if (lines == told_lines_) return;
    told_lines_ = lines;
    parts_.post(QueueReport{std::move(lines)});
}

}  // namespace kiosk::app
