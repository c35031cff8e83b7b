#include "kiosk/openid/provider.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::openid {

using signin::Approved;
using signin::NoAnswer;
using signin::NotYet;
using signin::person_of;
using signin::SaidNo;
using signin::SlowDown;
using signin::TooLate;
using signin::Unusable;
namespace {

using Json = nlohmann::ordered_json;
using portal::member_of;
using portal::text_of;

constexpr std::size_t longest_code = 512;
constexpr std::size_t longest_shown_address = 300;  // a QR code of more is hard to read off a screen
constexpr std::string_view device_grant = "urn:ietf:params:oauth:grant-type:device_code";

/// The JSON object of an answer; nothing for anything else.
std::optional<Json> object_of(const portal::Answer& answer) {
    if (answer.media_type != "application/json" && !answer.media_type.ends_with("+json")) return std::nullopt;
    auto json = portal::parse_json(answer.body);
    if (!json || !json->is_object()) return std::nullopt;
    return std::move(*json);
}

/// RFC 6749, 5.2: the name of the error, and what the provider says of it.
Error refusal_of(const portal::Answer& answer) {
    const auto json = object_of(answer);
    if (!json) return {Code::untrusted, fmt::format("the answer is not the provider's (HTTP {})", answer.status)};
    const auto name = text_of(*json, "error");
    const bool readable = !name.empty() && name.size() <= 64 && !has_control_characters(name);
    return {Code::refused, fmt::format("the provider refuses: {} (HTTP {})", readable ? name : "no reason", answer.status)};
}

bool is_shown_address(std::string_view url) {
    return url.starts_with("https://") && url.size() <= longest_shown_address && is_utf8(url) &&
           !has_control_characters(url) && url.find(' ') == url.npos;
}

bool is_out_of_order(const portal::Answer& answer) {
    return answer.status >= 500 || answer.status == 408 || answer.status == 429;
}

}  // namespace

/// A form whose values are wiped.
struct OpenIdProvider::Form {
    Personal text;
    void add(std::string_view name, std::string_view value) {
        const std::string before(text.reveal());
        text = Personal(fmt::format("{}{}{}={}", before, before.empty() ? "" : "&", name, portal::url_text(value)));
    }
};

std::string issuer_at(const settings::SignIn& settings, std::string_view portal_url) {
    if (!settings.issuer.starts_with(settings::portal_mark)) return settings.issuer;
    while (portal_url.ends_with('/')) portal_url.remove_suffix(1);
    return std::string(portal_url) + settings.issuer.substr(settings::portal_mark.size());
}

std::string origin_of(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    return std::string(url.substr(0, url.find('/', url.starts_with(scheme) ? scheme.size() : 0)));
}

OpenIdProvider::OpenIdProvider(portal::Transport& transport, settings::SignIn settings, std::string issuer,
                               const Clock& clock, Ids& ids, Personal secret)
    : transport_(transport),
      settings_(std::move(settings)),
      issuer_(std::move(issuer)),
      clock_(clock),
      ids_(ids),
      secret_(std::move(secret)) {}

/// What the transport calls an address of this provider.
Result<std::string> OpenIdProvider::place(std::string_view url, std::string_view what) const {
    const auto origin = origin_of(issuer_) + '/';
    if (!url.starts_with(origin) || has_control_characters(url) || url.find(' ') != url.npos)
        return fail(Code::untrusted, fmt::format("the provider's {} is not at its own address", what));
    return std::string(url.substr(origin.size()));
}

