// Fees over a real wire: the training portal's bank, its faults, and the reconciliation that staff run.
#include "kiosk/collection/collector.hpp"

#include <future>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using nlohmann::json;
using payment::State;
using PayBy = payment::Method;

namespace {

const SystemClock bank_clock;

settings::Payment fees() {
    settings::Payment out;
    out.vietqr = out.platform = true;
    out.bin = "970436";
    out.account = "0011002233445";
    out.via = {"2", "", "000.00.00.H48", "Tỉnh Quảng Ngãi", "VCB"};
    return out;
}

/// A kiosk with a data folder of its own, whose fees the training portal keeps.
struct Till {
    Till() : province(bank_clock), way(stage::way_to(province.endpoint())), gateway(*way, fees(), "K1") {
        settings::Settings settings = stage::settings();
        settings.data_folder = province.folder.path() / "kiosk";
        auto opened = store::Store::open(settings, bank_clock, ids);
        REQUIRE(opened);
        store = std::move(*opened);
        book = std::make_unique<collection::Book>(store->database(), store->vault());
    }
    payment::Order press(PayBy method = PayBy::vietqr) {
        payment::Order order;
        const auto now = bank_clock.wall();
        order.id = ids.make(now);
        order.dossier = ids.make(now);
        order.about = "TAM-K1-261123-000" + std::to_string(++dossiers);
        order.procedure = "1.004873";
        order.procedure_name = "Xác nhận tình trạng hôn nhân";
        order.method = method;
        order.dong = 50'000;
        order.made_at = now;
        order.due_at = now + 1h;
        order.fees = {{"1", "LP01", "Lệ phí hộ tịch", 50'000}};
        order.payer.name = Personal("Đinh Thị Ánh");
        auto kept = book->record(order, ids);
        REQUIRE(kept);
        return *kept;
    }
    [[nodiscard]] std::string data() const { return (province.folder.path() / "portal").string(); }
    int bank(std::vector<std::string> words) const {
        words.insert(words.begin(), {"portal", "pay"});
        words.insert(words.end(), {"--data", data()});
        return stage::said(stage::kiosk_words(std::move(words))).code;
    }
    /// Where the order stands once the server was asked.
    State state(const payment::Order& order) {
        const auto end = run(gateway, {order, false});
        INFO((end.failure ? end.failure->detail : std::string()));
        REQUIRE_FALSE(end.failure);
        REQUIRE(book->heard(order.id, end.confirmations, bank_clock.wall()));
        return (*book->find(order.id))->standing(bank_clock.wall()).state;
    }
    SeededIds ids{31};
    int dossiers = 0;
    stage::Province province;
    std::unique_ptr<portal::CurlTransport> way;
    collection::PortalGateway gateway;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<collection::Book> book;
};

}  // namespace

TEST_CASE("the trainer's bank pays exactly, short, over, late and twice, gives back, and the kiosk knows each of it") {
    Till till;
    const auto exact = till.press();
    const auto parts = till.press();
    const auto late = till.press();
    const auto twice = till.press();
    for (const auto& order : {exact, parts, late, twice}) REQUIRE(till.gateway.place(order));
    REQUIRE(till.gateway.place(exact));  // told again: one order
    CHECK(till.state(exact) == State::pending);
    CHECK(till.bank({exact.code}) == 0);
    CHECK(till.state(exact) == State::paid);
    CHECK(till.bank({parts.code, "--amount", "20000"}) == 0);
    CHECK(till.state(parts) == State::too_little);
    CHECK(till.bank({parts.code, "--amount", "40000"}) == 0);
    CHECK(till.state(parts) == State::too_much);
    CHECK(till.bank({parts.code, "--amount", "60000", "--refund"}) == 0);
    CHECK(till.state(parts) == State::refunded);
    CHECK(till.bank({late.code, "--at", iso_time(late.due_at + 1h)}) == 0);
    CHECK(till.state(late) == State::late);
    CHECK(till.bank({twice.code, "--times", "2"}) == 0);
    CHECK(till.state(twice) == State::twice);
    CHECK(till.bank({"QN000000000"}) == 1);

    till.province.restart();
    till.way = stage::way_to(till.province.endpoint());
    collection::PortalGateway again(*till.way, fees(), "K1");
    CHECK(again.confirmations(twice)->size() == 2);
    auto other = exact;
    other.dong = 60'000;
    CHECK(again.place(other).error().code == Code::refused);  // another amount under the same code
    CHECK(again.confirmations(other).error().code == Code::untrusted);
    CHECK(again.place(till.press(PayBy::platform))->starts_with("https://localhost:"));
}

TEST_CASE("an order that the server took and did not answer for is placed once") {
    Till till;
    const auto order = till.press();
    till.province.faults(R"({"name": "reset_after_commit", "times": 1})");
    collection::Collector collection(*till.book, fees());
    CHECK(collection.run_once(till.gateway, bank_clock.wall()));
    CHECK_FALSE((*till.book->find(order.id))->placed);
    CHECK(collection.run_once(till.gateway, bank_clock.wall() + 20s));
    CHECK((*till.book->find(order.id))->placed);
    CHECK(till.gateway.orders_since(order.made_at)->size() == 1);
}

TEST_CASE("what is no answer of the portal settles nothing") {
    Till till;
    const auto order = till.press();
    REQUIRE(till.gateway.place(order));
    CHECK(till.bank({order.code}) == 0);
    for (const char* fault : {"html_200", "redirect", "huge_body", "deep_json", "too_many", "down"}) {
        CAPTURE(fault);
        till.province.faults(std::string(R"({"name": ")") + fault + "\"}");
        const auto heard = till.gateway.confirmations(order);
        REQUIRE_FALSE(heard);
        CHECK((heard.error().code == Code::untrusted || heard.error().code == Code::unreachable ||
               heard.error().code == Code::too_many || heard.error().code == Code::unknown_outcome));
    }
}

TEST_CASE("staff read from one command what kiosk and portal know of each order") {
    Till till;
    const auto heard = till.press();
    const auto unheard = till.press();
    for (const auto& order : {heard, unheard}) REQUIRE(till.gateway.place(order));
    till.bank({heard.code});
    till.bank({unheard.code, "--amount", "10000"});
    CHECK(till.state(heard) == State::paid);
    till.book.reset();
    till.store.reset();  // the command opens the folder itself
    const auto report = [&](const char* form) {
        return stage::said(
            stage::kiosk_words({"payment", "report", "--since", local_time(bank_clock.wall()).date.iso(), form, "--data",
                                (till.province.folder.path() / "kiosk").string(), "--portal", till.province.portal->url(),
                                "--portal-ca", till.province.portal->certificate_file().string()}));
    };
    const auto said = report("--json");
    INFO(said.text);
    CHECK(said.code == 1);  // they differ
    const auto orders = json::parse(said.text)["orders"];
    REQUIRE(orders.size() == 2);
    CHECK(orders[0]["finding"] == "agrees");
    CHECK(orders[0]["state"] == "paid");
    CHECK(orders[1]["finding"] == "differs");
    CHECK(orders[1]["here"] == 0);
    CHECK(orders[1]["portal"] == 10000);
    CHECK(orders[1]["state"] == "short");
    CHECK(report("--csv").text.find("\"differs\"") != std::string::npos);
    CHECK(stage::said(stage::kiosk_words({"payment", "report"})).code == 2);
}

TEST_CASE("the server tells of money at the moment when it comes, and of nothing before") {
    Till till;
    const auto order = till.press();
    REQUIRE(till.gateway.place(order));
    const auto nothing = till.gateway.news(order, 0, 1s);
    REQUIRE(nothing);
    CHECK(nothing->empty());
    // The question is open while the bank books: had it been answered at once, it would hold nothing.
    auto open_question = std::async(std::launch::async, [&] { return till.gateway.news(order, 0, 25s); });
    REQUIRE(till.bank({order.code}) == 0);
    const auto told = open_question.get();
    REQUIRE(told);
    REQUIRE(told->size() == 1);
    CHECK(told->front().dong == order.dong);
}

TEST_CASE("another way to pay or another payer is told of the same order; another fee under its code is refused") {
    Till till;
    auto order = till.press();
    REQUIRE(till.gateway.place(order));
    order.method = PayBy::cash;
    order.payer.tax_code = Personal("4300123456");
    order.asked_at = order.made_at;
    REQUIRE(till.gateway.place(order));
    CHECK(till.bank({order.code}) == 0);
    CHECK(till.state(order) == State::paid);
    till.province.restart();
    till.way = stage::way_to(till.province.endpoint());
    collection::PortalGateway again(*till.way, fees(), "K1");
    CHECK(again.confirmations(order)->size() == 1);
    order.fees.front().dong += 1;
    CHECK(again.place(order).error().code == Code::refused);
}

TEST_CASE("one fee paid at two kiosks is double at both, and the report ends with 1 although both sides agree") {
    Till till;
    const auto here = till.press();
    auto there = here;  // of another kiosk, by another code
    there.id = till.ids.make(here.made_at);
    there.code = payment::make_reconciliation_code(till.ids);
    there.fees.front().name = "Lệ phí";
    collection::PortalGateway other_kiosk(*till.way, fees(), "K2");
    REQUIRE(till.gateway.place(here));
    REQUIRE(other_kiosk.place(there));
    const auto apart = till.press();
    REQUIRE(till.gateway.place(apart));
    CHECK(till.bank({there.code}) == 0);
    CHECK(till.state(here) == State::paid);
    CHECK(till.state(apart) == State::pending);
    CHECK(till.bank({here.code}) == 0);
    CHECK(till.state(here) == State::twice);
    CHECK(other_kiosk.confirmations(there)->size() == 2);
    CHECK(till.gateway.orders_since(here.made_at)->size() == 2);
    till.book.reset();
    till.store.reset();
    const auto said = stage::said(
        stage::kiosk_words({"payment", "report", "--since", local_time(bank_clock.wall()).date.iso(), "--json", "--data",
                            (till.province.folder.path() / "kiosk").string(), "--portal", till.province.portal->url(),
                            "--portal-ca", till.province.portal->certificate_file().string()}));
    INFO(said.text);
    CHECK(said.code == 1);
    const auto report = json::parse(said.text);
    CHECK(report["agrees"] == true);
    CHECK(report["needs_staff"] == true);
    CHECK(report["orders"][0]["state"] == "double");
}

TEST_CASE("what the authority asks for after it was paid is another fee at the portal too") {
    Till till;
    const auto first = till.press();
    REQUIRE(till.gateway.place(first));
    CHECK(till.bank({first.code, "--at", iso_time(first.made_at)}) == 0);
    auto second = first;
    second.id = till.ids.make(first.made_at);
    second.code = payment::make_reconciliation_code(till.ids);
    second.asked_at = first.made_at + 1h;
    REQUIRE(till.gateway.place(second));
    CHECK(till.gateway.confirmations(second)->empty());
    CHECK(till.bank({second.code}) == 0);
    CHECK(till.gateway.confirmations(second)->size() == 1);
    CHECK(till.gateway.confirmations(first)->size() == 1);
}
