#include "kiosk/openid/id_token.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::openid {
namespace {

using Json = nlohmann::ordered_json;
using portal::member_of;
using portal::text_of;

constexpr std::size_t longest_token = 32U << 10;
constexpr std::size_t longest_subject = 255;
constexpr int token_depth = 8;

tl::unexpected<Error> untrusted(std::string_view why) {
    return fail(Code::untrusted, fmt::format("the provider's token proves nothing: {}", why));
}

std::optional<std::int64_t> seconds_of(const Json& json, std::string_view member) {
    const Json& value = member_of(json, member);
    if (!value.is_number()) return std::nullopt;
    const double seconds = value.get<double>();
    constexpr double end_of_time = 253402300799;  // 9999-12-31
    if (!(seconds >= 0 && seconds <= end_of_time)) return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

struct Parts {
    Json header;
    Json claims;
    std::string claims_text;
    std::string_view signed_text;
    std::string signature;
};

Result<Parts> parts_of(std::string_view token) {
    if (token.size() > longest_token) return untrusted("it is too long");
    const auto first = token.find('.');
    const auto second = first == token.npos ? first : token.find('.', first + 1);
    if (second == token.npos || token.find('.', second + 1) != token.npos) return untrusted("it is no signed token");
    const auto header = from_base64url(token.substr(0, first));
    auto claims = from_base64url(token.substr(first + 1, second - first - 1));
    auto signature = from_base64url(token.substr(second + 1));
    if (!header || !claims || !signature) return untrusted("it is no signed token");
    auto header_json = portal::parse_json(*header, token_depth);
    auto claims_json = portal::parse_json(*claims, token_depth);
    if (!header_json || !header_json->is_object() || !claims_json || !claims_json->is_object())
        return untrusted("its parts are no JSON");
    return Parts{std::move(*header_json), std::move(*claims_json), std::move(*claims), token.substr(0, second),
                 std::move(*signature)};
}

Result<Done> check_signature(const Parts& parts, const KeySet& keys) {
    const auto named = text_of(parts.header, "alg");
    if (named != "RS256" && named != "ES256") return untrusted("it is not signed by RS256 or ES256");
    if (parts.header.contains("crit")) return untrusted("it asks for something that this kiosk does not know");
    return keys.check(text_of(parts.header, "kid"), named == "RS256" ? Algorithm::rs256 : Algorithm::es256,
                      parts.signed_text, parts.signature);
}

Result<Done> check_audience(const Json& claims, const TokenRules& rules) {
    const Json& audience = member_of(claims, "aud");
    bool ours = audience.is_string() && audience.get_ref<const std::string&>() == rules.client_id;
    bool others = false;
    if (audience.is_array()) {
        for (const auto& one : audience) {
            const bool is_ours = one.is_string() && one.get_ref<const std::string&>() == rules.client_id;
            ours = ours || is_ours;
            others = others || !is_ours;
        }
    }
    if (!ours) return untrusted("it is for somebody else");
    const bool names_party = claims.contains("azp");
    if ((others || names_party) && text_of(claims, "azp") != rules.client_id) return untrusted("somebody else asked for it");
    return Done{};
}

Result<Done> check_times(const Json& claims, const TokenRules& rules, WallTime now) {
    const auto at = [](std::int64_t seconds) { return WallTime{std::chrono::seconds(seconds)}; };
    const auto ends = seconds_of(claims, "exp");
    const auto issued = seconds_of(claims, "iat");
    if (!ends || !issued) return untrusted("it does not say when it was made and until when it counts");
    if (now >= at(*ends) + rules.clock_skew) return untrusted("it counts no longer; check the kiosk's clock");
    if (at(*issued) > now + rules.clock_skew) return untrusted("it was made in the future; check the kiosk's clock");
    if (at(*issued) + rules.oldest + rules.clock_skew < now) return untrusted("it was made too long ago");
    if (!claims.contains("nbf")) return Done{};
    const auto from = seconds_of(claims, "nbf");
    if (!from || at(*from) > now + rules.clock_skew) return untrusted("it does not count yet; check the kiosk's clock");
    return Done{};
}

/// The left half of the access token's SHA-256: both came together.
Result<Done> check_access_token(const Json& claims, std::string_view access_token) {
    if (!claims.contains("at_hash")) return Done{};
    std::array<char, EVP_MAX_MD_SIZE> hash{};
    std::size_t size = 0;
    require(EVP_Q_digest(nullptr, "SHA256", nullptr, access_token.data(), access_token.size(),
                         reinterpret_cast<unsigned char*>(hash.data()), &size) == 1,
            "OpenSSL computes SHA-256");
    if (text_of(claims, "at_hash") != base64url({hash.data(), size / 2}))
        return untrusted("it belongs to another access token");
    return Done{};
}

Result<Done> check_claims(const Json& claims, const TokenRules& rules, std::string_view access_token, WallTime now) {
    if (text_of(claims, "iss") != rules.issuer) return untrusted("another provider made it");
    const auto subject = text_of(claims, "sub");
    if (subject.empty() || subject.size() > longest_subject) return untrusted("it names nobody");
    if (auto right = check_audience(claims, rules); !right) return right;
    if (auto right = check_times(claims, rules, now); !right) return right;
    if (claims.contains("nonce") && text_of(claims, "nonce") != rules.nonce) return untrusted("it answers another sign-in");
    return check_access_token(claims, access_token);
}

}  // namespace

Result<Claims> read_claims(std::string_view text) {
    const auto json = portal::parse_json(text, token_depth);
    if (!json || !json->is_object()) return fail(Code::bad_format, "no JSON object of claims");
    Claims out;
    for (const auto& [name, value] : json->items()) {
        if (value.is_string()) out[name] = Personal(value.get_ref<const std::string&>());
        else if (value.is_boolean() || value.is_number()) out[name] = Personal(value.dump());
    }
    return out;
}

Result<Claims> read_id_token(std::string_view token, const KeySet& keys, const TokenRules& rules,
                             std::string_view access_token, WallTime now) {
    const auto parts = parts_of(token);
    if (!parts) return fail(parts.error().code, parts.error().detail);
    if (auto right = check_signature(*parts, keys); !right) return fail(std::move(right));
    if (auto right = check_claims(parts->claims, rules, access_token, now); !right) return fail(std::move(right));
    return read_claims(parts->claims_text);
}

}  // namespace kiosk::openid
