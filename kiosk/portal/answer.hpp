#pragma once
/// What an answer of the portal means, whatever was asked: its data, or why there is none (the errors of portal.hpp). Pure; any
/// thread.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

/// untrusted: a captive portal's page, say, or an answer about something else.
[[nodiscard]] tl::unexpected<Error> not_from_the_portal(std::string_view what);
/// What a status other than success means.
[[nodiscard]] tl::unexpected<Error> why_not(const Answer& answer);
/// The JSON of a 200 or 201.
[[nodiscard]] Result<nlohmann::ordered_json> json_of(Result<Answer> answer);
/// A text of the other side made fit for a line on a screen.
[[nodiscard]] std::string cleaned_words(std::string_view text);
/// A value in an address.
[[nodiscard]] std::string url_text(std::string_view text);

}  // namespace kiosk::portal
