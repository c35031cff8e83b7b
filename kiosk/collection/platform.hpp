#pragma once
/// The payment platform of the national portal: what it is asked, and what it answers. Pure functions; any thread.

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::collection {

using payment::Order;

/// What the payment platform of the national portal is asked (its fields as other provinces' systems send them).
/// MaTraCuuTT is the dossier's code and the time.
[[nodiscard]] Personal platform_request(const Order& order, const settings::Payment& settings);
[[nodiscard]] std::string platform_look_up_code(const Order& order);
/// Where it sends the payer: an https address for a QR code. refused: its own words.
[[nodiscard]] Result<std::string> platform_address(std::string_view answer_json);

}  // namespace kiosk::collection
