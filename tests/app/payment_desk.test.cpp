// Fees as the kiosk's memory keeps them: one code for one fee, a dossier that is paid for first, a late payment and its dossier.
#include "kiosk/app/officer_desk.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using payment::Method;

namespace {

/// A procedure whose fee is known, per copy, and that is filed online.
const catalogue::Procedure& costs_something() {
    for (const auto& procedure : public_data().catalogue->procedures()) {
        const auto* online = procedure.handled(catalogue::Channel::online);
        if (procedure.offer != catalogue::Offer::in_person && online != nullptr && online->fee_dong.value_or(0) > 0)
            return procedure;
    }
    broken("the configuration has a procedure with a known fee");
}

struct Kiosk {
    explicit Kiosk(bool pays_first = false) : data(public_data()) {
        if (pays_first) data.settings.payment->pay_first = {costs_something().code};
        auto opened = store::Store::open_in_memory(data.settings, ids);
        REQUIRE(opened);
        store = std::move(*opened);
        queue = std::make_unique<queue::TicketOffice>(store->database(), clock, data.settings);
        desk = std::make_unique<app::StoreDesk>(*store, *queue, data, clock, ids);
    }
    visit::DossierRecorded hand_in(int number) {
        visit::RecordDossier effect;
        effect.press = press(number);
        effect.filing.procedure = &costs_something();
        effect.filing.draft.procedure = costs_something().code;
        effect.filing.draft.submitter = somebody();
        effect.filing.draft.identified_by = dossier::IdentifiedBy::signed_in;
        effect.outcome = dossier::Outcome::submitted_online;
        auto event = desk->record(effect);
        REQUIRE(std::holds_alternative<visit::DossierRecorded>(event));
        return std::get<visit::DossierRecorded>(event);
    }
    payment::Order order(const payment::Charge& charge, int number, Method method = Method::vietqr) {
        auto event = desk->payments()->record({payment::order_of(charge, press(number), method, clock.wall(), 24h)});
        REQUIRE(std::holds_alternative<visit::OrderRecorded>(event));
        const auto& recorded = std::get<visit::OrderRecorded>(event);
        CHECK(recorded.press == press(number));
        REQUIRE(recorded.order);
        return *recorded.order;
    }
    /// The server answers: it has the order, then so much has come for it.
    void told(const payment::Order& order, std::int64_t dong, const char* transaction = "FT1") {
        static_cast<void>(desk->payments()->settle({order, true}, {}));
        collection::ErrandEnd end;
        if (dong > 0) end.confirmations = {{transaction, payment::Confirmation::Kind::credit, dong, clock.wall()}};
        static_cast<void>(desk->payments()->settle({order, false}, end));
    }
    [[nodiscard]] std::vector<payment::Bill> fees_for_staff() {
        const auto event = app::OfficerDesk(*store, *queue, data, clock).make_report();
        const auto& report = std::get<visit::StaffReportMade>(event).report;
        REQUIRE_FALSE(report.problem);
        return report.fees;
    }
    [[nodiscard]] bool something_leaves() {
        const auto due = store->outbox().next_due(clock.wall());
        REQUIRE(due);
        return due->has_value();
    }

    app::PublicData data;
    ManualClock clock{parse_iso_time("2026-11-23T09:00:00+07:00").value()};
    SeededIds ids{44};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<queue::TicketOffice> queue;
    std::unique_ptr<app::StoreDesk> desk;
};

}  // namespace

TEST_CASE("whoever hands in is told what it costs, as the packet says it, and who pays") {
    Kiosk kiosk;
    const auto recorded = kiosk.hand_in(1);
    REQUIRE(recorded.charge);
    CHECK(recorded.charge->dong() == *costs_something().handled(catalogue::Channel::online)->fee_dong);
    CHECK(recorded.charge->payer.name == somebody().name);
    CHECK(recorded.charge->about == recorded.confirmation.provisional_code);
    CHECK_FALSE(recorded.confirmation.unpaid);
    CHECK(kiosk.something_leaves());
}

TEST_CASE(
    "one fee has one code, however often, by whatever way and by whomever it is begun to be paid, until its time is over") {
    Kiosk kiosk;
    const auto charge = *kiosk.hand_in(1).charge;
    const auto first = kiosk.order(charge, 2);
    CHECK(kiosk.order(charge, 3).code == first.code);
    CHECK(kiosk.order(charge, 2).code == first.code);
    const auto cash = kiosk.order(charge, 4, Method::cash);
    CHECK(cash.code == first.code);
    CHECK(cash.method == Method::cash);
    auto named = charge;
    named.payer.tax_code = Personal("4300123456");
    named.asked_at = kiosk.clock.wall();  // the authority asks for what nobody has paid yet
    const auto for_business = kiosk.order(named, 5, Method::platform);
    CHECK(for_business.code == first.code);
    CHECK(for_business.payer.tax_code == Personal("4300123456"));
    auto dearer = charge;
    dearer.fees.front().dong += 1'000;
    CHECK(kiosk.order(dearer, 7).code != first.code);
    kiosk.clock.advance(25h);
    const auto renewed = kiosk.order(charge, 6);
    CHECK(renewed.code != first.code);
    CHECK(renewed.fee == first.fee);
}

