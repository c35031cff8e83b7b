#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using payment::Bill;
using payment::Charge;
using payment::Method;

const settings::Payment& rules(const Inputs& in) {
    require(in.settings.payment.has_value(), "nobody pays where no way to pay is configured");
    return *in.settings.payment;
}

Next choosing(const Behind& from, Charge charge, std::optional<Code> problem) {
    return {ChoosingPayment{from, std::move(charge), problem}, {}};
}

Next holding(const Behind& from, Bill bill, PressId press, std::vector<Effect> effects, const Inputs& in) {
    effects.push_back(PrintPaymentSlip{press, bill, in.preferences.language, false});
    return {HoldingPayment{from, std::move(bill), press, Delivery::printing, in.now + limits::printing}, std::move(effects)};
}

/// What the page does with where the payment has come to.
Next went_on(const PayingFee& s, payment::PayingStep step, const Inputs& in) {
    std::vector<Effect> effects;
    if (step.wish) {
        if (const auto* place = std::get_if<payment::PlaceOrder>(&*step.wish)) effects.push_back(PlaceOrder{place->order});
        if (const auto* ask = std::get_if<payment::AskBank>(&*step.wish)) effects.push_back(AskBank{ask->order});
    }
    return std::visit(
        [&](auto& paying) -> Next {
            using P = std::decay_t<decltype(paying)>;
            if constexpr (std::same_as<P, payment::NotPayable>) {
                if (s.shown) return holding(s.from, *s.shown, s.press, std::move(effects), in);
                return choosing(s.from, s.charge, paying.why.code);
            } else if constexpr (std::same_as<P, payment::Settled> || std::same_as<P, payment::PayingLater>) {
                return holding(s.from, {paying.order, paying.standing}, s.press, std::move(effects), in);
            } else if constexpr (std::same_as<P, payment::AtCounter>) {
                const auto standing = s.shown ? s.shown->standing : payment::Standing{};  // a part of it may have come
                return holding(s.from, {paying.order, standing}, s.press, std::move(effects), in);
            } else {
                auto next = s;
                const bool arrived =
                    std::same_as<P, payment::AwaitingBank> && !std::holds_alternative<payment::AwaitingBank>(s.paying);
                if (arrived) next.deadline = in.after_waiting(limits::paying);
                if constexpr (std::same_as<P, payment::Placing>) next.deadline = in.now + limits::placing_order;
                next.paying = std::move(paying);
                return {std::move(next), std::move(effects)};
            }
        },
        step.paying);
}

Next begin(const Behind& from, const Charge& charge, const PaymentMethodChosen& e, const Inputs& in) {
    auto order = payment::order_of(charge, e.press, e.method, in.wall, rules(in).good_for);
    return {PayingFee{from, charge, e.press, payment::begin_paying().paying, in.now + limits::writing_down},
            {RecordOrder{std::move(order)}}};
}

bool is_about(const payment::Paying& paying, const Uuid& order) {
    return std::visit(
        [&](const auto& p) {
            if constexpr (requires { p.order.id; }) return p.order.id == order;
            else return false;
        },
        paying);
}

/// When the authority last asked for money.
WallTime asked_at(const dossier::StatusView& view) {
    const auto last = std::find_if(view.steps.rbegin(), view.steps.rend(),
                                   [](const auto& step) { return step.status == dossier::Status::payment_asked; });
    return last == view.steps.rend() ? WallTime{} : last->at;
}

FeeStanding standing_of(const Bill& bill) {
    if (bill.standing.settles()) return FeeStanding::settled;
    if (bill.standing.disputed || bill.standing.state == payment::State::too_little) return FeeStanding::in_part;
    const bool under_way = bill.standing.state == payment::State::pending && bill.order.method != Method::cash;
    return under_way ? FeeStanding::unconfirmed : FeeStanding::payable;
}

/// What the authority asks for; nothing: nothing can be paid here.
std::optional<Charge> charge_of(const ReadingStatus& s) {
    const auto standing = fee_standing(s);
    if (standing != FeeStanding::payable && standing != FeeStanding::unconfirmed) return std::nullopt;
    Charge out;
    if (!s.bills.empty()) out = payment::charge_of(s.bills.back().order);  // whose payer is known already
    out.about = s.view.code;
    out.procedure = s.view.procedure_code;
    out.procedure_name = s.view.procedure_name;
    out.asked_at = asked_at(s.view);
    out.fees.clear();
    for (const auto& fee : s.view.to_pay) out.fees.push_back({fee.kind, fee.code, fee.name, fee.dong});
    if (out.dong() <= 0) return std::nullopt;
    return out;
}

