#include "kiosk/sandbox/sign_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using nlohmann::json;

constexpr Duration codes_are_good_for = 10min;
constexpr std::size_t most_wishes = 1000;

/// Invented people, one of them with an account that is no person's. Their numbers belong to nobody: 051 and all nines.
struct Invented {
    const char* subject;
    const char* name;
    const char* number;
    const char* birth_date;
    const char* sex;
    const char* kind;
};
constexpr std::array<Invented, 3> people{{
    {"training-1", "ĐINH THỊ ÁNH", "051190000123", "03/02/1990", "2", "1"},
    {"training-2", "PHẠM VĂN BIỂN", "051085000456", "21/07/1985", "1", "1"},
    {"training-3", "HỢP TÁC XÃ BÌNH CHÂU", "051085000457", "21/07/1985", "1", "2"},
}};

/// Letters that nobody mistakes for one another on a screen.
std::string shown_code() {
    constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ";  // RFC 8628, 6.1
    const auto random = random_token();
    std::string out;
    for (std::size_t i = 0; i < 8 && i * 2 + 1 < random.size(); ++i) {
        if (i == 4) out += '-';
        out += letters[std::stoul(random.substr(i * 2, 2), nullptr, 16) % letters.size()];
    }
    return out;
}

void refuse(Response& response, std::string_view error) {
    answer_json(response, 400, json{{"error", error}}.dump());
    response.set_header("Cache-Control", "no-store");
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<' || c == '>' || c == '&' || c == '"') out += fmt::format("&#{};", static_cast<int>(c));
        else out += c;
    }
    return out;
}

std::string as_typed(std::string code) {
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return code;
}

std::int64_t seconds(WallTime at) { return std::chrono::duration_cast<std::chrono::seconds>(at.since_epoch).count(); }

json claims_of(const Invented& person) {
    return {{"sub", person.subject},
            {"HoVaTen", person.name},
            {"SoDinhDanh", person.number},
            {"NgayThangNamSinh", person.birth_date},
            {"GioiTinh", person.sex},
            {"LoaiTaiKhoan", person.kind},
            {"IAL", "2"},
            {"loAs", "LoA2"}};
}

}  // namespace

Result<std::unique_ptr<SignIn>> SignIn::make(const Clock& clock, Faults& faults) {
    auto maker = TokenMaker::make("training-" + random_token().substr(0, 8));
    auto forger = TokenMaker::make("training");
    if (!maker) return fail(std::move(maker));
    if (!forger) return fail(std::move(forger));
    return std::unique_ptr<SignIn>(new SignIn(clock, faults, std::move(*maker), std::move(*forger)));
}

void SignIn::serve(Routes& routes, std::function<std::string()> url) {
    url_ = std::move(url);
    routes.get("/oidc/.well-known/openid-configuration",
               [this](const Request&, Response& response) { discovery(response); });
    routes.post("/oidc/device/auth", [this](const Request& request, Response& response) { device(request, response); });
    routes.post("/oidc/token", [this](const Request& request, Response& response) { token(request, response); });
    routes.get("/oidc/jwks", [this](const Request&, Response& response) {
        answer_json(response, 200, "{\"keys\":[" + maker_->public_key_json() + "]}");
    });
    routes.get("/oidc/me", [this](const Request& request, Response& response) { userinfo(request, response); });
    routes.post("/oidc/token/revocation", [this](const Request& request, Response& response) { revoke(request, response); });
    routes.get("/oidc/device", [this](const Request& request, Response& response) { page(request, response); });
    routes.post("/oidc/device", [this](const Request& request, Response& response) { page(request, response); });
    routes.staff_post("/training/sign-in",
                      [this](const Request& request, Response& response) { decide(request, response); });
}

std::optional<std::string> SignIn::number_of(const std::string& access_token) {
    const std::lock_guard lock(mutex_);
    const auto session = sessions_.find(access_token);
    return session == sessions_.end() ? std::nullopt : std::optional<std::string>(people[session->second.person].number);
}

void SignIn::discovery(Response& response) const {
    const auto issuer = url_() + "/oidc";
    answer_json(response, 200,
                json{{"issuer", issuer},
                     {"device_authorization_endpoint", issuer + "/device/auth"},
                     {"token_endpoint", issuer + "/token"},
                     {"jwks_uri", issuer + "/jwks"},
                     {"userinfo_endpoint", issuer + "/me"},
                     {"revocation_endpoint", issuer + "/token/revocation"},
                     {"grant_types_supported", {"urn:ietf:params:oauth:grant-type:device_code"}},
                     {"response_types_supported", json::array()},
                     {"subject_types_supported", {"public"}},
                     {"id_token_signing_alg_values_supported", {"ES256"}}}
                    .dump());
}

void SignIn::device(const Request& request, Response& response) {
    const auto client = request.get_param_value("client_id");
    if (client.empty()) return refuse(response, "invalid_client");
    const std::lock_guard lock(mutex_);
    std::erase_if(wishes_, [&](const auto& wish) { return wish.second.until < clock_.wall(); });
    if (wishes_.size() >= most_wishes) return refuse(response, "temporarily_unavailable");
    const auto device_code = random_token() + random_token();
    Wish wish{shown_code(), client, request.get_param_value("nonce"), clock_.wall() + codes_are_good_for, Decision::none, 0};
    const auto place = url_() + "/oidc/device";
    answer_json(response, 200,
                json{{"device_code", device_code},
                     {"user_code", wish.user_code},
                     {"verification_uri", place},
                     {"verification_uri_complete", place + "?user_code=" + wish.user_code},
                     {"expires_in", std::chrono::duration_cast<std::chrono::seconds>(codes_are_good_for).count()}}
                    .dump());
    wishes_[device_code] = std::move(wish);
}

