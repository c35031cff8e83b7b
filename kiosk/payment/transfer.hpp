#pragma once
/// What a telephone is shown to pay with. Pure functions; any thread.

#include "kiosk/base/result.hpp"
#include "kiosk/payment/order.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::payment {

/// The text of the QR code for a transfer of exactly this amount, the code in its purpose and as its bill number. bad_usage: the
/// account of the settings is none, or the amount is none.
[[nodiscard]] Result<std::string> vietqr_text(const Order& order, const settings::Payment& settings);
/// What the bank shows and hands on: the reconciliation code first.
[[nodiscard]] std::string purpose_of(const Order& order);

}  // namespace kiosk::payment
