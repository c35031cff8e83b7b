// The training portal as staff run it: a process of its own, driven by its command line.
#include <signal.h>

#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using nlohmann::json;

namespace {

std::vector<std::string> portal_words(std::vector<std::string> words) {
    words.insert(words.begin(), "portal");
    return stage::kiosk_words(std::move(words));
}

/// A running `kiosk portal …`.
struct Command : stage::Child {
    explicit Command(const std::vector<std::string>& arguments) : Child(portal_words(arguments)) {}
};

stage::Said said(const std::vector<std::string>& arguments) { return stage::said(portal_words(arguments)); }
using stage::Said;

portal::Endpoint endpoint_of(const json& served) {
    portal::Endpoint endpoint;
    endpoint.url = served.at("url");
    endpoint.ca_file = std::filesystem::path(served.at("certificate").get<std::string>());
    return endpoint;
}

}  // namespace

TEST_CASE("a trainer starts the portal, takes a dossier, moves it, breaks it, and finds all of it again next morning") {
    const stage::TempFolder folder;
    const std::string data = (folder.path() / "portal").string();
    SeededIds ids(11);
    const SystemClock clock;
    portal::Submission submission;
    submission.id = ids.make(clock.wall());
    submission.provisional_code = "TAM-K01-261123-0001";
    submission.submitted_at = clock.wall();
    submission.body_json = Personal(stage::body(submission.id, clock.wall()));
    std::string code;
    {
        Command serving({"--port", "0", "--data", data, "--json"});
        const json served = json::parse(serving.line());
        const auto transport = stage::way_to(endpoint_of(served));
        portal::IGate igate(*transport);
        const auto accepted = igate.submit(submission);
        REQUIRE(accepted);
        code = accepted->official_code;

        const Said listed = said({"list", "--data", data, "--json"});
        CHECK(listed.code == 0);
        REQUIRE(json::parse(listed.text)["dossiers"].size() == 1);
        CHECK(json::parse(listed.text)["dossiers"][0]["code"] == code);
        CHECK(listed.text.find("051190000123") == std::string::npos);

        const Said moved = said({"move", code, "2", "--note", "Đã nhận", "--data", data});
        CHECK(moved.code == 0);
        const auto view = igate.status(code, "0123");
        REQUIRE(view);
        CHECK(view->status == dossier::Status::accepted);
        CHECK(view->steps.back().note == "Đã nhận");
        CHECK(view->due_at);
        const Said backwards = said({"move", code, "1", "--data", data});
        CHECK(backwards.code == 1);
        CHECK(backwards.text.find("national table") != std::string::npos);
        CHECK(said({"move", "000.00.53.H48-200101-9999", "2", "--data", data}).code == 1);

        CHECK(said({"fault", "down", "--data", data}).code == 0);
        const auto silent = igate.find(submission.id);
        REQUIRE_FALSE(silent);
        CHECK(said({"fault", "clear", "--data", data}).code == 0);
        CHECK(igate.find(submission.id));

        serving.end(SIGTERM);
        CHECK(serving.wait() == 0);
    }
    CHECK(said({"list", "--data", data}).code == 1);
    Command serving({"--port", "0", "--data", data});
    CHECK(serving.line().starts_with("Training portal at https://localhost:"));
    const Said shown = said({"show", "tam-k01-261123-0001", "--data", data, "--json"});
    CHECK(shown.code == 0);
    const json record = json::parse(shown.text);
    CHECK(record["code"] == code);
    CHECK(record["status"] == 2);
    CHECK(record["submission"]["id"] == submission.id.text());
    CHECK(record["letters"].empty());
    CHECK(said({"list", "--data", data}).text.find(code) != std::string::npos);
    serving.end(SIGINT);
    CHECK(serving.wait() == 0);
}

TEST_CASE("the portal killed in the middle of its work forgets nothing it has answered") {
    const stage::TempFolder folder;
    const std::string data = (folder.path() / "portal").string();
    SeededIds ids(12);
    const SystemClock clock;
    std::vector<portal::Accepted> answers;
    for (int round = 0; round < 3; ++round) {
        Command serving({"--port", "0", "--data", data, "--json"});
        const auto transport = stage::way_to(endpoint_of(json::parse(serving.line())));
        portal::IGate igate(*transport);
        for (const auto& answer : answers) {
            const auto found = igate.find(answer.id);
            REQUIRE(found);
            REQUIRE(*found);
            CHECK(**found == answer);
        }
        for (int i = 0; i < 5; ++i) {
            portal::Submission submission;
            submission.id = ids.make(clock.wall());
            submission.submitted_at = clock.wall();
            submission.body_json = Personal(stage::body(submission.id, clock.wall()));
            const auto accepted = igate.submit(submission);
            REQUIRE(accepted);
            answers.push_back(*accepted);
        }
        serving.end(SIGKILL);
        CHECK(serving.wait() == 128 + SIGKILL);
    }
}

TEST_CASE("wrong usage is 2, help is 0, a port in use is 1 and a sentence") {
    CHECK(said({"--help"}).code == 0);
    CHECK(said({"move", "--help"}).code == 0);
    CHECK(said({"fault", "--help"}).code == 0);
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{{"--port", "99999"},
                                                                                       {"--port", "x"},
                                                                                       {"dance"},
                                                                                       {"move", "A"},
                                                                                       {"move", "A", "11"},
                                                                                       {"fault", "sunshine"},
                                                                                       {"--nonsense"}}) {
        CAPTURE(wrong.front());
        CHECK(said(wrong).code == 2);
    }
    const stage::TempFolder folder;
    Command serving({"--port", "0", "--data", (folder.path() / "one").string(), "--json"});
    const std::string url = json::parse(serving.line())["url"];
    const Said second = said({"--port", url.substr(url.rfind(':') + 1), "--data", (folder.path() / "two").string()});
    CHECK(second.code == 1);
    CHECK(second.text.find("--port") != std::string::npos);
    const Said same = said({"--port", "0", "--data", (folder.path() / "one").string()});
    CHECK(same.code == 1);
    CHECK(same.text.find("--data") != std::string::npos);
}
