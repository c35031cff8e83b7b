// The client of a provider: what it asks, what it makes of every answer, what it keeps and for how long.
#include "kiosk/openid/provider.hpp"

#include <deque>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/signin/forge.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::openid;
using namespace kiosk::signin;
using nlohmann::json;
using openid::test::Forge;

namespace {

const WallTime now = wall_time({{2026, 11, 23}, 9, 42, 0});

/// Answers as it is told, and remembers what was asked.
class Scripted final : public portal::Transport {
public:
    std::map<std::string, std::deque<Result<portal::Answer>>> answers;
    std::vector<std::string> asked;  ///< "POST token grant_type=…"
    std::vector<std::string> authorization;

    void add(const std::string& path, int status, const std::string& body, const std::string& type = "application/json") {
        portal::Answer answer;
        answer.status = status;
        answer.media_type = type;
        answer.body = body;
        answers[path].push_back(answer);
    }
    Result<portal::Answer> send(const portal::Request& request) override {
        asked.push_back(request.path + " " + std::string(request.content ? request.content->bytes : ""));
        for (const auto& [name, value] : request.headers) {
            if (name == "Authorization") authorization.push_back(value);
        }
        auto& left = answers[request.path];
        if (left.empty()) return fail(Code::unreachable, "no line");
        auto answer = std::move(left.front());
        if (left.size() > 1 || !keeps_) left.pop_front();
        else left.front() = answer;
        return answer;
    }
    void keep_last() { keeps_ = true; }

private:
    bool keeps_ = false;
};

settings::SignIn settings_of() {
    settings::SignIn out;
    out.issuer = "https://id.example/oidc";
    out.client_id = "kiosk-01";
    out.scopes = {"openid", "profile"};
    out.profile.id = "vneid";
    out.profile.claims = {{"name", "HoVaTen"}, {"number", "SoDinhDanh"}};
    return out;
}

struct Client {
    Forge forge{Forge::Kind::p256, "k1"};
    Scripted wire;
    ManualClock clock{now};
    SeededIds ids{5};
    settings::SignIn settings = settings_of();
    std::unique_ptr<OpenIdProvider> provider;

    explicit Client(Personal secret = {}) {
        const std::string at = "https://id.example/oidc/";
        wire.add("oidc/.well-known/openid-configuration", 200,
                 json{{"issuer", "https://id.example/oidc"},
                      {"device_authorization_endpoint", at + "device"},
                      {"token_endpoint", at + "token"},
                      {"jwks_uri", at + "jwks"},
                      {"userinfo_endpoint", at + "me"},
                      {"revocation_endpoint", at + "revoke"}}
                     .dump());
        wire.add("oidc/device", 200,
                 R"({"device_code":"dev","user_code":"MJHW-FJXN","verification_uri":"https://id.example/d",)"
                 R"("verification_uri_complete":"https://id.example/d?c=MJHW-FJXN","expires_in":600})");
        wire.add("oidc/jwks", 200, forge.key_set());
        start(std::move(secret));
    }
    void start(Personal secret = {}) {
        provider =
            std::make_unique<OpenIdProvider>(wire, settings, "https://id.example/oidc", clock, ids, std::move(secret));
    }
    [[nodiscard]] std::string tokens(const Forge& by, json more = {}) const {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.since_epoch).count();
        json claims{{"iss", "https://id.example/oidc"},
                    {"sub", "p"},
                    {"aud", "kiosk-01"},
                    {"iat", seconds},
                    {"exp", seconds + 60},
                    {"HoVaTen", "Đinh Thị Ánh"},
                    {"SoDinhDanh", "051190000123"}};
        if (more.is_object()) claims.update(more);
        return json{{"access_token", "AT"}, {"token_type", "Bearer"}, {"id_token", by.token(claims.dump())}}.dump();
    }
    PollAnswer poll() { return provider->poll(Personal("dev")); }
    [[nodiscard]] int count(std::string_view part) const {
        int n = 0;
        for (const auto& one : wire.asked) n += one.find(part) != std::string::npos ? 1 : 0;
        return n;
    }
};

template <class T>
bool is(const PollAnswer& answer) {
    return std::holds_alternative<T>(answer);
}

}  // namespace