std::vector<dossier::IdentityProblem> problems_of(const payment::Payer& payer) {
    auto problems = dossier::check_name(payer.name.reveal());
    if (payer.tax_code.empty()) return problems;
    for (auto& problem : dossier::check_organisation(payer.name, payer.tax_code)) {
        if (problem.field == dossier::PersonField::tax_code) problems.push_back(std::move(problem));
    }
    return problems;
}

}  // namespace

FeeStanding fee_standing(const ReadingStatus& s) {
    auto out = s.view.to_pay.empty() ? FeeStanding::none : FeeStanding::payable;
    const auto since = asked_at(s.view);
    for (const auto& bill : s.bills) {  // what was paid before it asked was for something else
        if (bill.order.wanted_since() >= since) out = std::max(out, standing_of(bill));
    }
    return out;
}

std::vector<Bill> bills_shown(const ReadingStatus& s) {
    std::vector<Bill> out = s.bills;
    std::erase_if(out, [since = asked_at(s.view)](const Bill& bill) { return bill.order.wanted_since() < since; });
    if (out.empty() && !s.bills.empty()) out.push_back(s.bills.back());
    return out;
}

bool payment_offered(const ReadingStatus& s, const settings::Settings& settings) {
    return settings.payment.has_value() && charge_of(s).has_value();
}
bool payment_offered(const HoldingConfirmation& s, const settings::Settings& settings) {
    return settings.payment.has_value() && s.charge.has_value() && s.confirmation.refusal.empty();
}

Next on(const HoldingConfirmation& s, const PaymentWanted&, const Inputs& in) {
    if (s.delivery == Delivery::printing || !payment_offered(s, in.settings)) return {s, {}};
    auto charge = *s.charge;
    charge.about = s.confirmation.code();
    return choosing(std::make_shared<const State>(s), std::move(charge), std::nullopt);
}
Next on(const ReadingStatus& s, const PaymentWanted&, const Inputs& in) {
    if (!payment_offered(s, in.settings)) return {s, {}};
    return choosing(std::make_shared<const State>(s), *charge_of(s), std::nullopt);
}
Next on(const ReadingStatus& s, const PaymentMoved& e, const Inputs&) {
    auto next = s;
    for (auto& bill : next.bills) {
        if (bill.order.fee == e.fee) bill.standing = e.standing;
    }
    if (e.standing.settles()) next.view.unpaid = false;
    return {std::move(next), {}};
}

Next on(const ChoosingPayment& s, const PayerNamingWanted&, const Inputs&) {
    return {NamingPayer{s.from, s.charge, {}}, {}};
}
Next on(const ChoosingPayment& s, const PaymentMethodChosen& e, const Inputs& in) {
    if (!method_offered(e.method, in.settings)) return {s, {}};
    return begin(s.from, s.charge, e, in);
}
Next on(const ChoosingPayment& s, const WentBack&, const Inputs& in) { return returned(s.from, in); }

Next on(const NamingPayer& s, const PayerTyped& e, const Inputs&) {
    auto next = s;
    auto& payer = next.charge.payer;
    (e.field == dossier::PersonField::tax_code ? payer.tax_code : payer.name) = e.value;
    std::erase_if(next.problems, [&](const auto& problem) { return problem.field == e.field; });
    return {std::move(next), {}};
}
Next on(const NamingPayer& s, const PayerNamed&, const Inputs&) {
    auto problems = problems_of(s.charge.payer);
    if (!problems.empty()) return {NamingPayer{s.from, s.charge, std::move(problems)}, {}};
    return choosing(s.from, s.charge, std::nullopt);
}
Next on(const NamingPayer& s, const WentBack&, const Inputs&) {
    auto charge = s.charge;
    if (!problems_of(charge.payer).empty()) charge.payer = {};  // half a name is nobody's
    return choosing(s.from, std::move(charge), std::nullopt);
}

bool method_offered(Method method, const settings::Settings& settings) {
    if (!settings.payment) return false;
    switch (method) {
        case Method::vietqr: return settings.payment->vietqr;
        case Method::platform: return settings.payment->platform;
        case Method::cash: return settings.payment->cash;
    }
    broken("a way to pay is configured or not");
}

