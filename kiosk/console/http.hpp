#pragma once
/// What every answer of `kiosk serve` has in common: security headers, the cookie, JSON, failures as a page can act on them. For the
/// room's own files.

#include <httplib.h>

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::console {

/// Named so that a browser takes it from this host over HTTPS alone.
inline constexpr std::string_view cookie_name = "__Host-session";

[[nodiscard]] std::string cookie_of(const httplib::Request& request);
void set_cookie(httplib::Response& response, std::string_view token);
void drop_cookie(httplib::Response& response);

void answer_json(httplib::Response& response, std::string body);
/// {"ok":false,"code","detail"} with the HTTP status of the code.
void answer_error(httplib::Response& response, const Error& error);
void add_security_headers(httplib::Response& response);

/// False for a request that another site's page may have made: POSTs must be JSON, from a page of this very origin.
[[nodiscard]] bool of_own_page(const httplib::Request& request);
/// In a time that does not tell how much of it was right.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

}  // namespace kiosk::console
