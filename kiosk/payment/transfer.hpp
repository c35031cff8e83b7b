#pragma once
/// What a telephone is shown to pay with. Pure functions; any thread.

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::payment {

/// The text of the QR code for a transfer of exactly this amount, the code in its purpose and as its bill number. bad_usage: the
/// account of the settings is none, or the amount is none.
[[nodiscard]] Result<std::string> vietqr_text(const Order& order, const settings::Payment& settings);

/// What the payment platform of the national portal is asked (its fields as other provinces' systems send them).
/// MaTraCuuTT is the dossier's code and the time.
[[nodiscard]] Personal platform_request(const Order& order, const settings::Payment& settings);
[[nodiscard]] std::string platform_look_up_code(const Order& order);
/// Where it sends the payer: an https address for a QR code. refused: its own words.
[[nodiscard]] Result<std::string> platform_address(std::string_view answer_json);

}  // namespace kiosk::payment
