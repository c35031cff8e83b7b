// The contract: kiosk and training portal before the same judge, and the report that an integrator gets.
#include <signal.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/collection/gateway.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/portal/catalogue_pull.hpp"
#include "kiosk/portal/national_push.hpp"
#include "kiosk/portal/office_map.hpp"
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
        options.catalogue_of = folder.path() / "given";
        std::filesystem::create_directories(options.catalogue_of / "catalogue");
        REQUIRE(write_file(options.catalogue_of / "catalogue/fields.toml", "# a catalogue\n"));
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

/// Every call that config/portal/openapi.yaml names.
std::set<std::string> operations_of_the_contract() {
    const auto text = read_file(std::string(KIOSK_SOURCE_DIR) + "/config/portal/openapi.yaml");
    REQUIRE(text);
    const std::regex line("operationId: (\\w+)");
    std::set<std::string> out;
    for (std::sregex_iterator at(text->begin(), text->end(), line), end; at != end; ++at) out.insert((*at)[1]);
    return out;
}

/// What the portal knows of these under its own ids, as a kiosk keeps it.
portal::OfficeMap mapped_at(const std::string& url, portal::Transport& way) {
    portal::IGateOffice office(way);
    catalogue::Procedure birth;
    birth.code = "1.001193";
    catalogue::Component paper;
    paper.id = "chung-sinh";
    paper.name.vi = "Giấy chứng sinh";
    birth.components = {paper};
    catalogue::Procedure single;
    single.code = "1.004873";
    auto found = portal::map_procedures(office, {&birth, &single}, "000.00.00.H48");
    REQUIRE(found);
    return {url, contract_clock.wall(), std::move(*found)};
}

dossier::LetterHead head_of(Ids& ids) {
    const auto now = contract_clock.wall();
    return {ids.make(now), now, "K01", "BINHSON", "binh-son"};
}

/// A dossier goes all the way that one can go at a kiosk and comes back by the feed, past the judge.
void file_ask_and_withdraw(const Offering& offering, const std::string& url, portal::Transport& way, Ids& ids) {
    portal::IGateOptions options;
    options.ids.account = "kiosk-K01";
    options.ids.payment_method = "later";
    options.map = mapped_at(url, way);
    portal::IGate igate(way, options);
    const stage::PageOf page{ids.make(contract_clock.wall()), "a page"};
    const auto remote = igate.upload(page.id, "image/png", page.bytes);
    REQUIRE(remote);
    CHECK(read_file(offering.data() + "/journal.jsonl")->find(R"("account":"kiosk-K01")") != std::string::npos);
    portal::Submission submission;
    submission.id = ids.make(contract_clock.wall());
    submission.provisional_code = "TAM-K01-261128-0007";
    submission.submitted_at = contract_clock.wall();
    submission.body_json =
        Personal(stage::body(submission.id, submission.submitted_at, {page}, stage::within(2), submission.provisional_code));
    submission.files = {{page.id, "chung-sinh", "image/png", *remote}};
    const auto accepted = igate.submit(submission);
    INFO((accepted ? std::string() : accepted.error().detail));
    REQUIRE(accepted);
    const auto& code = accepted->official_code;
    const auto moved = [&](const char* status) {
        return stage::said(stage::kiosk_words({"portal", "move", code, status, "--data", offering.data()})).code == 0;
    };
    REQUIRE((moved("2") && moved("4") && moved("5")));
    const auto more = head_of(ids);
    const dossier::SubmittedPaper paper{
        "chung-sinh", "Giấy chứng sinh", false, {{page.id, dossier::PageSource::scanner, "image/png", 6}}};
    const auto supplement =
        igate.tell({dossier::LetterKind::supplement, more.id, code,
                    dossier::supplement_json(more, {code, Personal("0123"), {paper}}), more.written_at, submission.files});
    INFO((supplement ? std::string() : supplement.error().detail));
    CHECK(supplement);
    const auto back = head_of(ids);
    const auto withdrawal = igate.tell({dossier::LetterKind::withdrawal, back.id, code,
                                        dossier::withdrawal_json(back, {code, Personal("0123")}), back.written_at});
    INFO((withdrawal ? std::string() : withdrawal.error().detail));
    CHECK(withdrawal);
    const auto liked = head_of(ids);
    CHECK(igate.tell({dossier::LetterKind::rating, liked.id, code,
                      Personal(dossier::rating_json(liked, {"2026-1", 5, code, {}, {{"service", 5}}})), liked.written_at}));
    CHECK(igate.status(code, "0123")->status == dossier::Status::withdrawal_asked);
    CHECK(portal::pull_catalogue(way, {}, offering.folder.path() / "candidate"));

    auto database = store::Database::open_in_memory();
    REQUIRE(database);
    portal::Qcvn120 nation(way,
                           {"VN:GOV:000.00.00.G22:vpcpdvcprocessing", "000.00.00.H48", "training", Personal("training")});
    portal::NationalPush push(igate, nation, **database, contract_clock);
    const auto report = push.run_once();
    INFO((report ? std::string() : report.error().detail));
    REQUIRE(report);
    CHECK(report->dossiers >= 1);
    CHECK(report->steps >= 6);
    CHECK(report->ratings == 1);
    CHECK(*nation.knows(code));
    CHECK(nation.dictionary("LayDanhMucCoQuan"));
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
    CHECK(checks.size() > 30);
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
        auto order = fee_of_nobody(ids, method);
        order.about += payment::name(method);  // another fee: what came for one is told with every order of it
        const auto placed = gateway.place(order);
        INFO((placed ? std::string() : placed.error().detail));
        CHECK(placed);
        CHECK(stage::said(stage::kiosk_words({"portal", "pay", order.code, "--data", offering.data()})).code == 0);
        CHECK(gateway.confirmations(order)->size() == 1);
    }
    CHECK(gateway.orders_since(contract_clock.wall() + -1h)->size() == 2);
    file_ask_and_withdraw(offering, url, *way, ids);

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
    CHECK(whole.text.find("--submit") == std::string::npos);
    const auto last = whole.text.substr(whole.text.rfind('\n', whole.text.size() - 2) + 1);
    CHECK(std::regex_match(last, std::regex("\\d+ passed, 2 skipped\n")));  // the national exchange's two
    const auto short_of = judged(offering.portal->url(), certificate, {});
    CHECK(short_of.code == 0);
    CHECK(short_of.text.find("Nothing was handed in: --submit tries the rest") != std::string::npos);
    const auto reading = judged(offering.portal->url(), certificate, {"--json"});
    CHECK(reading.code == 0);
    CHECK(json::parse(reading.text)["conforms"] == true);
    CHECK(json::parse(reading.text)["skipped"] >= 12);
    using Words = std::vector<std::string>;
    for (const auto& how : {Words{"--json"}, Words{"--submit", "--json"}}) {
        INFO("each call of the contract is there, tried or with the reason why not");
        auto missing = operations_of_the_contract();
        CHECK(missing.size() == 25);
        const auto checks = json::parse(judged(offering.portal->url(), certificate, how).text)["checks"];
        for (const auto& check : checks) {
            missing.erase(check["operation"].get<std::string>());
            CHECK((check["verdict"] == "passed") == check["found"].get<std::string>().empty());
        }
        CHECK(missing == std::set<std::string>{});
    }
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
    birth.handling = {stage::within(2)};
    birth.handling.front().fee_dong = 8000;
    catalogue::Procedure unknown;
    unknown.code = "9.999999";
    const auto mapped = portal::map_procedures(office, {&birth, &unknown}, "H48.22");
    REQUIRE(mapped);
    REQUIRE(mapped->size() == 2);
    const auto& known = mapped->front();
    REQUIRE(known.procedure);
    CHECK(known.procedure->id.size() == 24);
    CHECK(known.process);
    REQUIRE(known.forms.size() == 1);
    CHECK(known.forms[0].first == "chung-sinh");
    REQUIRE(known.gaps.size() == 2);
    CHECK(known.gaps[0].find("khac") != std::string::npos);
    CHECK(known.gaps[1].find("8000") != std::string::npos);
    REQUIRE(known.agency("H48.22"));  // the only one
    CHECK(known.agency("H48.22")->code == "000.00.00.H48");
    CHECK(mapped->back().gaps == std::vector<std::string>{"nobody can apply for it at the portal"});
    CHECK(office.fees(office.procedures()->back().id)->front().dong == 15'000);
    CHECK(office.procedure("000000000000000000000000").error().code == Code::refused);
    const auto agency = known.procedure->agencies.front();
    const auto pattern = office.pattern(agency);
    REQUIRE(pattern);
    CHECK(*office.next_value(*pattern, agency) != *office.next_value(*pattern, agency));
}

