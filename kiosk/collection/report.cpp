#include "kiosk/collection/report.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/base/csv.hpp"

namespace kiosk::collection {
namespace {

constexpr std::array<std::string_view, 5> finding_names{"agrees", "not_at_portal", "not_here", "other_amount", "differs"};

std::int64_t left_of(const std::vector<Confirmation>& all) {
    const std::set<Confirmation> once(all.begin(), all.end());
    std::int64_t out = 0;
    for (const auto& one : once) out += one.kind == Confirmation::Kind::credit ? one.dong : -one.dong;
    return out;
}

ReportRow row_of(const Entry& entry, const KnownOrder* known, WallTime now) {
    ReportRow row;
    row.code = entry.order.code;
    row.about = entry.order.about;
    row.procedure = entry.order.procedure;
    row.method = name(entry.order.method);
    row.made_at = entry.order.made_at;
    row.dong = entry.order.dong;
    row.here_dong = left_of(entry.confirmations);
    auto all = entry.confirmations;
    if (known != nullptr) {
        row.portal_dong = left_of(known->transactions);
        all.insert(all.end(), known->transactions.begin(), known->transactions.end());
        const std::set<Confirmation> here(entry.confirmations.begin(), entry.confirmations.end());
        const std::set<Confirmation> there(known->transactions.begin(), known->transactions.end());
        if (known->dong != entry.order.dong) row.finding = Finding::other_amount;
        else if (here != there) row.finding = Finding::differs;
    } else {
        row.finding = Finding::not_at_portal;
    }
    const auto standing = standing_of(entry.order, std::move(all), now);
    row.state = standing.state;
    row.needs_staff = standing.needs_staff() || row.finding == Finding::other_amount;
    return row;
}

ReportRow row_of(const KnownOrder& known, WallTime now) {
    Order order;
    order.dong = known.dong;
    order.due_at = now;
    ReportRow row;
    row.code = known.code;
    row.dong = known.dong;
    row.portal_dong = left_of(known.transactions);
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
    for (const auto& entry : here) {
        const auto known =
            std::find_if(portal.begin(), portal.end(), [&](const auto& one) { return one.code == entry.order.code; });
        out.push_back(row_of(entry, known == portal.end() ? nullptr : &*known, now));
        seen.insert(entry.order.code);
    }
    for (const auto& known : portal) {
        if (!seen.contains(known.code)) out.push_back(row_of(known, now));
    }
    return out;
}

std::string report_csv(const std::vector<ReportRow>& rows) {
    std::string out(byte_order_mark);
    out += csv_line(
        {"code", "dossier", "procedure", "method", "made_at", "amount", "here", "portal", "state", "staff", "finding"});
    for (const auto& row : rows)
        out +=
            csv_line({row.code, row.about, row.procedure, row.method, row.made_at == WallTime{} ? "" : iso_time(row.made_at),
                      std::to_string(row.dong), std::to_string(row.here_dong), std::to_string(row.portal_dong),
                      std::string(name(row.state)), row.needs_staff ? "yes" : "", std::string(name(row.finding))});
    return out;
}

}  // namespace kiosk::collection
