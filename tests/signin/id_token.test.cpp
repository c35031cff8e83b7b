// What a token must be before the kiosk believes it, and every way in which it may be less.
#include "kiosk/openid/id_token.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/sha256.hpp"
#include "tests/signin/forge.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::openid;
using namespace kiosk::signin;
using nlohmann::json;
using openid::test::Forge;

namespace {

const WallTime moment = wall_time({{2026, 11, 23}, 9, 42, 0});
std::int64_t seconds(Duration from) {
    return std::chrono::duration_cast<std::chrono::seconds>((moment + from).since_epoch).count();
}

const TokenRules rules{"https://id.example", "kiosk-01", "n-0S6", 2min, 15min};

json good() {
    return {{"iss", "https://id.example"}, {"sub", "person"},           {"aud", "kiosk-01"}, {"exp", seconds(10min)},
            {"iat", seconds(-1s)},         {"HoVaTen", "Đinh Thị Ánh"}, {"LoaiTaiKhoan", 1}, {"list", json::array({1})}};
}

struct Signers {
    Forge rsa{Forge::Kind::rsa, "r1"};
    Forge p256{Forge::Kind::p256, "e1"};
    KeySet keys = *KeySet::read("{\"keys\":[" + rsa.public_key() + "," + p256.public_key() + "]}");
};
const Signers& signers() {
    static const Signers made;
    return made;
}

Result<Claims> read(const std::string& token, std::string_view access_token = "access") {
    return read_id_token(token, signers().keys, rules, access_token, moment);
}
Result<Claims> read(const json& claims) { return read(signers().p256.token(claims.dump())); }

bool believed(const json& claims) {
    const auto read_claims = read(claims);
    if (!read_claims) CHECK(read_claims.error().code == Code::untrusted);
    return read_claims.has_value();
}

json with(const char* name, const json& value) {
    json claims = good();
    claims[name] = value;
    return claims;
}

json without(const char* name) {
    json claims = good();
    claims.erase(name);
    return claims;
}

}  // namespace

TEST_CASE("a token signed by either kind of key is believed, and says who signed in") {
    for (const auto* forge : {&signers().rsa, &signers().p256}) {
        const auto claims = read(forge->token(good().dump()));
        REQUIRE(claims);
        CHECK(claims->at("HoVaTen").reveal() == "Đinh Thị Ánh");
        CHECK(claims->at("LoaiTaiKhoan").reveal() == "1");
        CHECK_FALSE(claims->contains("list"));
    }
}

TEST_CASE("no other signature is believed: none, a secret made of the public key, the key of another algorithm") {
    const auto claims = good().dump();
    const auto unsigned_header = base64url(R"({"alg":"none"})") + '.' + base64url(claims) + '.';
    CHECK(read(unsigned_header).error().code == Code::untrusted);
    CHECK(read(signers().rsa.token(claims, "none")).error().code == Code::untrusted);
    CHECK(read(signers().rsa.token(claims, "None")).error().code == Code::untrusted);
    CHECK(read(openid::test::hmac_token(claims, "r1", signers().rsa.pem())).error().code == Code::untrusted);
    CHECK(read(openid::test::hmac_token(claims, "r1", signers().rsa.public_key())).error().code == Code::untrusted);
    CHECK_FALSE(read(signers().rsa.token(claims, "ES256")));
    CHECK_FALSE(read(signers().p256.token(claims, "RS256")));
    CHECK(read(signers().rsa.token(claims, "RS512")).error().code == Code::untrusted);
    CHECK(read(signers().p256.token(claims, {}, R"(,"crit":["exp"])")).error().code == Code::untrusted);
}

TEST_CASE("a key that the provider does not show is said to be unknown, so that its keys can be fetched anew") {
    const Forge stranger(Forge::Kind::p256, "e2");
    CHECK(read(stranger.token(good().dump())).error().code == Code::not_found);
    const Forge impostor(Forge::Kind::p256, "e1");
    CHECK(read(impostor.token(good().dump())).error().code == Code::untrusted);
}