TEST_CASE("an agency of several is the one with the centre's code, and none where no code is the centre's") {
    portal::Mapped mapped;
    mapped.agencies = {{"a", "000.00.53.H48", ""}, {"b", "H48.22", ""}};
    CHECK(mapped.agency("H48.22")->id == "b");
    CHECK(mapped.agency("H48.23") == nullptr);
    CHECK(mapped.agency("") == nullptr);
}

TEST_CASE("what was mapped is kept beside the data, and read again as a whole or not at all") {
    const Offering offering;
    const auto data = offering.folder.path() / "kiosk";
    const auto certificate = offering.data() + "/certificate.pem";
    CHECK_FALSE(portal::kept_map(data)->has_value());
    const auto map = [&](std::vector<std::string> more) {
        more.insert(more.begin(),
                    {"portal", "map", offering.portal->url(), "--ca", certificate, "--data", data.string(), "--json"});
        return json::parse(stage::said(stage::kiosk_words(std::move(more))).text);
    };
    CHECK(map({})["kept"] == false);
    CHECK_FALSE(std::filesystem::exists(portal::map_file(data)));
    const auto found = map({"--keep"});
    CHECK(found["whole"] == false);  // it offers two procedures
    const auto kept = portal::kept_map(data);
    INFO((kept ? std::string() : kept.error().detail));
    REQUIRE((kept && kept->has_value()));
    CHECK((*kept)->portal == offering.portal->url());
    const auto* birth = (*kept)->of("1.001193");
    REQUIRE(birth);
    CHECK(birth->procedure->code == "1.001193.000.00.00.H48");
    CHECK(birth->process->eform.size() == 24);
    CHECK(birth->agencies.front().code == "000.00.00.H48");
    CHECK((*kept)->of("1.004873")->fees.front().dong == 15'000);
    CHECK((*kept)->of("2.000815") == nullptr);  // nobody can apply for it there
    CHECK(json::parse(portal::procedures_json(**kept).dump()) == found["procedures"]);
    const auto text = *read_file(portal::map_file(data));
    for (const auto& wrong : {std::string("{}"), text.substr(0, text.size() / 2),
                              std::regex_replace(text, std::regex("\"cost\": *15000"), "\"cost\": \"15000\"")}) {
        REQUIRE(write_file(portal::map_file(data), wrong));
        CHECK(portal::kept_map(data).error().code == Code::bad_format);
    }
}