TEST_CASE("it finds the provider, asks for codes, and signs a person in") {
    Client bench;
    const auto grant = bench.provider->begin();
    REQUIRE(grant);
    CHECK(grant->user_code == "MJHW-FJXN");
    CHECK(grant->whole_address == "https://id.example/d?c=MJHW-FJXN");
    CHECK(grant->good_for == 10min);
    CHECK_FALSE(grant->interval);
    CHECK(bench.count("oidc/device client_id=kiosk-01&scope=openid%20profile&nonce=") == 1);
    bench.wire.add("oidc/token", 400, R"({"error":"authorization_pending"})");
    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge));
    CHECK(is<NotYet>(bench.poll()));
    const auto answer = bench.poll();
    REQUIRE(is<Approved>(answer));
    CHECK(std::get<Approved>(answer).person.person.name.reveal() == "Đinh Thị Ánh");
    CHECK(std::get<Approved>(answer).person.person.number.reveal() == "051190000123");
    CHECK(std::get<Approved>(answer).person.account == "vneid");
    CHECK(
        bench.count("oidc/token grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dev&client_id="
                    "kiosk-01") == 2);
}

TEST_CASE("every answer to a question has its meaning") {
    Client bench;
    REQUIRE(bench.provider->begin());
    const auto means = [&](int status, const std::string& body) {
        bench.wire.add("oidc/token", status, body);
        return bench.poll();
    };
    CHECK(is<NotYet>(means(400, R"({"error":"authorization_pending"})")));
    CHECK(is<SlowDown>(means(400, R"({"error":"slow_down"})")));
    CHECK(is<SlowDown>(means(429, "")));
    CHECK(is<SaidNo>(means(400, R"({"error":"access_denied"})")));
    CHECK(is<TooLate>(means(400, R"({"error":"expired_token"})")));
    CHECK(is<Unusable>(means(400, R"({"error":"invalid_grant"})")));
    CHECK(is<Unusable>(means(401, R"({"error":"invalid_client"})")));
    CHECK(is<NoAnswer>(means(502, "")));
    CHECK(is<NoAnswer>(means(503, R"({"error":"temporarily_unavailable"})")));
    CHECK(is<NoAnswer>(means(400, "<html>")));
    CHECK(is<NoAnswer>(means(200, "<html>")));
    bench.wire.add("oidc/token", 200, "<html>", "text/html");
    CHECK(is<NoAnswer>(bench.poll()));
    CHECK(is<Unusable>(means(200, "{}")));
    CHECK(is<Unusable>(means(200, R"({"access_token":"a","token_type":"mac","id_token":"x"})")));
    CHECK(is<Unusable>(means(200, R"({"access_token":"a","token_type":"Bearer","id_token":"x"})")));
    CHECK(is<NoAnswer>(bench.poll()));  // nothing is left: no line
}

TEST_CASE("keys are fetched once, and once more when the provider signs with a new one") {
    Client bench;
    REQUIRE(bench.provider->begin());
    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge));
    CHECK(is<Approved>(bench.poll()));
    CHECK(bench.count("oidc/jwks") == 1);
    const Forge next(Forge::Kind::p256, "k2");
    bench.wire.add("oidc/jwks", 200, next.key_set());
    bench.wire.add("oidc/token", 200, bench.tokens(next));
    CHECK(is<Approved>(bench.poll()));
    CHECK(bench.count("oidc/jwks") == 2);
    const Forge stranger(Forge::Kind::p256, "k3");
    bench.wire.add("oidc/jwks", 200, next.key_set());
    bench.wire.add("oidc/token", 200, bench.tokens(stranger));
    CHECK(is<Unusable>(bench.poll()));
    CHECK(bench.count("oidc/jwks") == 3);
}

TEST_CASE("tokens are revoked at the end, once, and a person who begins anew leaves none behind") {
    Client bench;
    REQUIRE(bench.provider->begin());
    CHECK(bench.provider->end());
    CHECK(bench.count("oidc/revoke") == 0);
    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge));
    bench.wire.add("oidc/revoke", 200, "");
    CHECK(is<Approved>(bench.poll()));
    CHECK(bench.provider->end());
    CHECK(bench.count("oidc/revoke token=AT&client_id=kiosk-01") == 1);
    CHECK(bench.provider->end());
    CHECK(bench.count("oidc/revoke") == 1);

    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge, {{"aud", "another"}}));
    CHECK(is<Unusable>(bench.poll()));
    CHECK_FALSE(bench.provider->end());  // no line: forgotten all the same
    CHECK(bench.count("oidc/revoke") == 2);
    CHECK(bench.provider->end());
    CHECK(bench.count("oidc/revoke") == 2);
}

