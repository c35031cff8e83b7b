#include "kiosk/collection/report.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "kiosk/base/csv.hpp"

namespace kiosk::collection {
namespace {

constexpr std::array<std::string_view, 5> finding_names{"agrees", "not_at_portal", "not_here", "other_amount", "differs"};

using Movements = std::set<Confirmation>;

std::int64_t left_of(const Movements& all) {
    std::int64_t out = 0;
    for (const auto& one : all) out += one.kind == Confirmation::Kind::credit ? one.dong : -one.dong;
    return out;
}

/// `fee`: its orders, oldest first, never empty.
ReportRow row_of(const std::vector<const Entry*>& fee, const std::vector<KnownOrder>& portal, WallTime now) {
    const auto& last = *fee.back();
    ReportRow row;
    row.code = last.order.code;
    row.about = last.order.about;
    row.procedure = last.order.procedure;
    row.method = name(last.order.method);
    row.made_at = fee.front()->order.made_at;
    row.dong = last.order.dong;
    Movements here;
    Movements there;
    bool lacks_one = false;
    bool other_amount = false;
    for (const auto* entry : fee) {
        if (entry != &last) row.other_codes.push_back(entry->order.code);
        here.insert(entry->confirmations.begin(), entry->confirmations.end());
        const auto known =
            std::find_if(portal.begin(), portal.end(), [&](const auto& one) { return one.code == entry->order.code; });
        if (known == portal.end()) {
            lacks_one = true;
            continue;
        }
        there.insert(known->transactions.begin(), known->transactions.end());
        other_amount = other_amount || known->dong != entry->order.dong;
    }
    row.here_dong = left_of(here);
    row.portal_dong = left_of(there);
    if (lacks_one) row.finding = Finding::not_at_portal;
    else if (other_amount) row.finding = Finding::other_amount;
    else if (here != there) row.finding = Finding::differs;
    std::vector<Confirmation> all(here.begin(), here.end());
    all.insert(all.end(), there.begin(), there.end());
    const auto standing = standing_of(last.order.dong, last.last_day, std::move(all), now);
    row.state = standing.state;
    row.needs_staff = standing.needs_staff() || other_amount;
    return row;
}

ReportRow row_of(const KnownOrder& known, WallTime now) {
    Order order;
    order.dong = known.dong;
    order.due_at = now;
    ReportRow row;
    row.code = known.code;
    row.dong = known.dong;
    row.portal_dong = left_of({known.transactions.begin(), known.transactions.end()});
    row.state = standing_of(order, known.transactions, now).state;
    row.needs_staff = !known.transactions.empty();
    row.finding = Finding::not_here;
    return row;
}

}  // namespace

std::string_view name(Finding finding) { return finding_names.at(static_cast<std::size_t>(finding)); }

std::vector<ReportRow> reconcile(const std::vector<Entry>& here, const std::vector<KnownOrder>& portal, WallTime now) {
    std::vector<ReportRow> out;
    std::set<std::string_view> seen;
    std::map<Uuid, std::vector<const Entry*>> fees;
    for (const auto& entry : here) fees[entry.order.fee].push_back(&entry);
    for (const auto& entry : here) {
        seen.insert(entry.order.code);
        const auto& fee = fees[entry.order.fee];
        if (fee.front() == &entry) out.push_back(row_of(fee, portal, now));
    }
    for (const auto& known : portal) {
        if (!seen.contains(known.code)) out.push_back(row_of(known, now));
    }
    return out;
}

std::string report_csv(const std::vector<ReportRow>& rows) {
    std::string out(byte_order_mark);
    out += csv_line({"code", "dossier", "procedure", "method", "made_at", "amount", "here", "portal", "state", "staff",
                     "finding", "other_codes"});
    for (const auto& row : rows)
        out +=
            csv_line({row.code, row.about, row.procedure, row.method, row.made_at == WallTime{} ? "" : iso_time(row.made_at),
                      std::to_string(row.dong), std::to_string(row.here_dong), std::to_string(row.portal_dong),
                      std::string(name(row.state)), row.needs_staff ? "yes" : "", std::string(name(row.finding)),
                      fmt::format("{}", fmt::join(row.other_codes, " "))});
    return out;
}

}  // namespace kiosk::collection
