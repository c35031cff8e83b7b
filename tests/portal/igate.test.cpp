#include "kiosk/portal/igate.hpp"

#include <deque>

#include "kiosk/base/sha256.hpp"
#include "kiosk/portal/delivery.hpp"
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using stage::monday_morning;
using stage::Province;
using stage::way_to;

namespace {

struct Town {
    explicit Town(const sandbox::OfficeRules& rules = {})
        : clock(monday_morning),
          province(clock, 3650, rules),
          transport(way_to(province.endpoint())),
          igate(*transport),
          ids(3) {}
    Submission submission(const std::vector<stage::PageOf>& pages = {}) {
        Submission out;
        out.id = ids.make(clock.wall());
        out.provisional_code = "TAM-K01-261123-000" + std::to_string(++pressed);
        out.submitted_at = clock.wall();
        out.body_json = Personal(stage::body(out.id, out.submitted_at, pages));
        return out;
    }
    ManualClock clock;
    Province province;
    std::unique_ptr<CurlTransport> transport;
    IGate igate;
    SeededIds ids;
    int pressed = 0;
};

/// Answers that a test has written down.
class Spoken final : public Transport {
public:
    std::deque<Answer> answers;
    std::vector<Request> requests;
    Result<Answer> send(const Request& request) override {
        requests.push_back(request);
        REQUIRE_FALSE(answers.empty());
        Answer answer = answers.front();
        answers.pop_front();
        return answer;
    }
};

Answer spoken(int status, std::string body, std::string media_type = "application/json") {
    return {status, std::move(media_type), std::move(body), std::nullopt};
}

}  // namespace

TEST_CASE("the portal is connected only after an answer that only it can give") {
    Town town;
    CHECK(town.igate.connected());
    for (const char* fault : {"html_200", "redirect", "huge_body", "deep_json"}) {
        CAPTURE(fault);
        town.province.faults(std::string(R"({"name": ")") + fault + R"("})");
        const auto connected = town.igate.connected();
        REQUIRE_FALSE(connected);
        CHECK(connected.error().code == Code::untrusted);
    }
}

TEST_CASE("a dossier with two pages gets an official code for the day it arrives") {
    Town town;
    const std::vector<stage::PageOf> pages = {{town.ids.make(town.clock.wall()), "first"},
                                              {town.ids.make(town.clock.wall()), "second"}};
    Submission submission = town.submission(pages);
    for (const auto& page : pages) {
        const auto remote = town.igate.upload(page.id, "image/png", page.bytes);
        REQUIRE(remote);
        submission.files.push_back({page.id, "chung-sinh", "image/png", *remote});
    }
    town.clock.advance(3 * 24h);  // the line was down over the week
    const auto accepted = town.igate.submit(submission);
    REQUIRE(accepted);
    CHECK(accepted->official_code == "000.00.53.H48-261126-0001");
    CHECK(accepted->id == submission.id);
    CHECK(accepted->body_sha256 == sha256_hex(submission.body_json.reveal()));

    const auto view = town.igate.status(accepted->official_code, "0123");
    REQUIRE(view);
    CHECK(view->submitted_at == monday_morning);
    CHECK(view->provisional_code == submission.provisional_code);
    CHECK(view->status == dossier::Status::registered);
    CHECK(view->procedure_name == "Đăng ký khai sinh");
    CHECK(view->papers == std::vector<std::string>{"Giấy chứng sinh"});
    CHECK(view->from_portal);
    CHECK(view->holder_masked.reveal().find("Đinh") == std::string_view::npos);
}

TEST_CASE("a dossier whose code is given at acceptance is delivered without one and looked up by its provisional code") {
    sandbox::OfficeRules rules;
    rules.dossier.code_taken = settings::DossierRules::CodeTaken::at_acceptance;
    Town town(rules);
    const Submission submission = town.submission();
    const auto accepted = town.igate.submit(submission);
    REQUIRE(accepted);
    CHECK(accepted->official_code.empty());
    CHECK(accepted->id == submission.id);
    const auto found = town.igate.find(submission.id);
    REQUIRE(found);
    CHECK(*found == *accepted);
    const auto view = town.igate.status(submission.provisional_code, "0123");
    REQUIRE(view);
    CHECK(view->code == submission.provisional_code);
    CHECK(view->provisional_code == submission.provisional_code);
    CHECK(view->status == dossier::Status::registered);
}

TEST_CASE("an answer that says nothing of a code is not the portal's") {
    Spoken transport;
    IGate igate(transport);
    const Uuid id = SeededIds(1).make(monday_morning);
    transport.answers.push_back(
        spoken(200, R"({"content": [{"idempotencyKey": ")" + id.text() + R"(", "bodySha256": "00"}]})"));
    const auto found = igate.find(id);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Code::untrusted);
}

