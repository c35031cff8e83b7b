#include "kiosk/scan/payload_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::scan {
namespace {

constexpr std::string_view base_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t longest_code = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

int number_in(std::string_view digits) {
    int out = 0;
    for (const char c : digits) out = out * 10 + (c - '0');
    return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

/// As people type a code: blanks anywhere, small letters, the long dashes that word processors make.
std::string as_code(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '\t') continue;
        if (text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size() && text[i + 2] >= '\x90' && text[i + 2] <= '\x95') {
            out += '-';
            i += 2;
            continue;
        }
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::optional<LocalDate> short_date(std::string_view digits) {
    if (digits.size() != 6 || !all_digits(digits)) return std::nullopt;
    const LocalDate date{2000 + number_in(digits.substr(0, 2)), number_in(digits.substr(2, 2)), number_in(digits.substr(4))};
    return exists(date) ? std::optional(date) : std::nullopt;
}

std::optional<LocalDate> long_date(std::string_view digits) {
    if (digits.size() != 8 || !all_digits(digits)) return std::nullopt;
    const LocalDate date{number_in(digits.substr(0, 4)), number_in(digits.substr(4, 2)), number_in(digits.substr(6))};
    return exists(date) ? std::optional(date) : std::nullopt;
}

std::string long_digits(const LocalDate& date) { return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day); }

/// `H48`, `G12`: a province or a ministry.
bool is_root(std::string_view part) {
    return part.size() == 3 && is_upper(part[0]) && is_digit(part[1]) && is_digit(part[2]);
}

bool is_unit(std::string_view unit) {
    const auto parts = split(unit, '.');
    const bool old_form = parts.size() == 4 && parts[0].size() == 3 && all_digits(parts[0]) && parts[1].size() == 2 &&
                          all_digits(parts[1]) && parts[2].size() == 2 && all_digits(parts[2]) && is_root(parts[3]);
    if (old_form) return true;
    return parts.size() <= 4 && is_root(parts[0]) && std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
               return part.size() <= 3 && all_digits(part);
           });
}

bool is_plain_word(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
    });
}

struct Parts {
    std::string_view head;
    LocalDate date;
    std::string_view serial;
};

/// `<head>-<yyMMdd>-<serial of at least four digits>`
std::optional<Parts> head_date_serial(std::string_view code) {
    const auto second = code.rfind('-');
    if (second == std::string_view::npos || second == 0) return std::nullopt;
    const auto first = code.rfind('-', second - 1);
    if (first == std::string_view::npos) return std::nullopt;
    const auto date = short_date(code.substr(first + 1, second - first - 1));
    const auto serial = code.substr(second + 1);
    if (!date || !all_digits(serial)) return std::nullopt;
    return Parts{code.substr(0, first), *date, serial};
}

}  // namespace

std::optional<DossierCode> parse_dossier_code(std::string_view text) {
    if (text.size() > longest_code) return std::nullopt;
    auto code = as_code(text);
    const auto parts = head_date_serial(code);
    if (!parts || !is_unit(parts->head) || parts->serial.size() < 4) return std::nullopt;
    DossierCode out{{}, std::string(parts->head), parts->date, std::string(parts->serial)};
    out.code = std::move(code);
    return out;
}

std::optional<ProvisionalCode> parse_provisional_code(std::string_view text) {
    if (text.size() > longest_code) return std::nullopt;
    auto code = as_code(text);
    const auto parts = head_date_serial(code);
    if (!parts || !parts->head.starts_with("TAM-") || !is_plain_word(parts->head.substr(4), 24)) return std::nullopt;
    ProvisionalCode out{{}, std::string(parts->head.substr(4)), parts->date, std::string(parts->serial)};
    out.code = std::move(code);
    return out;
}

std::optional<Ticket> parse_ticket_text(std::string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() != 5 || parts[0] != "QNT1") return std::nullopt;
    const auto date = long_date(parts[2]);
    const auto id = parse_uuid(parts[4]);
    if (!date || !id || !is_plain_word(parts[1], 40) || !is_plain_word(parts[3], 12)) return std::nullopt;
    return Ticket{std::string(parts[1]), *date, std::string(parts[3]), *id};
}

std::optional<VisitCode> parse_visit_text(std::string_view text) {
    if (text.size() > longest_code) return std::nullopt;
    const auto code = as_code(text);
    const auto letters = std::string_view(code).substr(std::min<std::size_t>(5, code.size()));
    const bool ours =
        code.starts_with("QNV1:") && letters.size() == 8 && letters.find_first_not_of(base_32) == std::string_view::npos;
    return ours ? std::optional(VisitCode{std::string(letters)}) : std::nullopt;
}

std::optional<Appointment> parse_appointment_text(std::string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() != 5 || parts[0] != "QNA1" || parts[3].size() != 4 || !all_digits(parts[3])) return std::nullopt;
    const auto date = long_date(parts[2]);
    const int hour = number_in(parts[3].substr(0, 2));
    const int minute = number_in(parts[3].substr(2));
    if (!date || hour > 23 || minute > 59 || !is_plain_word(parts[1], 40) || !is_plain_word(parts[4], 24))
        return std::nullopt;
    return Appointment{std::string(parts[1]), *date, hour * 60 + minute, std::string(parts[4])};
}

std::string make_ticket_text(const Ticket& ticket) {
    return fmt::format("QNT1:{}:{}:{}:{}", ticket.centre, long_digits(ticket.date), ticket.number, ticket.id.text());
}

std::string make_visit_text(const VisitCode& visit) { return "QNV1:" + visit.code; }

std::string make_appointment_text(const Appointment& appointment) {
    return fmt::format("QNA1:{}:{}:{:02}{:02}:{}", appointment.centre, long_digits(appointment.date),
                       appointment.minute_of_day / 60, appointment.minute_of_day % 60, appointment.code);
}

VisitCode make_visit_code(Ids& ids) {
    std::array<std::uint8_t, 8> random{};
    ids.fill_random(random);
    VisitCode out;
    for (const auto byte : random) out.code += base_32[byte % base_32.size()];
    return out;
}

}  // namespace kiosk::scan
