#include "kiosk/dossier/dossier_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/unit.hpp"

namespace kiosk::dossier {
namespace {

constexpr std::string_view provisional_prefix = "TAM";
constexpr std::size_t longest_code = 64;
constexpr std::size_t shortest_serial = 4;
constexpr std::size_t longest_kiosk_id = 6;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    while (true) {
        const auto at = text.find(separator);
        out.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return out;
        text.remove_prefix(at + 1);
    }
}

bool digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && all_digits(text);
}

bool is_kiosk_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_kiosk_id &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::optional<LocalDate> short_date(std::string_view text) {
    if (!digits(text, 6, 6)) return std::nullopt;
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const LocalDate date{2000 + two(0), two(2), two(4)};
    return exists(date) ? std::optional(date) : std::nullopt;
}

std::string join(std::string_view unit, LocalDate day, int serial, int width) {
    return fmt::format("{}-{:02}{:02}{:02}-{:0{}}", unit, day.year % 100, day.month, day.day, serial, width);
}

}  // namespace

std::string canonical_code(std::string_view typed) {
    std::string out;
    for (const auto& word : split_words(typed)) out += word;
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}) {
        for (auto at = out.find(dash); at != std::string::npos; at = out.find(dash, at)) out.replace(at, dash.size(), "-");
    }
    return upper(out);
}

Result<DossierCode> parse_dossier_code(std::string_view typed) {
    if (typed.size() > longest_code)
        return fail(Code::bad_format, "longer than any dossier code; scan or type the code alone");
    const auto code = canonical_code(typed);
    auto parts = split(code, '-');
    const bool provisional = parts.size() == 4 && parts[0] == provisional_prefix;
    if (provisional) parts.erase(parts.begin());
    if (parts.size() != 3) return fail(Code::bad_format, "not of the form unit-yyMMdd-serial");
    DossierCode out;
    if (provisional && is_kiosk_id(parts[0])) {
        out.form = CodeForm::provisional;
    } else if (const auto form = provisional ? std::nullopt : catalogue::unit_code_form(parts[0])) {
        out.form = *form == catalogue::UnitCodeForm::from_unit_up ? CodeForm::old_unit : CodeForm::new_unit;
    } else {
        return fail(Code::bad_format, "no unit code before the date of a dossier code");
    }
    const auto date = short_date(parts[1]);
    if (!date) return fail(Code::bad_format, "no day yyMMdd that exists in a dossier code");
    if (!digits(parts[2], shortest_serial, longest_code)) {
        return fail(Code::bad_format, "a dossier code ends with a serial of at least four digits");
    }
    out.unit = parts[0];
    out.date = *date;
    out.serial = parts[2];
    return out;
}

std::string DossierCode::text() const {
    return fmt::format("{}{}-{:02}{:02}{:02}-{}", form == CodeForm::provisional ? "TAM-" : "", unit, date.year % 100,
                       date.month, date.day, serial);
}

std::string provisional_code(std::string_view kiosk_id, LocalDate day, int serial) {
    return fmt::format("{}-{}", provisional_prefix, join(kiosk_id, day, serial, shortest_serial));
}

std::string official_code(std::string_view unit_code, LocalDate day, int serial, int width) {
    return join(unit_code, day, serial, width);
}

}  // namespace kiosk::dossier