Result<Done> OpenIdProvider::discover() {
    if (places_) return Done{};
    portal::Request request;
    request.path = issuer_.substr(std::min(issuer_.size(), origin_of(issuer_).size() + 1));
    if (!request.path.empty()) request.path += '/';
    request.path += ".well-known/openid-configuration";
    auto answer = transport_.send(request);
    if (!answer) return fail(std::move(answer));
    if (is_out_of_order(*answer))
        return fail(Code::closed, fmt::format("the provider is out of order (HTTP {})", answer->status));
    const auto json = answer->status == 200 ? object_of(*answer) : std::nullopt;
    if (!json || text_of(*json, "issuer") != issuer_)
        return fail(Code::untrusted, "no provider of that name is there; check issuer in signin.toml and the network");
    Places out;
    for (const auto& [member, to, needed] :
         {std::tuple<std::string_view, std::string*, bool>{"device_authorization_endpoint", &out.device, true},
          {"token_endpoint", &out.token, true},
          {"jwks_uri", &out.keys, true},
          {"userinfo_endpoint", &out.userinfo, settings_.profile.userinfo},
          {"revocation_endpoint", &out.revocation, false}}) {
        const auto url = text_of(*json, member);
        if (url.empty() && !needed) continue;
        if (url.empty()) return fail(Code::unsupported, fmt::format("the provider has no {}", member));
        auto path = place(url, member);
        if (!path) return fail(std::move(path));
        *to = std::move(*path);
    }
    places_ = std::move(out);
    return Done{};
}

Result<portal::Answer> OpenIdProvider::post(const std::string& path, const Form& form) {
    portal::Request request;
    request.method = portal::Method::post;
    request.path = path;
    if (!secret_.empty()) {
        const Personal pair(portal::url_text(settings_.client_id) + ':' + portal::url_text(secret_.reveal()));
        request.headers.emplace_back("Authorization", "Basic " + base64(pair.reveal()));
    }
    request.content = {"application/x-www-form-urlencoded", form.text.reveal()};
    return transport_.send(request);
}

Result<Grant> OpenIdProvider::begin() {
    if (auto ended = end(); !ended && ended.error().code == Code::stopped) return fail(std::move(ended));
    if (auto found = discover(); !found) return fail(std::move(found));
    std::array<std::uint8_t, 16> random{};
    ids_.fill_random(random);
    nonce_ = base64url({reinterpret_cast<const char*>(random.data()), random.size()});
    std::string scope;
    for (const auto& one : settings_.scopes) scope += (scope.empty() ? "" : " ") + one;
    Form form;
    form.add("client_id", settings_.client_id);
    form.add("scope", scope);
    form.add("nonce", nonce_);
    auto answer = post(places_->device, form);
    if (!answer) return fail(std::move(answer));
    if (is_out_of_order(*answer))
        return fail(Code::closed, fmt::format("the provider is out of order (HTTP {})", answer->status));
    const auto json = answer->status == 200 ? object_of(*answer) : std::nullopt;
    if (!json) {
        const auto refusal = refusal_of(*answer);
        return fail(refusal.code, refusal.detail);
    }
    Grant grant;
    grant.device_code = Personal(text_of(*json, "device_code"));
    grant.user_code = text_of(*json, "user_code");
    grant.address = text_of(*json, "verification_uri");
    grant.whole_address = text_of(*json, "verification_uri_complete");
    const Json& seconds = member_of(*json, "expires_in");
    const bool good_codes = !grant.device_code.empty() && grant.device_code.reveal().size() <= longest_code &&
                            !grant.user_code.empty() && letter_count(grant.user_code) <= 16 &&
                            !has_control_characters(grant.user_code);
    if (!good_codes || !is_shown_address(grant.address) || !seconds.is_number_unsigned() ||
        (!grant.whole_address.empty() && !is_shown_address(grant.whole_address)))
        return fail(Code::untrusted, "the provider's codes cannot be shown");
    constexpr std::uint64_t an_hour = 3600;
    grant.good_for = std::chrono::seconds(std::min(seconds.get<std::uint64_t>(), an_hour));
    if (const Json& interval = member_of(*json, "interval"); interval.is_number_unsigned())
        grant.interval = std::chrono::seconds(std::min(interval.get<std::uint64_t>(), an_hour));
    return grant;
}

PollAnswer OpenIdProvider::poll(const Personal& device_code) {
    if (!places_) return Unusable{{Code::bad_usage, "nobody has begun to sign in"}};
    Form form;
    form.add("grant_type", device_grant);
    form.add("device_code", device_code.reveal());
    form.add("client_id", settings_.client_id);
    auto answer = post(places_->token, form);
    if (!answer) return NoAnswer{std::move(answer.error())};
    if (answer->status == 200) return taken(*answer);
    const auto json = object_of(*answer);
    const auto error = json ? text_of(*json, "error") : std::string();
    if (error == "authorization_pending") return NotYet{};
    if (error == "slow_down" || answer->status == 429) return SlowDown{};
    if (error == "access_denied") return SaidNo{};
    if (error == "expired_token") return TooLate{};
    if (error.empty() || is_out_of_order(*answer)) return NoAnswer{refusal_of(*answer)};
    return Unusable{refusal_of(*answer)};
}

