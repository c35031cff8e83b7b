#include "kiosk/payment/receipt.hpp"

namespace kiosk::payment {

Result<Receipt> receipt_of(const Order& order, const Standing& standing) {
    if (!standing.settles() || !standing.covered_at)
        return fail(Code::closed, "the bank has not confirmed this fee; there is no receipt before it has");
    return Receipt{order.code,    order.about, order.procedure_name,   order.payer,
                   order.fees,    order.dong,  standing.received_dong, *standing.covered_at,
                   standing.state};
}

CashSlip cash_slip_of(const Order& order) {
    return {order.code, order.about, order.procedure_name, order.dong, order.due_at};
}

}  // namespace kiosk::payment