TEST_CASE("a page that never arrived keeps its dossier out") {
    Town town;
    const auto accepted = town.igate.submit(town.submission({{town.ids.make(town.clock.wall()), "lost"}}));
    REQUIRE_FALSE(accepted);
    CHECK(accepted.error().code == Code::refused);
}

TEST_CASE("the same submission twice is one dossier, the same id with another content is refused") {
    Town town;
    Submission submission = town.submission();
    const auto first = town.igate.submit(submission);
    const auto second = town.igate.submit(submission);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first == *second);
    submission.body_json = Personal(stage::body(submission.id, submission.submitted_at, {}, stage::within(9)));
    const auto other = town.igate.submit(submission);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Code::refused);
    const auto found = town.igate.find(submission.id);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK(**found == *first);
}

TEST_CASE("find knows nothing of an id that never came") {
    Town town;
    const auto found = town.igate.find(town.ids.make(town.clock.wall()));
    REQUIRE(found);
    CHECK_FALSE(*found);
}

TEST_CASE("a confused portal is not believed") {
    Town town;
    const Submission earlier = town.submission();
    REQUIRE(town.igate.submit(earlier));
    const Submission submission = town.submission();
    SECTION("it gives the answer of another dossier") { town.province.faults(R"({"name": "duplicate"})"); }
    SECTION("it names another id") { town.province.faults(R"({"name": "wrong_id"})"); }
    SECTION("a sign-in page stands in its place") { town.province.faults(R"({"name": "html_200"})"); }
    const auto accepted = town.igate.submit(submission);
    REQUIRE_FALSE(accepted);
    CHECK(accepted.error().code == Code::untrusted);
}

TEST_CASE("a portal that commits and then fails leaves a doubt that find settles") {
    Town town;
    SECTION("the connection is cut") { town.province.faults(R"({"name": "reset_after_commit", "times": 1})"); }
    SECTION("it answers 500") { town.province.faults(R"({"name": "500_after_commit", "times": 1})"); }
    const Submission submission = town.submission();
    const auto accepted = town.igate.submit(submission);
    REQUIRE_FALSE(accepted);
    CHECK(accepted.error().code == Code::unknown_outcome);
    const auto found = town.igate.find(submission.id);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->body_sha256 == sha256_hex(submission.body_json.reveal()));
}

TEST_CASE("a look-up needs the code and four digits of a number in the dossier") {
    Town town;
    const Submission submission = town.submission();
    const auto accepted = town.igate.submit(submission);
    REQUIRE(accepted);
    CHECK(town.igate.status(submission.provisional_code, "0123"));
    CHECK(town.igate.status(" 000.00.53.h48-261123-0001 ", "0123"));
    for (const char* digits : {"1234", "", "123", "51190000123", "0123\r\nX: y"}) {
        CAPTURE(digits);
        const auto view = town.igate.status(accepted->official_code, digits);
        REQUIRE_FALSE(view);
        CHECK(view.error().code == Code::refused);
    }
    const auto nobody = town.igate.status("000.00.53.H48-261123-0777", "0123");
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == Code::not_found);
    for (int i = 0; i < 10; ++i) static_cast<void>(town.igate.status(accepted->official_code, "9999"));
    const auto tired = town.igate.status(accepted->official_code, "0123");
    REQUIRE_FALSE(tired);
    CHECK(tired.error().code == Code::too_many);
}