TEST_CASE("money that came by two orders of one fee is one bill, double, and staff see it without a name") {
    Kiosk kiosk;
    const auto charge = *kiosk.hand_in(1).charge;
    const auto first = kiosk.order(charge, 2);
    kiosk.told(first, 0, "FT0");
    dossier::StatusView view;
    view.code = charge.about;
    CHECK(kiosk.fees_for_staff().empty());
    kiosk.clock.advance(25h);
    const auto second = kiosk.order(charge, 3, Method::cash);
    kiosk.told(second, second.dong, "FT1");
    CHECK(kiosk.desk->payments()->bills_of(view).front().standing.state == payment::State::paid);
    CHECK(kiosk.fees_for_staff().empty());
    kiosk.told(first, first.dong, "FT2");
    const auto bills = kiosk.desk->payments()->bills_of(view);
    REQUIRE(bills.size() == 1);
    CHECK(bills.front().standing.state == payment::State::twice);
    const auto fees = kiosk.fees_for_staff();
    REQUIRE(fees.size() == 1);
    CHECK(fees.front().order.code == second.code);
    CHECK(fees.front().standing.received_dong == 2 * first.dong);
    CHECK(fees.front().order.payer == payment::Payer{});
    kiosk.clock.advance(40 * 24h);
    CHECK(kiosk.fees_for_staff().empty());  // the report has it for ever, the page for a month
}

TEST_CASE("what the authority asks for after the same was paid is another fee") {
    Kiosk kiosk;
    auto charge = *kiosk.hand_in(1).charge;
    const auto first = kiosk.order(charge, 2);
    kiosk.told(first, first.dong);
    CHECK(kiosk.order(charge, 3).code == first.code);
    kiosk.clock.advance(1h);
    charge.asked_at = kiosk.clock.wall();
    const auto second = kiosk.order(charge, 4);
    CHECK(second.code != first.code);
    CHECK(second.fee != first.fee);
    CHECK(kiosk.order(charge, 5).code == second.code);
}

TEST_CASE("a code to transfer with that the server does not know yet is nobody's bill; a slip for cash is one") {
    Kiosk kiosk;
    const auto charge = *kiosk.hand_in(1).charge;
    const auto order = kiosk.order(charge, 2);
    dossier::StatusView view;
    view.code = charge.about;
    CHECK(kiosk.desk->payments()->bills_of(view).empty());
    SECTION("known to the server") {
        static_cast<void>(kiosk.desk->payments()->settle({order, true}, {}));
        CHECK(kiosk.desk->payments()->bills_of(view).size() == 1);
    }
    SECTION("on paper for the counter") {
        static_cast<void>(kiosk.order(charge, 3, Method::cash));
        CHECK(kiosk.desk->payments()->bills_of(view).size() == 1);
    }
}

TEST_CASE("a look-up by either code of a dossier shows its bills") {
    Kiosk kiosk;
    const auto charge = *kiosk.hand_in(1).charge;
    const auto order = kiosk.order(charge, 2);
    kiosk.told(order, order.dong);
    dossier::StatusView view;
    view.code = "H48.22-261123-0099";
    view.provisional_code = charge.about;
    const auto bills = kiosk.desk->payments()->bills_of(view);
    REQUIRE(bills.size() == 1);
    CHECK(bills.front().standing.state == payment::State::paid);
    CHECK(kiosk.desk->payments()->bills_of(dossier::StatusView{}).empty());
}

TEST_CASE("where the fee comes first nothing leaves before it has come, and then all of it does") {
    Kiosk kiosk(true);
    const auto recorded = kiosk.hand_in(1);
    CHECK(recorded.confirmation.unpaid);
    REQUIRE(recorded.charge);
    CHECK_FALSE(kiosk.something_leaves());
    REQUIRE(kiosk.store->outbox().send_now());
    CHECK_FALSE(kiosk.something_leaves());
    const auto order = kiosk.order(*recorded.charge, 2);
    SECTION("half of it is not enough") {
        kiosk.told(order, order.dong / 2);
        CHECK_FALSE(kiosk.something_leaves());
    }
    SECTION("in time") {
        kiosk.told(order, order.dong);
        CHECK(kiosk.something_leaves());
    }
    SECTION("late, when nobody stands there any more") {
        kiosk.clock.advance(72h);
        kiosk.told(order, order.dong);
        CHECK(kiosk.something_leaves());
    }
    SECTION("another dossier's fee frees that one alone") {
        const auto other = kiosk.hand_in(7);
        const auto paid = kiosk.order(*other.charge, 8);
        kiosk.told(paid, paid.dong);
        const auto due = kiosk.store->outbox().next_due(kiosk.clock.wall());
        REQUIRE(due);
        REQUIRE(*due);
        CHECK((*due)->dossier == press(7));
    }
}
