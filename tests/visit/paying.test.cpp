// Paying a fee, as far as the visit decides it: what is offered, what is shown, what is left when somebody walks away.
#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using payment::Method;
using Fee = payment::State;

namespace {

const auto nine = parse_iso_time("2026-11-23T09:00:00+07:00").value();

dossier::StatusView asks_for_money() {
    dossier::StatusView view;
    view.code = "H48.22-261116-0123";
    view.procedure_code = submittable().code;
    view.procedure_name = submittable().name.vi;
    view.status = dossier::Status::payment_asked;
    view.to_pay = {{"1", "LP01", "Lệ phí", 8'000}};
    return view;
}

Stage at_dossier(dossier::StatusView view, std::vector<payment::Bill> bills = {}) {
    visit::ReadingStatus reading;
    reading.view = std::move(view);
    reading.bills = std::move(bills);
    visit::Situation well;
    well.portal_connected = true;
    return Stage(visit::Visit{std::move(reading), {}, well, Monotonic{2h}});
}

/// As the store writes it down.
payment::Order recorded(const Stage& stage) {
    const auto* effect = stage.effect<visit::RecordOrder>();
    REQUIRE(effect != nullptr);
    auto order = effect->order;
    order.code = "QN7K2M0XD4R";
    return order;
}

/// The code stands on the screen, and the bank is waited for.
Stage waiting(Method method = Method::vietqr) {
    auto stage = at_dossier(asks_for_money());
    stage.after(visit::PaymentWanted{}).after(visit::PaymentMethodChosen{press(1), method});
    const auto order = recorded(stage);
    stage.after(visit::OrderRecorded{press(1), order})
        .after(visit::OrderPlaced{order.id, std::string("https://pay.example/1")});
    static_cast<void>(stage.effects());
    return stage;
}

payment::Confirmation credit(std::int64_t dong, const char* id = "FT1") {
    return {id, payment::Confirmation::Kind::credit, dong, nine + 1min};
}

void bank_says(Stage& stage, std::vector<payment::Confirmation> heard) {
    stage.pass(4s).after(visit::BankTold{press(1), std::move(heard)});
}

const payment::AwaitingBank& awaiting(const Stage& stage) {
    const auto& paying = stage.as<visit::PayingFee>().paying;
    REQUIRE(std::holds_alternative<payment::AwaitingBank>(paying));
    return std::get<payment::AwaitingBank>(paying);
}

bool printed(const std::vector<std::string>& effects) {
    return std::count(effects.begin(), effects.end(), "PrintPaymentSlip") == 1;
}

}  // namespace

TEST_CASE("a fee is offered for what the authority asks, and for nothing else") {
    CHECK(at_dossier(asks_for_money()).after(visit::PaymentWanted{}).state() == "ChoosingPayment");
    auto nothing_asked = asks_for_money();
    nothing_asked.to_pay.clear();
    CHECK(at_dossier(nothing_asked).after(visit::PaymentWanted{}).state() == "ReadingStatus");
    payment::Bill paid{payment::order_of({}, press(2), Method::vietqr, nine, 24h), {}};
    paid.standing.state = Fee::paid;
    CHECK(at_dossier(asks_for_money(), {paid}).after(visit::PaymentWanted{}).state() == "ReadingStatus");
    auto part = paid;
    part.standing.state = Fee::too_little;  // an officer takes the rest: nobody pays all of it once more
    CHECK(at_dossier(asks_for_money(), {part}).after(visit::PaymentWanted{}).state() == "ReadingStatus");
    auto pending = paid;
    pending.standing.state = Fee::pending;
    CHECK(at_dossier(asks_for_money(), {pending}).after(visit::PaymentWanted{}).state() == "ChoosingPayment");
}

TEST_CASE("no code is shown before the order is written down and the server has it") {
    auto stage = at_dossier(asks_for_money());
    stage.after(visit::PaymentWanted{}).after(visit::PaymentMethodChosen{press(1), Method::vietqr});
    const auto order = recorded(stage);
    CHECK(order.dong == 8'000);
    CHECK(order.about == "H48.22-261116-0123");
    CHECK(order.fee == order.id);
    CHECK(stage.effects() == std::vector<std::string>{"RecordOrder"});
    stage.after(visit::OrderPlaced{order.id, std::string()});  // of nothing that was asked
    CHECK(std::holds_alternative<payment::Recording>(stage.as<visit::PayingFee>().paying));
    stage.after(visit::OrderRecorded{press(1), order});
    CHECK(stage.effects() == std::vector<std::string>{"PlaceOrder"});
    CHECK(std::holds_alternative<payment::Placing>(stage.as<visit::PayingFee>().paying));
    stage.after(visit::OrderPlaced{order.id, std::string()});
    CHECK(awaiting(stage).code_text.starts_with("000201"));
    CHECK(awaiting(stage).code_text.find(order.code) != std::string::npos);
}

TEST_CASE("only the server says that money has come, and what it says is held against our own amount") {
    auto stage = waiting();
    stage.pass(4min);
    CHECK(stage.state() == "PayingFee");
    static_cast<void>(stage.effects());
    stage.after(visit::BankTold{press(9), std::vector{credit(8'000)}});  // of another order
    CHECK(stage.state() == "PayingFee");
    bank_says(stage, {credit(5'000)});
    CHECK(awaiting(stage).standing.state == Fee::too_little);
    bank_says(stage, {credit(5'000), credit(3'000, "FT2")});
    CHECK(stage.state() == "HoldingPayment");
    CHECK(stage.as<visit::HoldingPayment>().bill.standing.state == Fee::paid);
    CHECK(printed(stage.effects()));
}

TEST_CASE("over, twice and late settle the fee; the page tells what follows") {
    const auto state_after = [](const std::vector<payment::Confirmation>& heard) {
        auto stage = waiting();
        bank_says(stage, heard);
        return stage.as<visit::HoldingPayment>().bill.standing.state;
    };
    CHECK(state_after({credit(10'000)}) == Fee::too_much);
    CHECK(state_after({credit(8'000), credit(8'000, "FT2")}) == Fee::twice);
    auto late = credit(8'000);
    late.at = nine + 48h;
    CHECK(state_after({late}) == Fee::late);
}

TEST_CASE("whoever waits for the bank is not asked whether they are there; in the end the slip says how it goes on") {
    auto stage = waiting();
    stage.pass(4min + 50s);
    CHECK(stage.state() == "PayingFee");
    SECTION("a touch gives the payer as long again") {
        stage.after(visit::Touched{}).pass(4min);
        CHECK(stage.state() == "PayingFee");
    }
    SECTION("and after the last of it the code is printed, the order stays") {
        static_cast<void>(stage.effects());
        stage.pass(11s);
        CHECK(stage.state() == "HoldingPayment");
        CHECK(stage.as<visit::HoldingPayment>().bill.standing.state == Fee::pending);
        CHECK(printed(stage.effects()));
        stage.after(visit::PaymentSlipPrinted{press(1)}).pass(26s);
        CHECK(stage.state() == "Attracting");
    }
}

TEST_CASE("nobody leaves a code on the screen without taking it along") {
    auto stage = waiting();
    stage.after(visit::Ended{});
    CHECK(stage.state() == "HoldingPayment");
    CHECK(printed(stage.effects()));
}

TEST_CASE("before the server knows the order there is no code to take along, however somebody leaves") {
    auto stage = at_dossier(asks_for_money());
    stage.after(visit::PaymentWanted{}).after(visit::PaymentMethodChosen{press(1), Method::vietqr});
    const auto order = recorded(stage);
    stage.after(visit::OrderRecorded{press(1), order});
    REQUIRE(std::holds_alternative<payment::Placing>(stage.as<visit::PayingFee>().paying));
    static_cast<void>(stage.effects());
    SECTION("by putting it off") {
        stage.after(visit::PaymentPutOff{});
        CHECK_FALSE(stage.as<visit::ChoosingPayment>().problem);
    }
    SECTION("by the server's silence") {
        stage.pass(16s);
        CHECK(stage.as<visit::ChoosingPayment>().problem == Code::timed_out);
    }
    SECTION("by ending the visit") {
        stage.after(visit::Ended{});
        CHECK(stage.state() == "Attracting");
    }
    CHECK_FALSE(printed(stage.effects()));
    const auto before = stage.state();
    stage.after(visit::OrderPlaced{order.id, std::string()});
    CHECK(stage.state() == before);
}

TEST_CASE("a code that was on the glass goes along on paper when the slip for cash cannot be written down") {
    auto stage = waiting();
    stage.after(visit::PaymentMethodChosen{press(2), Method::cash});
    SECTION("it fails") { stage.after(visit::OrderRecorded{press(2), fail(Code::disk_full, "")}); }
    SECTION("the store is silent") { stage.pass(6s); }
    CHECK(stage.as<visit::HoldingPayment>().bill.order.code == "QN7K2M0XD4R");
    CHECK(printed(stage.effects()));
}

TEST_CASE("every fee since the authority asked is shown, and none is hidden by what was paid before") {
    auto view = asks_for_money();
    view.steps = {{dossier::Status::payment_asked, nine, {}}};
    const auto bill = [](int number, WallTime made, Fee state) {
        payment::Bill out{payment::order_of({}, press(number), Method::vietqr, made, 24h), {}};
        out.standing.state = state;
        return out;
    };
    const auto paid_before = bill(2, nine + -48h, Fee::paid);
    const auto part = bill(3, nine + 1h, Fee::too_little);
    const auto pending = bill(4, nine + 2h, Fee::pending);
    visit::ReadingStatus reading;
    reading.view = view;
    reading.bills = {paid_before, part, pending};
    CHECK(visit::bills_shown(reading) == std::vector{part, pending});
    reading.bills = {paid_before};
    CHECK(visit::bills_shown(reading) == std::vector{paid_before});
    CHECK(visit::fee_standing(reading) == visit::FeeStanding::payable);
    reading.bills.front().order.asked_at = nine;  // an order from before that was taken up again
    CHECK(visit::fee_standing(reading) == visit::FeeStanding::settled);
    reading.bills.clear();
    CHECK(visit::bills_shown(reading).empty());
}

TEST_CASE("money that comes while its slip is read prints the confirmation") {
    auto stage = waiting();
    stage.after(visit::PaymentPutOff{}).after(visit::PaymentSlipPrinted{press(1)});
    static_cast<void>(stage.effects());
    payment::Standing paid;
    paid.state = Fee::paid;
    stage.after(visit::PaymentMoved{press(1), paid});
    CHECK(printed(stage.effects()));
    CHECK(stage.as<visit::HoldingPayment>().bill.standing.settles());
    stage.after(visit::PaymentMoved{press(1), paid});
    CHECK_FALSE(printed(stage.effects()));
    stage.after(visit::PaymentSlipPrinted{press(1)}).after(visit::WentBack{});
    CHECK(stage.as<visit::ReadingStatus>().bills.size() == 1);
    CHECK_FALSE(visit::payment_offered(stage.as<visit::ReadingStatus>(), public_data().settings));
}

TEST_CASE("what cannot be paid now says why, and another way is one touch away") {
    auto stage = at_dossier(asks_for_money());
    stage.after(visit::PaymentWanted{}).after(visit::PaymentMethodChosen{press(1), Method::vietqr});
    const auto order = recorded(stage);
    SECTION("it could not be written down") {
        stage.after(visit::OrderRecorded{press(1), fail(Code::disk_full, "")});
        CHECK(stage.as<visit::ChoosingPayment>().problem == Code::disk_full);
    }
    SECTION("the store does not answer") {
        stage.pass(6s);
        CHECK(stage.as<visit::ChoosingPayment>().problem == Code::timed_out);
    }
    SECTION("the server is not reached, or says no") {
        stage.after(visit::OrderRecorded{press(1), order})
            .after(visit::OrderPlaced{order.id, fail(Code::refused, "Không nhận")});
        CHECK(stage.as<visit::ChoosingPayment>().problem == Code::refused);
    }
    stage.after(visit::PaymentMethodChosen{press(2), Method::cash});
    CHECK(stage.state() == "PayingFee");
}

TEST_CASE("cash needs no line: the slip for the counter comes at once, and the server is told") {
    auto stage = at_dossier(asks_for_money());
    stage.visit().situation.portal_connected = false;
    stage.after(visit::PaymentWanted{}).after(visit::PaymentMethodChosen{press(1), Method::cash});
    auto order = recorded(stage);
    static_cast<void>(stage.effects());
    stage.after(visit::OrderRecorded{press(1), order});
    CHECK(stage.state() == "HoldingPayment");
    CHECK(stage.effects() == std::vector<std::string>{"PlaceOrder", "PrintPaymentSlip"});
}

TEST_CASE("cash instead of the code on the screen") {
    auto stage = waiting();
    stage.after(visit::PaymentMethodChosen{press(2), Method::vietqr});
    CHECK(stage.effects().empty());
    stage.after(visit::PaymentMethodChosen{press(2), Method::cash});
    const auto* effect = stage.effect<visit::RecordOrder>();
    REQUIRE(effect != nullptr);
    CHECK(effect->order.method == Method::cash);
}

TEST_CASE("whoever brings the rest in cash is not told to pay all of it") {
    auto stage = waiting();
    bank_says(stage, {credit(5'000)});
    auto order = awaiting(stage).order;
    stage.after(visit::PaymentMethodChosen{press(2), Method::cash});
    order.method = Method::cash;  // the same order, taken up again
    stage.after(visit::OrderRecorded{press(2), order});
    const auto& bill = stage.as<visit::HoldingPayment>().bill;
    CHECK(bill.order.method == Method::cash);
    CHECK(bill.standing.state == Fee::too_little);
    CHECK(bill.standing.received_dong == 5'000);
}

TEST_CASE("a receipt is made out to whoever is named, and to nobody by half") {
    auto stage = at_dossier(asks_for_money());
    stage.after(visit::PaymentWanted{}).after(visit::PayerNamingWanted{});
    stage.after(visit::PayerTyped{dossier::PersonField::name, Personal("Hợp tác xã Thử")});
    stage.after(visit::PayerTyped{dossier::PersonField::tax_code, Personal("43")}).after(visit::PayerNamed{});
    CHECK(stage.state() == "NamingPayer");
    REQUIRE(stage.as<visit::NamingPayer>().problems.size() == 1);
    SECTION("mended") {
        stage.after(visit::PayerTyped{dossier::PersonField::tax_code, Personal("4300123456")}).after(visit::PayerNamed{});
        const auto& payer = stage.as<visit::ChoosingPayment>().charge.payer;
        CHECK(payer.name == Personal("Hợp tác xã Thử"));
        CHECK(payer.tax_code == Personal("4300123456"));
    }
    SECTION("left as it was") {
        stage.after(visit::WentBack{});
        CHECK(stage.as<visit::ChoosingPayment>().charge.payer == payment::Payer{});
    }
}

TEST_CASE("a dossier that was just handed in can be paid for from its confirmation, also while its code still comes") {
    payment::Charge charge{
        press(1), "TAM-K1-261123-0001", submittable().code, submittable().name.vi, {{"", "", "Lệ phí", 8'000}}, {}};
    visit::HoldingConfirmation held{confirmation(),           &submittable(), {},    {},
                                    visit::Delivery::printed, Monotonic{20s}, charge};
    Stage stage(visit::Visit{held, {}, {}, Monotonic{2h}});
    stage.after(visit::PaymentWanted{}).after(visit::DossierDelivered{press(1), "H48.22-261123-0009"});
    CHECK(stage.state() == "ChoosingPayment");
    stage.after(visit::WentBack{});
    CHECK(stage.as<visit::HoldingConfirmation>().confirmation.official_code == "H48.22-261123-0009");
    stage.after(visit::PaymentWanted{});
    CHECK(stage.as<visit::ChoosingPayment>().charge.about == "H48.22-261123-0009");
    SECTION("and not once it was refused") {
        stage.after(visit::DossierRefused{press(1), "Thiếu chữ ký"}).after(visit::WentBack{});
        stage.after(visit::PaymentWanted{});
        CHECK(stage.state() == "HoldingConfirmation");
    }
}
