#include "kiosk/payment/charge.hpp"

namespace kiosk::payment {

std::int64_t Charge::dong() const {
    std::int64_t sum = 0;
    for (const auto& fee : fees) sum += fee.dong;
    return sum;
}

Order order_of(const Charge& charge, const Uuid& press, Method method, WallTime now, Duration good_for) {
    Order out;
    out.id = press;
    out.dossier = charge.dossier;
    out.about = charge.about;
    out.procedure = charge.procedure;
    out.procedure_name = charge.procedure_name;
    out.method = method;
    out.dong = charge.dong();
    out.made_at = now;
    out.due_at = now + good_for;
    out.fees = charge.fees;
    out.payer = charge.payer;
    out.fee = press;  // until it is known that another order asks for the same
    out.asked_at = charge.asked_at;
    return out;
}

Charge charge_of(const Order& order) {
    return {order.dossier, order.about, order.procedure, order.procedure_name, order.fees, order.payer, order.asked_at};
}

}  // namespace kiosk::payment
