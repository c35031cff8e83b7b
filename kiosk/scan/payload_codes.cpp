#include "kiosk/scan/payload_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/signature.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/visit_code.hpp"

namespace kiosk::scan {
namespace {

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

std::optional<LocalDate> long_date(std::string_view digits) {
    if (digits.size() != 8 || !all_digits(digits)) return std::nullopt;
    const LocalDate date{number_in(digits.substr(0, 4)), number_in(digits.substr(4, 2)), number_in(digits.substr(6))};
    return exists(date) ? std::optional(date) : std::nullopt;
}

std::string long_digits(const LocalDate& date) { return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day); }

bool is_plain_word(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
    });
}

constexpr std::string_view staff_head = "QNS1:";
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t staff_letters = 26;  // 130 bits

}  // namespace

std::optional<Ticket> parse_ticket_text(std::string_view text) {
    if (!text.starts_with("QNT1:")) return std::nullopt;
    const auto parts = split(text, ':');
    if (parts.size() != 5) return std::nullopt;
    const auto date = long_date(parts[2]);
    const auto id = parse_uuid(parts[4]);
    if (!date || !id || !is_plain_word(parts[1], 40) || !is_plain_word(parts[3], 12)) return std::nullopt;
    return Ticket{std::string(parts[1]), *date, std::string(parts[3]), *id};
}

std::optional<VisitCode> parse_visit_text(std::string_view text) {
    constexpr std::string_view head = "QNV1:";
    if (!text.starts_with(head)) return std::nullopt;
    auto code = dossier::read_visit_code(text.substr(head.size()));
    return code ? std::optional(VisitCode{std::move(*code)}) : std::nullopt;
}

std::optional<StaffToken> parse_staff_text(std::string_view text) {
    if (!text.starts_with(staff_head) || text.size() != staff_head.size() + staff_letters) return std::nullopt;
    const auto letters = text.substr(staff_head.size());
    if (letters.find_first_not_of(crockford) != letters.npos) return std::nullopt;
    return StaffToken{Personal(text)};
}

Personal make_staff_text(Ids& ids) {
    std::array<std::uint8_t, staff_letters> random{};
    ids.fill_random(random);
    std::string text(staff_head);
    for (const auto byte : random) text += crockford[byte % crockford.size()];
    Personal out(text);
    explicit_bzero(text.data(), text.size());
    explicit_bzero(random.data(), random.size());
    return out;
}

std::optional<Appointment> parse_appointment_text(std::string_view text) {
    if (!text.starts_with("QNA1:")) return std::nullopt;
    const auto parts = split(text, ':');
    const bool is_signed = parts.size() == 6;
    if ((parts.size() != 5 && !is_signed) || parts[3].size() != 4 || !all_digits(parts[3])) return std::nullopt;
    const auto date = long_date(parts[2]);
    const int hour = number_in(parts[3].substr(0, 2));
    const int minute = number_in(parts[3].substr(2));
    if (!date || hour > 23 || minute > 59 || !is_plain_word(parts[1], 40) || !is_plain_word(parts[4], 24))
        return std::nullopt;
    Appointment out{std::string(parts[1]), *date, hour * 60 + minute, std::string(parts[4])};
    if (!is_signed) return out;
    auto signature = from_base64url(parts[5]);
    if (!signature || signature->size() != signature_bytes) return std::nullopt;
    out.signature = std::move(*signature);
    return out;
}

std::string make_ticket_text(const Ticket& ticket) {
    return fmt::format("QNT1:{}:{}:{}:{}", ticket.centre, long_digits(ticket.date), ticket.number, ticket.id.text());
}

std::string make_visit_text(const VisitCode& visit) { return "QNV1:" + visit.code; }

std::string make_appointment_text(const Appointment& appointment) {
    return fmt::format("QNA1:{}:{}:{:02}{:02}:{}{}{}", appointment.centre, long_digits(appointment.date),
                       appointment.minute_of_day / 60, appointment.minute_of_day % 60, appointment.code,
                       appointment.signature.empty() ? "" : ":", base64url(appointment.signature));
}

}  // namespace kiosk::scan
