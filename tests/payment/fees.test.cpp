// A fee and the orders that ask for it: however many there are, its money is folded together.
#include <algorithm>
#include <random>

#include "tests/payment/till.hpp"
#include "tests/support/seed.hpp"

using namespace kiosk;
using namespace kiosk::payment;
using namespace kiosk::test;

TEST_CASE("whichever orders of a fee its money comes by, in any order and as often as it is told, the fee stands alike") {
    std::mt19937 random(test::seed());
    const auto at = [&](int size) { return std::uniform_int_distribution<int>(0, size - 1)(random); };
    for (int round = 0; round < 150; ++round) {
        Kiosk kiosk;
        std::vector<Order> orders{kiosk.press()};
        while (orders.size() < 4 && at(3) > 0)
            orders.push_back(kiosk.press(Method{at(3)}, monday + std::chrono::hours(at(60)), orders.front().fee));
        const auto stranger = kiosk.press();
        std::vector<std::pair<std::size_t, Confirmation>> told;
        std::vector<Confirmation> all;
        for (int i = at(7); i > 0; --i) {
            const std::string id(1, static_cast<char>('a' + at(5)));
            const auto kind = at(4) == 0 ? Confirmation::Kind::refund : Confirmation::Kind::credit;
            all.push_back({id, kind, std::int64_t{10'000} * (1 + at(6)), monday + std::chrono::hours(at(80))});
            told.emplace_back(static_cast<std::size_t>(at(static_cast<int>(orders.size()))), all.back());
        }
        const auto again = told;  // a server tells of everything each time, by one order and by another
        for (const auto& [by, one] : again)
            if (at(2) == 0) told.emplace_back(static_cast<std::size_t>(at(static_cast<int>(orders.size()))), one);
        std::shuffle(told.begin(), told.end(), random);
        for (const auto& [by, one] : told) REQUIRE(kiosk.book->heard(orders[by].id, {one}, monday));
        const auto now = monday + std::chrono::hours(at(90));
        auto last_day = orders.front().due_at;
        for (const auto& order : orders) last_day = std::max(last_day, order.due_at);
        const auto wanted = standing_of(50'000, last_day, all, now);
        for (const auto& order : orders) REQUIRE((*kiosk.book->find(order.id))->standing(now) == wanted);
        REQUIRE((*kiosk.book->find(stranger.id))->confirmations.empty());
        const auto staff = kiosk.book->wanting_staff(monday, now);
        REQUIRE(staff);
        REQUIRE(staff->size() == (wanted.needs_staff() ? 1 : 0));
        if (!staff->empty()) REQUIRE(staff->front().standing(now) == wanted);
    }
}

TEST_CASE("money that came twice by two orders of a fee is one row of the report, double, and wants staff") {
    Kiosk kiosk;
    const auto first = kiosk.press();
    const auto second = kiosk.press(Method::cash, monday + 30h, first.fee);
    static_cast<void>(kiosk.collect(monday + 30h));
    kiosk.bank.pay(first.code, 50'000, monday + 1h);
    const auto report = [&] {
        return reconcile(*kiosk.book->since(monday), *kiosk.bank.orders_since(monday), monday + 45h);
    };
    CHECK(kiosk.collect(monday + 37h).size() == 1);
    REQUIRE(report().size() == 1);
    CHECK(report().front().state == State::paid);
    CHECK_FALSE(report().front().needs_staff);
    kiosk.bank.pay(second.code, 50'000, monday + 38h);
    CHECK(report().front().finding == Finding::differs);  // the portal's word alone is enough to see it
    CHECK(report().front().state == State::twice);
    const auto changes = kiosk.collect(monday + 44h);
    REQUIRE(changes.size() == 1);
    CHECK(changes.front().after.state == State::twice);
    const auto row = report().front();
    CHECK(row.finding == Finding::agrees);
    CHECK(row.state == State::twice);
    CHECK(row.needs_staff);
    CHECK(row.code == second.code);
    CHECK(row.other_codes == std::vector{first.code});
    CHECK(row.here_dong == 100'000);
    CHECK(row.portal_dong == 100'000);
}

TEST_CASE("an order that is taken up again keeps its code and amount, and is paid as was chosen last") {
    Kiosk kiosk;
    const auto order = kiosk.press();
    auto wanted = order;
    wanted.id = kiosk.ids.make(monday);
    wanted.method = Method::cash;
    wanted.dong = 1;
    wanted.payer.tax_code = Personal("4300123456");
    wanted.asked_at = monday + 1h;
    const auto taken = kiosk.book->take_up(order, wanted);
    REQUIRE(taken);
    const auto kept = (*kiosk.book->find(order.id))->order;
    CHECK(kept == *taken);
    CHECK(kept.code == order.code);
    CHECK(kept.dong == order.dong);
    CHECK(kept.method == Method::cash);
    CHECK(kept.payer.tax_code == Personal("4300123456"));
    CHECK(kept.asked_at == monday + 1h);
}