std::string SignIn::id_token(const Wish& wish, const std::string& access_token) {
    const auto now = clock_.wall();
    json claims{{"iss", url_() + "/oidc"},
                {"sub", people[wish.person].subject},
                {"aud", wish.client},
                {"iat", seconds(now)},
                {"exp", seconds(now + 10min)}};
    if (!wish.nonce.empty()) claims["nonce"] = wish.nonce;
    std::string half;
    const auto hash = digest(access_token);
    for (std::size_t i = 0; i < hash.size() / 2; i += 2)
        half += static_cast<char>(std::stoi(hash.substr(i, 2), nullptr, 16));
    claims["at_hash"] = base64url(half);
    return (faults_.take(FaultKind::forged_token) ? forger_ : maker_)->signed_token(claims.dump());
}

void SignIn::token(const Request& request, Response& response) {
    if (request.get_param_value("grant_type") != "urn:ietf:params:oauth:grant-type:device_code")
        return refuse(response, "unsupported_grant_type");
    if (faults_.take(FaultKind::slow_down)) return refuse(response, "slow_down");
    const std::lock_guard lock(mutex_);
    const auto found = wishes_.find(request.get_param_value("device_code"));
    if (found == wishes_.end()) return refuse(response, "invalid_grant");
    const Wish wish = found->second;
    if (wish.client != request.get_param_value("client_id")) return refuse(response, "invalid_client");
    if (wish.until < clock_.wall()) return refuse(response, "expired_token");
    if (wish.decision == Decision::denied) return refuse(response, "access_denied");
    if (wish.decision == Decision::none) return refuse(response, "authorization_pending");
    wishes_.erase(found);  // once
    const auto access_token = random_token() + random_token();
    sessions_[access_token] = {wish.client, wish.person};
    answer_json(response, 200,
                json{{"access_token", access_token},
                     {"token_type", "Bearer"},
                     {"expires_in", 900},
                     {"scope", "openid profile"},
                     {"id_token", id_token(wish, access_token)}}
                    .dump());
    response.set_header("Cache-Control", "no-store");
}

void SignIn::userinfo(const Request& request, Response& response) {
    constexpr std::string_view scheme = "Bearer ";
    const auto header = request.get_header_value("Authorization");
    const std::lock_guard lock(mutex_);
    const auto session = header.starts_with(scheme) ? sessions_.find(header.substr(scheme.size())) : sessions_.end();
    if (session == sessions_.end()) return answer_json(response, 401, R"({"error":"invalid_token"})");
    answer_json(response, 200, claims_of(people[session->second.person]).dump());
}

void SignIn::revoke(const Request& request, Response& response) {
    const std::lock_guard lock(mutex_);
    const auto session = sessions_.find(request.get_param_value("token"));
    if (session != sessions_.end() && session->second.client == request.get_param_value("client_id"))
        sessions_.erase(session);
    answer_json(response, 200, "");  // also when there was none (RFC 7009, 2.2)
}

std::string SignIn::decided(const std::string& user_code, bool yes, std::size_t person) {
    const std::lock_guard lock(mutex_);
    const auto typed = as_typed(user_code);
    for (auto& [device_code, wish] : wishes_) {
        if (wish.user_code != typed || wish.until < clock_.wall() || wish.decision != Decision::none) continue;
        wish.decision = yes ? Decision::approved : Decision::denied;
        wish.person = person;
        return {};
    }
    return "no sign-in waits with this code; it may be over";
}

void SignIn::decide(const Request& request, Response& response) {
    const json wish = json::parse(request.body, nullptr, false);
    const auto person = wish.is_object() ? wish.value("person", 1) : 0;
    if (person < 1 || static_cast<std::size_t>(person) > people.size())
        return answer_json(response, 422,
                           json{{"message", fmt::format("there are the people 1 to {}", people.size())}}.dump());
    const auto wrong =
        decided(wish.value("user_code", ""), wish.value("approve", true), static_cast<std::size_t>(person) - 1);
    if (!wrong.empty()) return answer_json(response, 404, json{{"message", wrong}}.dump());
    answer_json(
        response, 200,
        json{{"approved", wish.value("approve", true)}, {"person", people[static_cast<std::size_t>(person) - 1].name}}
            .dump());
}

/// What a telephone shows.
void SignIn::page(const Request& request, Response& response) {
    const auto code = request.get_param_value("user_code");
    std::string body;
    if (request.method == "POST") {
        const auto choice = request.get_param_value("person");
        const bool yes = choice.size() == 1 && choice[0] >= '1' && choice[0] < '1' + static_cast<int>(people.size());
        const auto wrong = decided(code, yes, yes ? static_cast<std::size_t>(choice[0] - '1') : 0);
        body = !wrong.empty() ? "<p>Mã không đúng hoặc đã hết hạn.</p>"
               : yes          ? "<p>Đã đăng nhập. Mời Ông/Bà quay lại kiosk.</p>"
                              : "<p>Đã từ chối.</p>";
    } else {
        body = fmt::format("<form method=\"post\"><p>Mã trên kiosk: <input name=\"user_code\" value=\"{}\"></p>",
                           escaped(code));
        for (std::size_t i = 0; i < people.size(); ++i)
            body += fmt::format("<p><button name=\"person\" value=\"{}\">{}</button></p>", i + 1, people[i].name);
        body += "<p><button name=\"person\" value=\"0\">Từ chối</button></p></form>";
    }
    response.status = 200;
    response.set_content(
        "<!DOCTYPE html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        "<title>Đăng nhập (tập huấn)</title><h1>Đăng nhập (tập huấn)</h1>" +
            body,
        "text/html; charset=utf-8");
}

}  // namespace kiosk::sandbox
