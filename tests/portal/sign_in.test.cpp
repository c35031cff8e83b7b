// Sign-in by telephone over a real wire: against the certified provider from npm, and against the training portal's own.
#include "kiosk/openid/provider.hpp"

#include <signal.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/base/files.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::openid;
using namespace kiosk::signin;
using nlohmann::json;

namespace {

const SystemClock wall;

/// A kiosk's half of a sign-in: its way to the provider, and the state before the screen.
struct Screen {
    Screen(portal::Endpoint endpoint, const std::string& issuer, const std::string& client) {
        endpoint.url = origin_of(issuer);
        way = stage::way_to(endpoint);
        provider = std::make_unique<OpenIdProvider>(*way, stage::telephone(client), issuer, wall, ids);
    }
    const Grant& ask_for_codes() {
        auto step = begin();
        auto answer = provider->begin();
        INFO((answer ? std::string() : answer.error().detail));
        REQUIRE(answer);
        flow = granted(std::move(step.flow), std::move(answer), now).flow;
        return std::get<Waiting>(flow).grant;
    }
    /// The next question, when it is due: no test waits for it.
    void poll() {
        now = *wakes_at(flow);
        auto step = passed(std::move(flow), now);
        REQUIRE(step.wish);
        flow = polled(std::move(step.flow), provider->poll(std::get<Poll>(*step.wish).device_code), now).flow;
    }
    SeededIds ids{21};
    Monotonic now;
    std::unique_ptr<portal::CurlTransport> way;
    std::unique_ptr<OpenIdProvider> provider;
    DeviceFlow flow;
};

bool waits(const DeviceFlow& flow) { return std::holds_alternative<Waiting>(flow); }

}  // namespace

TEST_CASE("a person signs in by the pages of oidc-provider, another refuses, and the kiosk believes both") {
    const auto modules = "NODE_PATH=" + stage::peers("oidc-provider");
    const stage::Province province(wall);  // its certificate stands for the provider's as well
    const auto folder = province.folder.path() / "portal";
    const auto script = std::string(KIOSK_SOURCE_DIR) + "/tests/peers/oidc_provider.mjs";
    stage::Child node({"node", script, "serve", (folder / "certificate.pem").string(), (folder / "key.pem").string()},
                      {modules});
    const std::string issuer = json::parse(node.line_with("\"issuer\""))["issuer"];
    const auto on_the_telephone = [&](const Grant& grant, const char* answer) {
        return stage::said({"node", script, "confirm", grant.whole_address, "051190000123", answer},
                           {modules, "NODE_EXTRA_CA_CERTS=" + (folder / "certificate.pem").string()});
    };
    Screen screen(province.endpoint(), issuer, "kiosk-01");

    const auto grant = screen.ask_for_codes();
    CHECK(grant.user_code.size() == 9);
    CHECK_FALSE(grant.interval);  // this provider names none
    screen.poll();
    CHECK(waits(screen.flow));
    const auto walked = on_the_telephone(grant, "yes");
    INFO(walked.text);
    CHECK(walked.code == 0);
    screen.poll();
    if (const auto* failed = std::get_if<Failed>(&screen.flow)) INFO(failed->why.detail);
    REQUIRE(std::holds_alternative<SignedIn>(screen.flow));
    const auto& person = std::get<SignedIn>(screen.flow).person.person;
    CHECK(person.name.reveal() == "ĐINH THỊ ÁNH");
    CHECK(person.number.reveal() == "051190000123");
    CHECK(person.birth_date.reveal() == "1990-02-03");
    // The code counts once.
    CHECK(std::holds_alternative<Unusable>(screen.provider->poll(grant.device_code)));
    CHECK(screen.provider->end());

    const auto second = screen.ask_for_codes();
    CHECK(second.user_code != grant.user_code);
    on_the_telephone(second, "no");
    screen.poll();
    CHECK(std::holds_alternative<Denied>(screen.flow));
}

TEST_CASE("at the training portal people sign in, refuse, are asked for less often, and a forged token is not believed") {
    stage::Province province(wall);
    const auto data = (province.folder.path() / "portal").string();
    const auto trainer = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--data", data});
        return stage::said(stage::kiosk_words(std::move(words))).code;
    };
    Screen screen(province.endpoint(), province.portal->url() + "/oidc", "kiosk-training");
    auto grant = screen.ask_for_codes();
    screen.poll();
    CHECK(waits(screen.flow));
    province.faults(R"({"name": "slow_down", "times": 1})");
    screen.poll();
    REQUIRE(waits(screen.flow));
    CHECK(std::get<Waiting>(screen.flow).interval == 10s);
    province.faults(R"({"name": "down"})");
    screen.poll();
    CHECK(std::get<Waiting>(screen.flow).unanswered == 1);
    province.faults("");
    CHECK(trainer({"portal", "sign-in", grant.user_code, "--person", "2"}) == 0);
    CHECK(trainer({"portal", "sign-in", grant.user_code}) == 1);
    screen.poll();
    REQUIRE(std::holds_alternative<SignedIn>(screen.flow));
    CHECK(std::get<SignedIn>(screen.flow).person.person.name.reveal() == "PHẠM VĂN BIỂN");
    CHECK(screen.provider->end());

    grant = screen.ask_for_codes();
    CHECK(trainer({"portal", "sign-in", grant.user_code, "--deny"}) == 0);
    screen.poll();
    CHECK(std::holds_alternative<Denied>(screen.flow));

    grant = screen.ask_for_codes();
    province.faults(R"({"name": "forged_token", "times": 1})");
    CHECK(trainer({"portal", "sign-in", grant.user_code}) == 0);
    screen.poll();
    REQUIRE(std::holds_alternative<Failed>(screen.flow));
    CHECK(std::get<Failed>(screen.flow).why.code == Code::not_found);

    grant = screen.ask_for_codes();
    CHECK(trainer({"portal", "sign-in", grant.user_code, "--person", "3"}) == 0);
    screen.poll();
    REQUIRE(std::holds_alternative<Failed>(screen.flow));
    CHECK(std::get<Failed>(screen.flow).why.code == Code::refused);  // an organisation's account
}