TEST_CASE("where the claims stand in userinfo, they are of the person whom the token names") {
    Client bench;
    bench.settings.profile.userinfo = true;
    bench.start();
    REQUIRE(bench.provider->begin());
    bench.wire.add("oidc/me", 200, R"({"sub":"p","HoVaTen":"Phạm Văn Biển","SoDinhDanh":"051085000456"})");
    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge));
    const auto answer = bench.poll();
    REQUIRE(is<Approved>(answer));
    CHECK(std::get<Approved>(answer).person.person.name.reveal() == "Phạm Văn Biển");
    CHECK(bench.wire.authorization == std::vector<std::string>{"Bearer AT"});
    bench.wire.add("oidc/me", 200, R"({"sub":"q","HoVaTen":"Phạm Văn Biển","SoDinhDanh":"051085000456"})");
    bench.wire.add("oidc/token", 200, bench.tokens(bench.forge));
    CHECK(is<Unusable>(bench.poll()));
}

TEST_CASE("a client with a secret proves itself with it") {
    Client bench(Personal("s e"));
    REQUIRE(bench.provider->begin());
    CHECK(bench.wire.authorization == std::vector<std::string>{"Basic a2lvc2stMDE6cyUyMGU="});
}

TEST_CASE("a provider that is another one, or sends the kiosk elsewhere, is not spoken to") {
    Client bench;
    const auto discovered = [&](json document) {
        bench.wire.answers.erase("oidc/.well-known/openid-configuration");
        bench.wire.add("oidc/.well-known/openid-configuration", 200, document.dump());
        bench.start();
        return bench.provider->discover();
    };
    json whole{{"issuer", "https://id.example/oidc"},
               {"device_authorization_endpoint", "https://id.example/oidc/device"},
               {"token_endpoint", "https://id.example/oidc/token"},
               {"jwks_uri", "https://id.example/oidc/jwks"}};
    CHECK(discovered(whole));
    auto other = whole;
    other["issuer"] = "https://evil.example";
    CHECK(discovered(other).error().code == Code::untrusted);
    other = whole;
    other["token_endpoint"] = "https://evil.example/token";
    CHECK(discovered(other).error().code == Code::untrusted);
    other["token_endpoint"] = "https://id.example.evil.example/token";
    CHECK(discovered(other).error().code == Code::untrusted);
    other = whole;
    other.erase("device_authorization_endpoint");
    CHECK(discovered(other).error().code == Code::unsupported);
    CHECK(discovered(json::array()).error().code == Code::untrusted);
}

TEST_CASE("codes that cannot be shown are refused") {
    const json good{
        {"device_code", "d"}, {"user_code", "AB"}, {"verification_uri", "https://id.example/d"}, {"expires_in", 60}};
    const auto taken = [&](const char* member, const json& value) {
        Client bench;
        auto document = good;
        if (member != nullptr) document[member] = value;
        bench.wire.answers.erase("oidc/device");
        bench.wire.add("oidc/device", 200, document.dump());
        return bench.provider->begin().has_value();
    };
    CHECK(taken(nullptr, {}));
    CHECK_FALSE(taken("device_code", ""));
    CHECK_FALSE(taken("user_code", "a\nb"));
    CHECK_FALSE(taken("user_code", std::string(17, 'A')));
    CHECK_FALSE(taken("verification_uri", "http://id.example/d"));
    CHECK_FALSE(taken("verification_uri_complete", "javascript:1"));
    CHECK_FALSE(taken("expires_in", "soon"));
    CHECK_FALSE(taken("expires_in", -5));
}

TEST_CASE("the issuer of a training portal stands where the portal is") {
    settings::SignIn settings;
    settings.issuer = "${portal}/oidc";
    CHECK(issuer_at(settings, "https://localhost:8443/") == "https://localhost:8443/oidc");
    settings.issuer = "https://id.example";
    CHECK(issuer_at(settings, "https://localhost:8443") == "https://id.example");
    CHECK(origin_of("https://id.example:444/a/b") == "https://id.example:444");
    CHECK(origin_of("https://id.example") == "https://id.example");
}
