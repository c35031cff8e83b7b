// Paying before the screen and without one: what is asked of the server, when, and what a late answer still does.
#include "kiosk/payment/paying.hpp"

#include <algorithm>

#include "tests/payment/till.hpp"

using namespace kiosk;
using namespace kiosk::collection;
using namespace kiosk::payment;
using namespace kiosk::test;

namespace {

Monotonic after(Duration since) { return {since}; }

/// The order on the screen, its code shown.
Paying shown(const Order& order) {
    auto step = recorded(begin_paying().paying, order);
    REQUIRE(std::holds_alternative<PlaceOrder>(*step.wish));
    return placed(std::move(step.paying), order.method == Method::platform ? "https://pay.example/1" : std::string(),
                  rules(), after(0s))
        .paying;
}

Paying asked_bank(Paying paying) {
    const auto when = *wakes_at(paying);
    auto step = time_passed(std::move(paying), when);
    REQUIRE(std::holds_alternative<AskBank>(*step.wish));
    return std::move(step.paying);
}

Confirmation whole(const char* id = "FT1") { return {id, Confirmation::Kind::credit, 50'000, monday + 1min}; }

}  // namespace

TEST_CASE("no code is shown before the server knows the order") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    auto step = recorded(begin_paying().paying, order);
    REQUIRE(std::holds_alternative<Placing>(step.paying));
    const auto refused = placed(step.paying, fail(Code::unreachable, "no line"), rules(), after(0s));
    REQUIRE(std::holds_alternative<NotPayable>(refused.paying));
    CHECK(std::get<NotPayable>(refused.paying).order == order);
    const auto now_shown = shown(order);
    CHECK(std::get<AwaitingBank>(now_shown).code_text.starts_with("000201"));
    CHECK(std::get<AwaitingBank>(shown(kiosk.press(Method::platform))).code_text == "https://pay.example/1");
}

TEST_CASE("only the server's word settles a fee; silence slows the questions and loses nothing") {
    Kiosk kiosk;
    auto paying = asked_bank(shown(kiosk.press()));
    CHECK_FALSE(time_passed(paying, after(1min)).wish);  // one question at a time
    paying = told(paying, fail(Code::unreachable, "no line"), rules(), after(3s), monday).paying;
    CHECK(*wakes_at(paying) == after(9s));
    CHECK(std::get<AwaitingBank>(paying).unanswered == 1);
    paying = told(asked_bank(paying), std::vector<Confirmation>{}, rules(), after(9s), monday).paying;
    CHECK(*wakes_at(paying) == after(12s));
    paying = told(asked_bank(paying), std::vector{Confirmation{"FT0", Confirmation::Kind::credit, 20'000, monday}}, rules(),
                  after(12s), monday + 12s)
                 .paying;
    CHECK(std::get<AwaitingBank>(paying).standing.state == State::too_little);
    // An answer that lacks what came before takes nothing back.
    paying = told(asked_bank(paying), std::vector{Confirmation{"FT1", Confirmation::Kind::credit, 30'000, monday}}, rules(),
                  after(15s), monday + 15s)
                 .paying;
    REQUIRE(std::holds_alternative<Settled>(paying));
    CHECK(std::get<Settled>(paying).standing.state == State::paid);
}

TEST_CASE("a code that stays on the screen past the last day is not paid by the kiosk's clock") {
    Kiosk kiosk;
    auto paying = asked_bank(shown(kiosk.press()));
    paying = told(paying, std::vector<Confirmation>{}, rules(), after(3s), monday + 25h).paying;
    CHECK(std::get<AwaitingBank>(paying).standing.state == State::expired);
    paying = told(asked_bank(paying), std::vector{whole()}, rules(), after(6s), monday + 25h).paying;
    CHECK(std::get<Settled>(paying).standing.state == State::paid);
}

TEST_CASE("whoever does not wait pays later, and cash needs no line") {
    Kiosk kiosk;
    CHECK(std::holds_alternative<PayingLater>(pay_later(shown(kiosk.press())).paying));
    const auto cash = recorded(begin_paying().paying, kiosk.press(Method::cash));
    CHECK(std::holds_alternative<AtCounter>(cash.paying));
    CHECK(cash.wish);
    CHECK(std::holds_alternative<AtCounter>(pay_later(cash.paying).paying));
    const auto placing = recorded(begin_paying().paying, kiosk.press());
    CHECK(std::holds_alternative<Placing>(pay_later(placing.paying).paying));  // there is no code to take along
    CHECK(std::holds_alternative<NotPayable>(recorded(begin_paying().paying, fail(Code::disk_full, "full")).paying));
}

TEST_CASE("the same press is the same order, every order has a code of its own, and both are found again") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    auto again = order;
    again.code.clear();
    again.dong = 70'000;
    CHECK(*kiosk.book->record(again, kiosk.ids) == order);
    const auto other = kiosk.press();
    CHECK(other.code != order.code);
    const auto found = kiosk.book->find(order.code);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->order == order);
    CHECK(kiosk.book->of_dossier(order.dossier, {})->size() == 1);
    CHECK(kiosk.book->of_dossier({}, order.about)->size() == 2);
    CHECK(kiosk.book->of_dossier({}, {})->empty());
    CHECK(kiosk.book->since(monday)->size() == 2);
    auto nothing = order;
    nothing.id = kiosk.ids.make(monday);
    nothing.dong = 0;
    CHECK(kiosk.book->record(nothing, kiosk.ids).error().code == Code::bad_usage);
}

TEST_CASE("who pays does not stand in the database in the clear") {
    Kiosk kiosk;
    static_cast<void>(kiosk.press());
    auto rows = kiosk.store->database().query("SELECT details FROM payment_order");
    REQUIRE(rows);
    REQUIRE(*rows->step());
    CHECK(rows->bytes(0).find("Ánh") == std::string_view::npos);
}

TEST_CASE("without a screen the server is told, then asked, and a payment settles the order that it is for") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    const auto other = kiosk.press();
    kiosk.bank.failures = {{Code::unreachable, "no line"}};
    CHECK(kiosk.collect(monday).empty());
    CHECK(kiosk.collect(monday + 20s).empty());
    CHECK(kiosk.bank.orders.size() == 2);
    CHECK(kiosk.bank.placed_times == 3);
    kiosk.bank.pay(order.code, 50'000, monday + 30s);
    const auto changes = kiosk.collect(monday + 2min);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].order.id == order.id);
    CHECK(changes[0].before.state == State::pending);
    CHECK(changes[0].after.state == State::paid);
    CHECK(kiosk.collect(monday + 2min).empty());
    CHECK((*kiosk.book->find(other.code))->standing(monday + 2min).state == State::pending);
}

TEST_CASE("a server that has lost an order is told of it again") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    static_cast<void>(kiosk.collect(monday));
    REQUIRE((*kiosk.book->find(order.id))->placed);
    kiosk.bank.orders.clear();  // from a backup
    CHECK(kiosk.collect(monday + 2min).empty());
    CHECK_FALSE((*kiosk.book->find(order.id))->placed);
    CHECK(kiosk.collect(monday + 4min).empty());
    CHECK((*kiosk.book->find(order.id))->placed);
    CHECK(kiosk.bank.orders.size() == 1);
}

