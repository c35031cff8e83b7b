#include "kiosk/scan/health_card.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/cccd.hpp"

namespace kiosk::scan {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

Personal clean(std::string_view bytes, std::vector<Warning>& warnings) {
    if (!is_utf8(bytes)) warnings.push_back(Warning::not_utf8);
    const auto text = nfc(bytes);
    if (!has_control_characters(text)) return Personal(trim(text));
    warnings.push_back(Warning::control_characters);
    return Personal();
}

/// Ten digits, or two letters and thirteen digits.
bool is_card_number(std::string_view text) {
    if (text.size() == 10) return all_digits(text);
    return text.size() == 15 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' &&
           all_digits(text.substr(2));
}

/// `dd/MM/yyyy` or `ddMMyyyy` as ISO; anything else as it is (some cards know the year only).
std::string iso_or_as_is(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != '/' && c != '-') digits += c;
    }
    const auto date = parse_card_date(digits);
    return date ? date->iso() : std::string(text);
}

}  // namespace

std::optional<HealthCard> parse_health_card(const std::vector<std::string_view>& fields, std::vector<Warning>& warnings) {
    if (fields.size() < 5 || !is_card_number(fields[0]) || fields[1].empty()) return std::nullopt;
    const auto name = from_hex(fields[1]);
    if (!name) return std::nullopt;
    HealthCard out;
    out.card_number = Personal(fields[0]);
    out.name = clean(*name, warnings);
    out.birth_date = Personal(iso_or_as_is(fields[2]));
    out.sex = Personal(fields[3] == "1" ? "Nam" : fields[3] == "2" ? "Nữ" : fields[3]);
    const auto address = from_hex(fields[4]);
    out.address = address ? clean(*address, warnings) : Personal(fields[4]);
    if (fields.size() > 5) out.facility = fields[5];
    if (fields.size() > 6) out.valid_from = iso_or_as_is(fields[6]);
    if (fields.size() > 7) out.valid_to = iso_or_as_is(fields[7]);
    if (fields.size() < 8) warnings.push_back(Warning::fields_missing);
    return out;
}

}  // namespace kiosk::scan
