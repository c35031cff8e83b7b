#include "kiosk/portal/answer.hpp"

#include <fmt/format.h>

#include "kiosk/base/text.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t words_limit = 500;  // letters of the portal's own words that a screen and a slip can show

}  // namespace

std::string cleaned_words(std::string_view text) {
    std::string out;
    for (const auto& word : split_words(nfc(text))) {
        if (has_control_characters(word)) continue;
        if (letter_count(out) + letter_count(word) > words_limit) break;
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

std::string url_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

tl::unexpected<Error> not_from_the_portal(std::string_view what) {
    return fail(Code::untrusted,
                fmt::format("the answer is not the portal's ({}); perhaps the network shows a sign-in page. "
                            "Everything stays queued here; check the network and portal.url",
                            what));
}

tl::unexpected<Error> why_not(const Answer& answer) {
    const auto json = answer.media_type == "application/json" ? parse_json(answer.body) : fail(Code::bad_format, "no JSON");
    switch (answer.status) {
        case 400:
        case 404:
        case 409:
        case 410:
        case 413:
        case 415:
        case 422: {
            if (!json || !json->is_object()) return not_from_the_portal(fmt::format("HTTP {} without data", answer.status));
            const std::string words = cleaned_words(text_of(*json, "message"));
            return fail(Code::refused, words.empty() ? fmt::format("HTTP {}", answer.status) : words);
        }
        case 401:
        case 403:
            return fail(
                Code::closed,
                fmt::format("the portal does not let this kiosk in (HTTP {}); ask the province to enter it", answer.status));
        case 429: {
            auto patience = fail(Code::too_many, "the portal asks for patience (HTTP 429); the kiosk tries again by itself");
            patience.value().again_after = answer.retry_after;
            return patience;
        }
        case 408:
        case 500:
            return fail(Code::unknown_outcome,
                        fmt::format("the portal broke off (HTTP {}); the kiosk asks it again before it "
                                    "sends anything twice",
                                    answer.status));
        default:
            if (answer.status >= 500) {
                return fail(
                    Code::closed,
                    fmt::format("the portal is out of order (HTTP {}); the kiosk tries again by itself", answer.status));
            }
            return not_from_the_portal(fmt::format("HTTP {}", answer.status));
    }
}

Result<Json> json_of(Result<Answer> answer) {
    if (!answer) {
        if (answer.error().code == Code::too_large) return fail(Code::untrusted, std::move(answer.error().detail));
        return fail(std::move(answer));
    }
    if (answer->status != 200 && answer->status != 201) return why_not(*answer);
    if (answer->media_type != "application/json") return not_from_the_portal("a page instead of data");
    auto json = parse_json(answer->body);
    if (!json) return not_from_the_portal(json.error().detail);
    return json;
}

}  // namespace kiosk::portal