Next on(const PayingFee& s, const OrderRecorded& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return went_on(s, payment::recorded(s.paying, e.order), in);
}
Next on(const PayingFee& s, const OrderPlaced& e, const Inputs& in) {
    if (!is_about(s.paying, e.order)) return {s, {}};
    return went_on(s, payment::placed(s.paying, e.address, rules(in), in.now), in);
}
Next on(const PayingFee& s, const BankTold& e, const Inputs& in) {
    if (!is_about(s.paying, e.order)) return {s, {}};
    return went_on(s, payment::told(s.paying, e.confirmations, rules(in), in.now, in.wall), in);
}
/// «Trả tiền mặt tại quầy» while a code is shown; money that is on its way all the same is found by its code.
Next on(const PayingFee& s, const PaymentMethodChosen& e, const Inputs& in) {
    if (!std::holds_alternative<payment::AwaitingBank>(s.paying) || e.method != Method::cash ||
        !method_offered(e.method, in.settings))
        return {s, {}};
    const auto& shown = std::get<payment::AwaitingBank>(s.paying);
    auto next = begin(s.from, s.charge, e, in);
    std::get<PayingFee>(next.state).shown = Bill{shown.order, shown.standing};
    return next;
}
/// Before the server knows the order no code was shown, and none is printed.
Next on(const PayingFee& s, const PaymentPutOff&, const Inputs& in) {
    if (std::holds_alternative<payment::Placing>(s.paying)) return choosing(s.from, s.charge, std::nullopt);
    return went_on(s, payment::pay_later(s.paying), in);
}
Next on(const PayingFee& s, const WentBack&, const Inputs& in) { return on(s, PaymentPutOff{}, in); }
Next on(const PayingFee& s, const Touched&, const Inputs& in) {
    if (!std::holds_alternative<payment::AwaitingBank>(s.paying)) return {s, {}};
    auto next = s;
    next.deadline = in.after_waiting(limits::paying);
    return {std::move(next), {}};
}
Next on(const PayingFee& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return went_on(s, payment::time_passed(s.paying, in.now), in);
    if (!std::holds_alternative<payment::AwaitingBank>(s.paying)) {
        payment::NotPayable silent{std::nullopt, {Code::timed_out, {}}};
        return went_on(s, {std::move(silent), std::nullopt}, in);
    }
    return went_on(s, payment::pay_later(s.paying), in);
}

Next on(const HoldingPayment& s, const PaymentSlipPrinted& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    auto next = s;
    next.delivery = Delivery::printed;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
Next on(const HoldingPayment& s, const PaymentSlipNotPrinted& e, const Inputs& in) {
    if (e.press != s.press || s.delivery != Delivery::printing) return {s, {}};
    auto next = s;
    next.delivery = Delivery::shown;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
/// The money came while the slip was still being read: now there is a receipt.
Next on(const HoldingPayment& s, const PaymentMoved& e, const Inputs& in) {
    if (e.fee != s.bill.order.fee) return {s, {}};
    auto next = s;
    const bool settled_now = e.standing.settles() && !s.bill.standing.settles();
    next.bill.standing = e.standing;
    if (!settled_now || s.delivery == Delivery::printing) return {std::move(next), {}};
    next.delivery = Delivery::printing;
    next.deadline = in.now + limits::printing;
    auto bill = next.bill;
    return {std::move(next), {PrintPaymentSlip{s.press, std::move(bill), in.preferences.language, false}}};
}
Next on(const HoldingPayment& s, const SlipWantedAgain&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.delivery = Delivery::printing;
    next.deadline = in.now + limits::printing;
    return {std::move(next), {PrintPaymentSlip{s.press, s.bill, in.preferences.language, s.delivery == Delivery::printed}}};
}
Next on(const HoldingPayment& s, const WentBack&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = returned(s.from, in);
    // The dossier shows what has become of its fee.
    if (auto* reading = std::get_if<ReadingStatus>(&next.state)) {
        if (s.bill.standing.settles()) reading->view.unpaid = false;
        std::erase_if(reading->bills, [&](const auto& bill) { return bill.order.fee == s.bill.order.fee; });
        reading->bills.push_back(s.bill);
    }
    // Its slip can be paid with, and the dossier is found again by its code: nobody is asked here a second time.
    auto* confirmation = std::get_if<HoldingConfirmation>(&next.state);
    if (confirmation != nullptr) confirmation->charge.reset();
    if (confirmation != nullptr && s.bill.standing.settles()) confirmation->confirmation.unpaid = false;
    return next;
}
Next on(const HoldingPayment& s, const Touched&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
Next on(const HoldingPayment& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.delivery == Delivery::printing) return on(s, PaymentSlipNotPrinted{s.press, Code::timed_out}, in);
    return {Attracting{}, {}};
}

}  // namespace kiosk::visit
