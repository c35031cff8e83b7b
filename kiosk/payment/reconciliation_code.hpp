#pragma once
/// The few letters in a transfer by which a payment is found again: `QN`, eight random ones, and one that checks them (ISO
/// 7064, MOD 37,36). Letters and digits only, shorter than the 19 that banks let through. Any thread, never blocks.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/ids.hpp"

namespace kiosk::payment {

[[nodiscard]] std::string make_reconciliation_code(Ids& ids);
/// Whether the text is one, its check letter right.
[[nodiscard]] bool is_reconciliation_code(std::string_view text);
/// Every such code within what a bank hands on: in any letter case, with other words before and behind, blanks and points
/// within. Each once.
[[nodiscard]] std::vector<std::string> reconciliation_codes_in(std::string_view content);

}  // namespace kiosk::payment