TEST_CASE("once an order is over nobody is left in it, and what became of the fee stays") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    static_cast<void>(kiosk.collect(monday));
    kiosk.bank.pay(order.code, 50'000, monday + 1min);
    static_cast<void>(kiosk.collect(monday + 1h));
    CHECK((*kiosk.book->find(order.id))->order.payer.name == Personal("Đinh Thị Ánh"));
    static_cast<void>(kiosk.collect(monday + 90 * 24h));
    const auto kept = *kiosk.book->find(order.id);
    CHECK(kept->order.payer == Payer{});
    CHECK(kept->order.fees == order.fees);
    CHECK(kept->standing(monday + 90 * 24h).state == State::paid);
    CHECK_FALSE(*kiosk.book->first_due(monday + 400 * 24h, monday + 401 * 24h));
}

TEST_CASE("a payment that comes days after the screen still settles its dossier, and one after the end is not looked for") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    static_cast<void>(kiosk.collect(monday));
    static_cast<void>(kiosk.collect(monday + 3 * 24h));
    kiosk.bank.pay(order.code, 50'000, monday + 3 * 24h + 1h);
    const auto changes = kiosk.collect(monday + 4 * 24h);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].after.state == State::late);
    CHECK(changes[0].after.settles());
    // A second transfer of the same fee is found as well.
    kiosk.bank.pay(order.code, 50'000, monday + 5 * 24h);
    REQUIRE(kiosk.collect(monday + 6 * 24h).size() == 1);
    CHECK((*kiosk.book->find(order.code))->standing(monday + 6 * 24h).state == State::twice);
    const auto asked = kiosk.bank.asked_times;
    static_cast<void>(kiosk.collect(monday + 40 * 24h));
    CHECK(kiosk.bank.asked_times == asked);
}

