// What a kiosk asks the portal by itself: is it there, has this dossier its code, what has moved.
#include "kiosk/app/field_world.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {
namespace {

constexpr Duration code_round = 5min;  // how often a portal is asked for the code of one dossier: acceptance takes hours

}  // namespace

Duration FieldWorld::look_at_link() {
    if (const auto left = link_watch_.left(parts_.clock.monotonic()); left > 0ms) return left;
    link_watch_.heard(parts_.clock.monotonic());
    const bool connected = parts_.lookup_portal.connected().has_value();
    if (!store_worker_.post([this, connected] { link_is(connected); }))
        log::warning("the store is too busy to hear of the link");
    return link_watch_.left(parts_.clock.monotonic());
}

void FieldWorld::tell_link(bool connected) {
    if (told_link_ == connected) return;  // the UI thread is woken only by news
    told_link_ = connected;
    parts_.post(LinkReport{connected});
}

void FieldWorld::link_is(bool connected) {
    tell_link(connected);
    if (connected && !link_) {
        if (auto due = parts_.delivery.send_now(); !due) log::failure("resuming delivery", due.error());
    }
    parts_.delivery.asked(parts_.clock.wall());
    link_ = connected;
    deliver();
}

bool FieldWorld::may_ask() {
    if (!parts_.delivery.may_ask(parts_.clock.wall())) return false;
    link_watch_.heard(parts_.clock.monotonic());
    return true;
}

// Where codes are given at acceptance: one question a round, so that many open dossiers are no load on the portal.
bool FieldWorld::ask_for_a_code() {
    const auto now = parts_.clock.monotonic();
    if (asked_for_code_at_ && now - *asked_for_code_at_ < code_round) return false;
    const auto dossier = parts_.store_desk.next_without_code();
    if (dossier && !may_ask()) return false;
    asked_for_code_at_ = now;
    if (!dossier) return false;
    const bool posted = lookup_worker_.post([this, id = *dossier] {
        const auto found = parts_.lookup_portal.find(id);
        if (!found || !*found || (*found)->official_code.empty()) return;
        const bool back = store_worker_.post([this, id, code = (*found)->official_code] {
            if (parts_.store_desk.take_code(id, code)) parts_.post(visit::DossierDelivered{id, code});
        });
        if (!back) log::warning("the store is too busy to take a dossier code; it is asked for again");
    });
    if (!posted) log::warning("too many look-ups are waiting to ask for a dossier code; it is asked for later");
    return true;
}

// What has moved at the portal is known here before anybody asks, and also when nobody can ask.
void FieldWorld::ask_for_changes() {
    const auto every = parts_.data.settings.portal.changes_every;
    const auto now = parts_.clock.monotonic();
    if (every <= 0ms || (asked_for_changes_at_ && now - *asked_for_changes_at_ < every)) return;
    if (!may_ask()) return;
    asked_for_changes_at_ = now;
    const bool posted =
        lookup_worker_.post([this, kiosk = parts_.data.settings.kiosk_id, mark = parts_.store_desk.status_mark()] {
            auto changes = parts_.lookup_portal.changes(kiosk, mark);
            if (!changes) return log::failure("asking which dossiers have moved", changes.error());
            const bool back = store_worker_.post([this, changes = std::move(*changes)] {
                parts_.store_desk.fold(changes);
                if (changes.more) asked_for_changes_at_.reset();  // the rest in the next round
            });
            if (!back) log::warning("the store is too busy to take what has moved; it is asked for again");
        });
    if (!posted) log::warning("too many look-ups are waiting to ask which dossiers have moved; it is asked for later");
}

}  // namespace kiosk::app
