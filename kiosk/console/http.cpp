#include "kiosk/console/http.hpp"

#include <openssl/crypto.h>

#include <array>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/console/json.hpp"

namespace kiosk::console {
namespace {

/// No script, style, font or connection but the server's own; nobody frames a page.
constexpr std::array security_headers{
    std::pair{"Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
              "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    std::pair{"X-Content-Type-Options", "nosniff"},
    std::pair{"X-Frame-Options", "DENY"},
    std::pair{"Referrer-Policy", "no-referrer"},
    std::pair{"Cross-Origin-Opener-Policy", "same-origin"},
    std::pair{"Cross-Origin-Resource-Policy", "same-origin"},
    std::pair{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
};

int status_of(Code code) {
    switch (code) {
        case Code::bad_usage:
        case Code::bad_format: return 400;
        case Code::no_permission: return 403;
        case Code::not_found: return 404;
        case Code::refused:
        case Code::busy:
        case Code::closed: return 409;
        case Code::too_large: return 413;
        case Code::too_many: return 429;
        case Code::unreachable:
        case Code::timed_out: return 503;
        case Code::unknown_outcome: return 504;
        default: return 500;
    }
}

}  // namespace

std::string cookie_of(const httplib::Request& request) {
    const auto header = request.get_header_value("Cookie");
    std::string_view rest = header;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        auto one = rest.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with(cookie_name) && one.substr(cookie_name.size()).starts_with('='))
            return std::string(one.substr(cookie_name.size() + 1));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

void set_cookie(httplib::Response& response, std::string_view token) {
    constexpr auto a_month = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=2592000";  // the session ends by itself
    response.set_header("Set-Cookie", std::string(cookie_name) + "=" + std::string(token) + a_month);
}

void drop_cookie(httplib::Response& response) {
    response.set_header("Set-Cookie", std::string(cookie_name) + "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

void answer_json(httplib::Response& response, std::string body) {
    response.status = 200;
    response.set_header("Cache-Control", "no-store");
    response.set_content(std::move(body), "application/json; charset=utf-8");
}

void answer_error(httplib::Response& response, const Error& error) {
    response.status = status_of(error.code);
    if (response.status == 500) log::failure("the console answers", error);
    response.set_header("Cache-Control", "no-store");
    const Json body{{"ok", false}, {"code", name(error.code)}, {"detail", error.detail}};
    response.set_content(dumped(body), "application/json; charset=utf-8");
}

void add_security_headers(httplib::Response& response) {
    for (const auto& [name, value] : security_headers) response.set_header(name, value);
}

bool of_own_page(const httplib::Request& request) {
    const auto type = request.get_header_value("Content-Type");
    if (type != "application/json" && !type.starts_with("application/json;")) return false;
    const auto site = request.get_header_value("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return false;
    const auto origin = request.get_header_value("Origin");
    return origin.empty() || origin == "https://" + request.get_header_value("Host");
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kiosk::console