TEST_CASE("a token of which any byte was changed is not believed") {
    for (const auto* forge : {&signers().rsa, &signers().p256}) {
        const auto token = forge->token(good().dump());
        REQUIRE(read(token));
        for (std::size_t i = 0; i < token.size(); ++i) {
            CAPTURE(i);
            auto spoiled = token;
            spoiled[i] = spoiled[i] == 'A' ? 'B' : 'A';
            if (i + 1 == token.size() || token[i + 1] == '.') continue;  // its last bits may stand for nothing
            CHECK_FALSE(read(spoiled));
        }
    }
    for (const char* nonsense : {"", ".", "..", "a.b", "a.b.c.d", "e30.e30.e30", "!!.e30.e30"}) {
        CAPTURE(nonsense);
        CHECK_FALSE(read(std::string(nonsense)));
    }
    CHECK_FALSE(read(std::string(1U << 20, 'a')));
}

TEST_CASE("it is from the provider, for this kiosk, and asked for by it") {
    CHECK(believed(good()));
    CHECK_FALSE(believed(with("iss", "https://id.example/")));
    CHECK_FALSE(believed(with("iss", "https://evil.example")));
    CHECK_FALSE(believed(without("iss")));
    CHECK_FALSE(believed(without("sub")));
    CHECK_FALSE(believed(with("sub", "")));
    CHECK_FALSE(believed(with("sub", std::string(256, 's'))));
    CHECK_FALSE(believed(with("aud", "kiosk-02")));
    CHECK_FALSE(believed(without("aud")));
    CHECK(believed(with("aud", json::array({"kiosk-01"}))));
    CHECK_FALSE(believed(with("aud", json::array({"kiosk-02"}))));
    auto shared = with("aud", json::array({"kiosk-01", "other"}));
    CHECK_FALSE(believed(shared));
    shared["azp"] = "kiosk-01";
    CHECK(believed(shared));
    shared["azp"] = "other";
    CHECK_FALSE(believed(shared));
    CHECK_FALSE(believed(with("azp", "other")));
}

TEST_CASE("its times hold, give or take how far the clocks may differ") {
    CHECK(believed(with("exp", seconds(-119s))));
    CHECK_FALSE(believed(with("exp", seconds(-120s))));
    CHECK_FALSE(believed(without("exp")));
    CHECK_FALSE(believed(with("exp", "tomorrow")));
    CHECK_FALSE(believed(with("exp", -1)));
    CHECK_FALSE(believed(with("exp", 1e30)));
    CHECK(believed(with("iat", seconds(119s))));
    CHECK_FALSE(believed(with("iat", seconds(121s))));
    CHECK_FALSE(believed(with("iat", seconds(-18min))));
    CHECK_FALSE(believed(without("iat")));
    CHECK(believed(with("nbf", seconds(100s))));
    CHECK_FALSE(believed(with("nbf", seconds(121s))));
    CHECK_FALSE(believed(with("nbf", "soon")));
}

TEST_CASE("it answers this sign-in and belongs to the access token that came with it") {
    CHECK(believed(with("nonce", "n-0S6")));
    CHECK_FALSE(believed(with("nonce", "another")));
    CHECK_FALSE(believed(with("nonce", 5)));
    // RFC 7636-like vector of OpenID Connect: the left half of SHA-256.
    const auto hex = sha256_hex("access");
    std::string half;
    for (std::size_t i = 0; i < 32; i += 2) half += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    CHECK(believed(with("at_hash", base64url(half))));
    CHECK_FALSE(believed(with("at_hash", "AAAA")));
}

TEST_CASE("weak keys, keys for other things and sets without a key are not taken") {
    CHECK_FALSE(KeySet::read(Forge(Forge::Kind::weak_rsa, "w").key_set()));
    CHECK_FALSE(KeySet::read(R"({"keys":[]})"));
    CHECK_FALSE(KeySet::read(R"({"keys":{}})"));
    CHECK_FALSE(KeySet::read("[]"));
    CHECK_FALSE(KeySet::read(R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"!","e":"AQAB"},5,{}]})"));
    auto for_encryption = signers().rsa.public_key();
    for_encryption.insert(1, R"("use":"enc",)");
    CHECK_FALSE(KeySet::read("{\"keys\":[" + for_encryption + "]}"));
    // A point that is on no curve.
    CHECK_FALSE(KeySet::read(R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + base64url(std::string(32, 'x')) + R"(","y":")" +
                             base64url(std::string(32, 'y')) + "\"}]}"));
}
