#include "kiosk/app/staff_payment.hpp"

#include "kiosk/collection/book.hpp"

namespace kiosk::app {

Result<Json> list_payments(store::Store& store, std::string_view since, WallTime now) {
    const auto from = parse_iso_time(since);
    if (!from) return fail(Code::bad_usage, "since is a time such as 2026-11-23T00:00:00+07:00");
    collection::Book book(store.database(), store.vault());
    auto entries = book.since(*from);
    if (!entries) return fail(std::move(entries));
    Json orders = Json::array();
    for (const auto& entry : *entries) {
        Json heard = Json::array();
        for (const auto& one : entry.confirmations)
            heard.push_back({{"id", one.transaction},
                             {"refund", one.kind == payment::Confirmation::Kind::refund},
                             {"amount", one.dong},
                             {"at_ms", one.at.since_epoch.count()}});
        const auto standing = entry.standing(now);
        orders.push_back({{"code", entry.order.code},
                          {"fee", entry.order.fee.text()},
                          {"dossier", entry.order.about},
                          {"procedure", entry.order.procedure},
                          {"method", payment::name(entry.order.method)},
                          {"amount", entry.order.dong},
                          {"made_at", iso_time(entry.order.made_at)},
                          {"due_at", iso_time(entry.order.due_at)},
                          {"last_day", iso_time(entry.last_day)},
                          {"placed", entry.placed},
                          {"state", payment::name(standing.state)},
                          {"confirmations", std::move(heard)}});
    }
    return Json{{"orders", std::move(orders)}};
}

}  // namespace kiosk::app