TEST_CASE("every status of an answer has its meaning") {
    struct Row {
        int status;
        const char* body;
        const char* media_type;
        Code code;
    };
    const std::vector<Row> rows = {
        {400, R"({"message":"no"})", "application/json", Code::refused},
        {404, R"({"message":"no"})", "application/json", Code::refused},
        {404, "<html>", "text/html", Code::untrusted},
        {409, R"({"message":"no"})", "application/json", Code::refused},
        {422, R"({"message":"no"})", "application/json", Code::refused},
        {422, "[]", "application/json", Code::untrusted},
        {401, "{}", "application/json", Code::closed},
        {403, "<html>", "text/html", Code::closed},
        {408, "", "", Code::unknown_outcome},
        {429, "{}", "application/json", Code::too_many},
        {500, "", "text/plain", Code::unknown_outcome},
        {503, "", "", Code::closed},
        {302, "", "", Code::untrusted},
        {204, "", "", Code::untrusted},
        {200, "<!DOCTYPE html>", "text/html", Code::untrusted},
        {200, "<!DOCTYPE html>", "application/json", Code::untrusted},
        {200, "{}", "application/json", Code::untrusted},
        {200, "null", "application/json", Code::untrusted},
        {200, R"({"content":"x"})", "application/json", Code::untrusted},
        {200, R"({"content":[1,2,3]})", "application/json", Code::untrusted},
        {200, R"({"content":[{"idempotencyKey":5}]})", "application/json", Code::untrusted},
    };
    for (const auto& row : rows) {
        CAPTURE(row.status, row.body);
        Spoken transport;
        transport.answers = {spoken(row.status, row.body, row.media_type)};
        IGate igate(transport);
        const auto found = igate.find(Uuid{{1}});
        REQUIRE_FALSE(found);
        CHECK(found.error().code == row.code);
    }
}

