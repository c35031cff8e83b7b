#pragma once
/// The payment calls of config/portal/openapi.yaml, tried at any portal as portal/conformance.hpp tries the others. Block on the
/// network; one thread.

#include <vector>

#include "kiosk/base/ids.hpp"
#include "kiosk/collection/gateway.hpp"
#include "kiosk/portal/conformance.hpp"

namespace kiosk::collection {

/// `fee`: an order of nobody that nobody will pay, told to the portal as a transfer and as one of the payment platform; null:
/// nothing is placed, and what needs it is skipped.
[[nodiscard]] std::vector<portal::Check> check_payments(Gateway& gateway, const payment::Order* fee, Ids& ids, WallTime now);
/// Every payment call skipped, for this reason.
[[nodiscard]] std::vector<portal::Check> skip_payments(const char* why);

}  // namespace kiosk::collection
