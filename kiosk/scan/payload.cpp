#include "kiosk/scan/payload.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/cccd.hpp"
#include "kiosk/scan/emv.hpp"
#include "kiosk/scan/health_card.hpp"
#include "kiosk/scan/payload_codes.hpp"
#include "kiosk/scan/payload_links.hpp"
#include "kiosk/scan/payload_text.hpp"

namespace kiosk::scan {
namespace {

std::vector<std::string_view> between_bars(std::string_view text) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto end = text.find('|');
        out.push_back(trim(text.substr(0, end)));
        if (end == std::string_view::npos || out.size() >= 64) return out;
        text.remove_prefix(end + 1);
    }
}

/// From the most to the least particular form, so that no form swallows another's text.
Content content_of(std::string_view text, std::vector<Warning>& warnings) {
    if (auto code = dossier::parse_dossier_code(text)) return std::move(*code);
    if (auto ticket = parse_ticket_text(text)) return std::move(*ticket);
    if (auto visit = parse_visit_text(text)) return std::move(*visit);
    if (auto staff = parse_staff_text(text)) return std::move(*staff);
    if (auto appointment = parse_appointment_text(text)) return std::move(*appointment);
    if (auto transfer = parse_vietqr(text, warnings)) return std::move(*transfer);
    if (text.find('|') != std::string_view::npos) {
        const auto parts = between_bars(text);
        if (auto card = parse_cccd(parts, warnings)) return std::move(*card);
        if (auto card = parse_health_card(parts, warnings)) return std::move(*card);
    }
    if (auto link = parse_link(text, warnings)) return std::move(*link);
    return Unknown{Personal(text)};
}

}  // namespace

std::string_view name(Warning warning) {
    switch (warning) {
        case Warning::not_utf8: return "not_utf8";
        case Warning::text_repaired: return "text_repaired";
        case Warning::text_normalised: return "text_normalised";
        case Warning::control_characters: return "control_characters";
        case Warning::too_long: return "too_long";
        case Warning::fields_missing: return "fields_missing";
        case Warning::fields_unknown: return "fields_unknown";
        case Warning::unknown_province: return "unknown_province";
        case Warning::sex_disagrees: return "sex_disagrees";
        case Warning::birth_year_disagrees: return "birth_year_disagrees";
        case Warning::birth_date_impossible: return "birth_date_impossible";
        case Warning::issue_date_impossible: return "issue_date_impossible";
        case Warning::old_number_odd: return "old_number_odd";
        case Warning::name_missing: return "name_missing";
        case Warning::personal_link: return "personal_link";
        case Warning::crc_mismatch: return "crc_mismatch";
        case Warning::structure_broken: return "structure_broken";
        case Warning::other_scheme: return "other_scheme";
        case Warning::amount_invalid: return "amount_invalid";
        case Warning::account_invalid: return "account_invalid";
        case Warning::service_unknown: return "service_unknown";
        case Warning::not_vietnam: return "not_vietnam";
        case Warning::method_unknown: return "method_unknown";
    }
    return "";
}

bool Payload::has(Warning warning) const { return std::find(warnings.begin(), warnings.end(), warning) != warnings.end(); }

Payload classify(std::string_view bytes) {
    Payload out;
    if (bytes.size() > longest_payload_bytes) {
        out.warnings.push_back(Warning::too_long);
        auto cut = longest_payload_bytes;
        while (cut > 0 && (static_cast<unsigned char>(bytes[cut]) & 0xc0U) == 0x80U) --cut;
        const auto text = clean_text(bytes.substr(0, cut), out.warnings);
        out.content = Unknown{Personal(text)};
        return out;
    }
    auto text = clean_text(bytes, out.warnings);
    out.content = content_of(text, out.warnings);
    // What two parts of a code both complain of is one warning.
    std::vector<Warning> once;
    for (const auto warning : out.warnings) {
        if (std::find(once.begin(), once.end(), warning) == once.end()) once.push_back(warning);
    }
    out.warnings = std::move(once);
    explicit_bzero(text.data(), text.size());
    return out;
}

}  // namespace kiosk::scan
