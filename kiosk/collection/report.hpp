#pragma once
/// Đối soát: what this kiosk knows of its fees beside what the portal knows. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/collection/book.hpp"
#include "kiosk/collection/gateway.hpp"

namespace kiosk::collection {

enum class Finding {
    agrees,
    not_at_portal,  ///< the portal lacks an order for it
    not_here,       ///< the kiosk has no such order: another kiosk's, or a database that was lost
    other_amount,   ///< both have it, for different amounts
    differs,        ///< the transactions are not the same
};
[[nodiscard]] std::string_view name(Finding finding);

/// A fee: every order that asks for it is in the one row.
struct ReportRow {
    std::string code;                      ///< of its last order
    std::vector<std::string> other_codes;  ///< of earlier ones
    std::string about;                     ///< empty: the order is not here
    std::string procedure;
    std::string method;
    WallTime made_at;  ///< of the first order; 1970: not here
    std::int64_t dong = 0;
    std::int64_t here_dong = 0;    ///< received less refunded, as the kiosk has heard
    std::int64_t portal_dong = 0;  ///< the same at the portal
    State state = State::pending;  ///< with everything that either side knows
    bool needs_staff = false;
    Finding finding = Finding::agrees;
};
/// In the order of the codes' first appearance: the kiosk's, oldest first, then what only the portal has.
[[nodiscard]] std::vector<ReportRow> reconcile(const std::vector<Entry>& here, const std::vector<KnownOrder>& portal,
                                               WallTime now);
/// A table for Excel.
[[nodiscard]] std::string report_csv(const std::vector<ReportRow>& rows);

}  // namespace kiosk::collection
