#include "kiosk/payment/transfer.hpp"

#include "kiosk/scan/emv.hpp"

namespace kiosk::payment {

std::string purpose_of(const Order& order) { return order.code + " nop phi"; }

Result<std::string> vietqr_text(const Order& order, const settings::Payment& settings) {
    scan::Transfer transfer;
    transfer.bin = settings.bin;
    transfer.account = Personal(settings.account);
    transfer.amount = std::to_string(order.dong);
    transfer.purpose = purpose_of(order);
    transfer.bill_number = order.code;
    return scan::make_vietqr(transfer);
}

}  // namespace kiosk::payment