TEST_CASE("the portal's words are made fit for a screen") {
    Spoken transport;
    transport.answers = {spoken(422, R"({"message":"Thiếu \u001b[31m chữ\n ký"})"), spoken(422, R"({"message":5})")};
    IGate igate(transport);
    CHECK(igate.find(Uuid{{1}}).error().detail == "Thiếu chữ ký");
    CHECK(igate.find(Uuid{{1}}).error().detail == "HTTP 422");
}

TEST_CASE("no personal number stands in an address") {
    Spoken transport;
    transport.answers = {spoken(404, "{}")};
    IGate igate(transport);
    CHECK(igate.status("TAM-K01-261123-0001&x=y/../", "0123").error().code == Code::not_found);
    REQUIRE(transport.requests.size() == 1);
    CHECK(transport.requests[0].path.find("0123&") == std::string::npos);
    CHECK(transport.requests[0].path.find("/../") == std::string::npos);
    CHECK(transport.requests[0].path.find("last") == std::string::npos);
    REQUIRE(transport.requests[0].headers.size() == 1);
    CHECK(transport.requests[0].headers[0].second == "0123");
}

TEST_CASE("an officer's paper comes as the portal has it, and nothing else is taken for one") {
    const std::string pdf = "%PDF-1.7\n" + std::string(3000, '\0') + "\n%%EOF\n";
    struct Row {
        int status;
        std::string body;
        const char* media_type;
        Code code;
    };
    const std::vector<Row> rows = {
        {404, R"({"message":"no"})", "application/json", Code::not_found},
        {403, R"({"message":"no"})", "application/json", Code::refused},
        {429, "{}", "application/json", Code::too_many},
        {503, "", "", Code::closed},
        {200, "<!DOCTYPE html>", "text/html", Code::untrusted},
        {200, "<!DOCTYPE html>", "application/pdf", Code::bad_format},
        {200, pdf, "application/octet-stream", Code::bad_format},
        {200, "", "application/pdf", Code::bad_format},
    };
    for (const auto& row : rows) {
        CAPTURE(row.status, row.media_type);
        Spoken transport;
        transport.answers = {spoken(row.status, row.body, row.media_type)};
        const auto paper = IGate(transport).paper("TAM-K01-261123-0001", "0123", "03-1");
        REQUIRE_FALSE(paper);
        CHECK(paper.error().code == row.code);
    }
    Spoken transport;
    transport.answers = {spoken(200, pdf, "application/pdf")};
    const auto paper = IGate(transport).paper(" tam-k01-261123-0001", "0123", "03-1");
    REQUIRE(paper);
    CHECK(paper->reveal() == pdf);
    REQUIRE(transport.requests.size() == 1);
    CHECK(transport.requests[0].path == "pa/dossier/--paper?code=TAM-K01-261123-0001&id=03-1");
    CHECK(transport.requests[0].headers.at(0).second == "0123");
    CHECK(transport.requests[0].answer_bytes == largest_paper_bytes);
}

TEST_CASE("over the wire there is no paper that no officer wrote, nor one for other digits") {
    Town town;
    const Submission submission = town.submission();
    REQUIRE(town.igate.submit(submission));
    CHECK(town.igate.status(submission.provisional_code, "0123")->sent.empty());
    CHECK(town.igate.paper(submission.provisional_code, "0123", "03-1").error().code == Code::not_found);
    CHECK(town.igate.paper(submission.provisional_code, "9999", "03-1").error().code == Code::refused);
}

TEST_CASE("from the press to the official code over the real wire, cut anywhere, exactly once") {
    Town town;
    stage::Wire wire(town.province.portal->port());
    auto endpoint = town.province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    stage::Counter counter;
    Delivery delivery(counter.store->outbox(), counter.ids);
    int delivered = 0;
    const auto deliver = [&](std::size_t at, bool answer) {
        const auto pressed = counter.press(town.clock.wall(), 1);
        if (answer) wire.cut_answer_after(at);
        else wire.cut_request_after(at);
        for (int round = 0; round < 20; ++round) {
            const auto transport = way_to(endpoint);
            IGate igate(*transport);
            const auto events = delivery.run_once(igate, town.clock.wall());
            REQUIRE(events);
            for (const auto& event : *events) {
                if (const auto* done = std::get_if<Delivered>(&event)) {
                    ++delivered;
                    CHECK(done->dossier == pressed.id);
                    const auto view = town.igate.status(done->official_code, "0123");
                    INFO((view ? std::string() : view.error().detail));
                    REQUIRE(view);
                    CHECK(view->provisional_code == pressed.provisional_code);
                    return;
                }
            }
            town.clock.advance(1min);
        }
        FAIL("the dossier never arrived");
    };
    deliver(1'000'000, true);
    const std::size_t answered = wire.answered();
    const std::size_t requested = wire.requested();
    int runs = 1;
    for (std::size_t at = 0; at < answered; at += 149, ++runs) deliver(at, true);
    for (std::size_t at = 0; at < requested; at += 149, ++runs) deliver(at, false);
    CHECK(delivered == runs);
    const auto waiting = counter.store->outbox().waiting_count();
    REQUIRE(waiting);
    CHECK(*waiting == 0);
    CHECK(runs > 20);
    // The serial of one more dossier: nothing came twice, nothing was counted and lost.
    const auto last = counter.press(town.clock.wall(), 0);
    const auto body = counter.store->dossiers().body(last.id);
    REQUIRE(body);
    Submission submission;
    submission.id = last.id;
    submission.provisional_code = last.provisional_code;
    submission.body_json = *body;
    const auto accepted = town.igate.submit(submission);
    REQUIRE(accepted);
    CHECK(std::stoi(accepted->official_code.substr(accepted->official_code.rfind('-') + 1)) == runs + 1);
}
