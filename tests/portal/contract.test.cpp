// The contract: kiosk and training portal before the same judge, and the report that an integrator gets.
#include <signal.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/collection/gateway.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/portal/conformance.hpp"
#include "kiosk/portal/igate_office.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using nlohmann::json;

namespace {

const SystemClock contract_clock;

/// A training portal that offers procedures, as its command starts it.
struct Offering {
    Offering() {
        sandbox::TrainingPortal::Options options;
        options.data = folder.path() / "portal";
        options.procedures = {{"1.001193", "1.001193.000.00.00.H48", "Đăng ký khai sinh", {"Giấy chứng sinh"}, 0},
                              {"1.004873", "", "Xác nhận tình trạng hôn nhân", {}, 15'000}};
        auto started = sandbox::TrainingPortal::start(options, contract_clock);
        REQUIRE(started);
        portal = std::move(*started);
    }
    [[nodiscard]] std::string data() const { return (folder.path() / "portal").string(); }
    stage::TempFolder folder;
    std::unique_ptr<sandbox::TrainingPortal> portal;
};

stage::Said judged(const std::string& url, const std::string& authority, std::vector<std::string> more) {
    more.insert(more.begin(), {"portal", "conformance", url, "--ca", authority});
    return stage::said(stage::kiosk_words(std::move(more)));
}

payment::Order fee_of_nobody(Ids& ids, payment::Method method) {
    payment::Order order;
    const auto now = contract_clock.wall();
    order.id = ids.make(now);
    order.code = payment::make_reconciliation_code(ids);
    order.about = "TAM-K01-261123-0001";
    order.procedure = "1.004873";
    order.procedure_name = "Xác nhận tình trạng hôn nhân";
    order.method = method;
    order.dong = 15'000;
    order.made_at = now;
    order.due_at = now + 1h;
    order.fees = {{"1", "LP01", "Lệ phí", 15'000}};
    order.payer.name = Personal("Nguyễn Thị Thử Nghiệm");
    return order;
}

}  // namespace

TEST_CASE("prism finds nothing in our requests nor in the training portal's answers that breaks the contract") {
    const Offering offering;
    const auto certificate = offering.data() + "/certificate.pem";
    stage::Child judge({"node", std::string(KIOSK_SOURCE_DIR) + "/tests/peers/contract_judge.mjs",
                        std::string(KIOSK_SOURCE_DIR) + "/config/portal/openapi.yaml", offering.portal->url(), certificate,
                        offering.data() + "/key.pem"},
                       {"NODE_PATH=" + stage::peers("@stoplight/prism-cli"), "NODE_EXTRA_CA_CERTS=" + certificate});
    const std::string url = json::parse(judge.line_with("\"url\""))["url"];
    const auto report = judged(url, certificate, {"--submit", "--json"});
    INFO(report.text);
    const auto checks = json::parse(report.text)["checks"];
    CHECK(checks.size() > 18);
    int failed = 0;
    for (const auto& check : checks) {
        // A call that no contract knows is stopped by the judge before it reaches the portal.
        if (check["verdict"] == "failed" && check["operation"] != "Refusal") {
            UNSCOPED_INFO(check.dump());
            ++failed;
        }
    }
    CHECK(failed == 0);

    portal::Endpoint endpoint;
    endpoint.url = url;
    endpoint.ca_file = certificate;
    const auto way = stage::way_to(endpoint);
    SeededIds ids(77);
    settings::Payment fees;
    fees.account = "0011002233445";
    fees.via = {"2", "", "000.00.00.H48", "Tỉnh Quảng Ngãi", "VCB"};
    collection::PortalGateway gateway(*way, fees, "K01");
    for (const auto method : {payment::Method::vietqr, payment::Method::platform}) {
        const auto order = fee_of_nobody(ids, method);
        const auto placed = gateway.place(order);
        INFO((placed ? std::string() : placed.error().detail));
        CHECK(placed);
        CHECK(stage::said(stage::kiosk_words({"portal", "pay", order.code, "--data", offering.data()})).code == 0);
        CHECK(gateway.confirmations(order)->size() == 1);
    }
    CHECK(gateway.orders_since(contract_clock.wall() + -1h)->size() == 2);
    portal::IGateOffice office(*way);
    CHECK(office.next_value(office.procedures()->front().agencies.front()));

    judge.end(SIGTERM);
    judge.wait();
    std::istringstream lines(judge.text());
    for (std::string line; std::getline(lines, line);) {
        if (line.find("\"broken\"") == std::string::npos || line.find("/no/such/call") != std::string::npos) continue;
        FAIL_CHECK(line);
    }
}

TEST_CASE("the training portal keeps the contract, and the report of one that does not names what to mend") {
    const Offering offering;
    const auto certificate = offering.data() + "/certificate.pem";
    const auto whole = judged(offering.portal->url(), certificate, {"--submit"});
    INFO(whole.text);
    CHECK(whole.code == 0);
    CHECK(whole.text.find("failed") == std::string::npos);
    const auto reading = judged(offering.portal->url(), certificate, {"--json"});
    CHECK(reading.code == 0);
    CHECK(json::parse(reading.text)["conforms"] == true);
    CHECK(reading.text.find("\"skipped\"") != std::string::npos);
    CHECK(stage::said(stage::kiosk_words({"portal", "list", "--data", offering.data(), "--json"})).text.find("9999") !=
          std::string::npos);

    for (const auto& [fault, operation] : {std::pair{"wrong_id", "applyOnline"}, std::pair{"html_200", "listProcedures"},
                                           std::pair{"deep_json", "searchDossier"}}) {
        CAPTURE(fault);
        REQUIRE(stage::said(stage::kiosk_words({"portal", "fault", fault, "--data", offering.data()})).code == 0);
        const auto broken = judged(offering.portal->url(), certificate, {"--submit", "--json"});
        REQUIRE(stage::said(stage::kiosk_words({"portal", "fault", "clear", "--data", offering.data()})).code == 0);
        CHECK(broken.code == 1);
        bool named = false;
        const auto found = json::parse(broken.text)["checks"];
        for (const auto& check : found)
            named = named || (check["operation"] == operation && check["verdict"] == "failed" && check["found"] != "");
        CHECK(named);
    }
    CHECK(judged("https://localhost:1", certificate, {}).code == 1);
    CHECK(stage::said(stage::kiosk_words({"portal", "conformance"})).code == 2);
}

TEST_CASE("ids of the portal are mapped to our procedures, and what is missing is named for each") {
    const Offering offering;
    portal::Endpoint endpoint;
    endpoint.url = offering.portal->url();
    endpoint.ca_file = offering.portal->certificate_file();
    const auto way = stage::way_to(endpoint);
    portal::IGateOffice office(*way);
    catalogue::Procedure birth;
    birth.code = "1.001193";
    catalogue::Component paper;
    paper.id = "chung-sinh";
    paper.name.vi = "Giấy chứng sinh";
    catalogue::Component other;
    other.id = "khac";
    other.name.vi = "Giấy khác";
    birth.components = {paper, other};
    catalogue::Procedure unknown;
    unknown.code = "9.999999";
    const auto mapped = portal::map_procedures(office, {&birth, &unknown});
    REQUIRE(mapped);
    REQUIRE(mapped->size() == 2);
    const auto& known = mapped->front();
    REQUIRE(known.procedure);
    CHECK(known.procedure->id.size() == 24);
    CHECK(known.process);
    REQUIRE(known.forms.size() == 1);
    CHECK(known.forms[0].first == "chung-sinh");
    REQUIRE(known.gaps.size() == 1);
    CHECK(known.gaps[0].find("khac") != std::string::npos);
    CHECK(mapped->back().gaps == std::vector<std::string>{"nobody can apply for it at the portal"});
    CHECK(office.fees(office.procedures()->back().id)->front().dong == 15'000);
    CHECK(office.agency(known.procedure->agencies.front())->code == "000.00.00.H48");
    CHECK(office.procedure("000000000000000000000000").error().code == Code::refused);
    const auto first = office.next_value(known.procedure->agencies.front());
    CHECK(*first != *office.next_value(known.procedure->agencies.front()));
}
