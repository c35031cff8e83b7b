#pragma once
/// What is asked of etcd's gateway, as JSON (API v3, etcd 3.4 and later): keys and values in base64, numbers as texts. Pure;
/// any thread.

#include <string>
#include <string_view>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger::etcd {

/// Entries of one answer; a reading takes as many answers as it needs.
inline constexpr std::size_t page_size = 500;

/// One page of what begins with `prefix`, from the key `from` on (empty: from the first). `at`: as it was then; 0: as it is now.
struct Page {
    std::string_view prefix;
    std::string_view from;
    Revision at = 0;
    bool agreed = true;  ///< false: what the member that is asked knows
};
[[nodiscard]] std::string range_request(const Page& page);
/// Asks for nothing but whether the member and the others still agree.
[[nodiscard]] std::string probe_request(std::string_view prefix);
[[nodiscard]] std::string write_request(const Write& write);
/// Every change under `prefix`, from the revision `from` on.
[[nodiscard]] std::string watch_request(std::string_view prefix, Revision from);
[[nodiscard]] std::string grant_request(Duration lasts);
[[nodiscard]] std::string lease_request(Lease lease);
[[nodiscard]] std::string sign_in_request(std::string_view user, std::string_view password);

}  // namespace kiosk::ledger::etcd