/// Tokens: kept here, believed only when everything about them holds.
PollAnswer OpenIdProvider::taken(portal::Answer& answer) {
    const auto json = object_of(answer);
    if (!json) return NoAnswer{refusal_of(answer)};
    access_token_ = Personal(text_of(*json, "access_token"));
    refresh_token_ = Personal(text_of(*json, "refresh_token"));
    if (access_token_.empty() || lower(text_of(*json, "token_type")) != "bearer")
        return Unusable{{Code::untrusted, "the provider's answer holds no access token"}};
    auto claims = proven(text_of(*json, "id_token"));
    if (claims && settings_.profile.userinfo) claims = with_userinfo(std::move(*claims));
    if (!claims) return Unusable{std::move(claims.error())};
    auto person = person_of(*claims, settings_.profile);
    if (!person) return Unusable{std::move(person.error())};
    return Approved{std::move(*person)};
}

Result<Done> OpenIdProvider::fetch_keys() {
    portal::Request request;
    request.path = places_->keys;
    auto answer = transport_.send(request);
    if (!answer) return fail(std::move(answer));
    if (answer->status != 200)
        return fail(Code::untrusted, fmt::format("the provider shows no keys (HTTP {})", answer->status));
    auto keys = KeySet::read(answer->body);
    if (!keys) return fail(std::move(keys));
    keys_ = std::move(*keys);
    return Done{};
}

Result<Claims> OpenIdProvider::proven(std::string_view id_token) {
    const TokenRules rules{issuer_, settings_.client_id, nonce_, settings_.clock_skew};
    bool fresh = false;
    if (!keys_) {
        if (auto fetched = fetch_keys(); !fetched) return fail(std::move(fetched));
        fresh = true;
    }
    auto claims = read_id_token(id_token, *keys_, rules, access_token_.reveal(), clock_.wall());
    if (claims || claims.error().code != Code::not_found || fresh) return claims;
    // The provider may have changed its keys since they were fetched.
    if (auto fetched = fetch_keys(); !fetched) return fail(std::move(fetched));
    return read_id_token(id_token, *keys_, rules, access_token_.reveal(), clock_.wall());
}

Result<Claims> OpenIdProvider::with_userinfo(Claims claims) {
    portal::Request request;
    request.path = places_->userinfo;
    request.headers.emplace_back("Authorization", "Bearer " + std::string(access_token_.reveal()));
    auto answer = transport_.send(request);
    if (!answer) return fail(std::move(answer));
    if (answer->status != 200 || !object_of(*answer))
        return fail(Code::untrusted, fmt::format("the provider does not say who signed in (HTTP {})", answer->status));
    auto more = read_claims(answer->body);
    if (!more) return fail(std::move(more));
    if ((*more)["sub"] != claims["sub"]) return fail(Code::untrusted, "the provider speaks of two different people");
    more->merge(claims);
    return std::move(*more);
}

Result<Done> OpenIdProvider::end() {
    const Personal tokens[] = {std::move(refresh_token_), std::move(access_token_)};
    nonce_.clear();
    Result<Done> out = Done{};
    for (const auto& token : tokens) {
        if (token.empty() || !places_ || places_->revocation.empty()) continue;
        Form form;
        form.add("token", token.reveal());
        form.add("client_id", settings_.client_id);
        const auto answer = post(places_->revocation, form);
        if (!answer)
            out = fail(answer.error().code, "a token could not be revoked; it ends by itself: " + answer.error().detail);
        else if (answer->status != 200)
            out = fail(Code::refused, fmt::format("the provider did not revoke a token (HTTP {})", answer->status));
    }
    return out;
}

}  // namespace kiosk::openid