TEST_CASE("it is asked often at first and seldom later") {
    Entry entry;
    entry.order.made_at = monday;
    entry.order.due_at = monday + 24h;
    CHECK(*ask_again_at(entry, rules(), monday) == monday);
    entry.placed = true;
    const auto pause = [&](Duration age) {
        entry.asked_at = monday + age;
        return *ask_again_at(entry, rules(), monday + age) - *entry.asked_at;
    };
    CHECK(pause(10min) == 1min);
    CHECK(pause(2h) == 15min);
    CHECK(pause(3 * 24h) == 6h);
    entry.confirmations = {whole()};
    CHECK(pause(10min) == 6h);
}

TEST_CASE("the reconciliation names every difference between kiosk and portal") {
    Kiosk kiosk;
    const auto paid = kiosk.press();
    const auto unheard = kiosk.press();
    const auto lost = kiosk.press();
    static_cast<void>(kiosk.collect(monday));
    kiosk.bank.pay(paid.code, 50'000, monday);
    static_cast<void>(kiosk.collect(monday + 2min));
    kiosk.bank.pay(unheard.code, 20'000, monday + 3min);
    kiosk.bank.orders.erase(lost.code);
    SeededIds other(99);
    kiosk.bank.orders["QNXXXXXXXXX"] = {"QNXXXXXXXXX", 10'000, {whole("FT9")}};
    const auto rows = reconcile(*kiosk.book->since(monday), *kiosk.bank.orders_since(monday), monday + 1h);
    REQUIRE(rows.size() == 4);
    const auto row = [&](const std::string& code) {
        return *std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.code == code; });
    };
    CHECK(row(paid.code).finding == Finding::agrees);
    CHECK_FALSE(row(paid.code).needs_staff);
    CHECK(row(unheard.code).finding == Finding::differs);
    CHECK(row(unheard.code).here_dong == 0);
    CHECK(row(unheard.code).portal_dong == 20'000);
    CHECK(row(unheard.code).state == State::too_little);
    CHECK(row(lost.code).finding == Finding::not_at_portal);
    CHECK(row("QNXXXXXXXXX").finding == Finding::not_here);
    CHECK(row("QNXXXXXXXXX").needs_staff);
    const auto csv = report_csv(rows);
    CHECK(csv.find("\"differs\"") != std::string::npos);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 5);
    kiosk.bank.orders[paid.code].dong = 60'000;
    const auto again = reconcile(*kiosk.book->since(monday), *kiosk.bank.orders_since(monday), monday);
    CHECK(std::count_if(again.begin(), again.end(), [](const auto& one) { return one.finding == Finding::other_amount; }) ==
          1);
}
