#include "kiosk/dossier/serial_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/dossier/dossier_code.hpp"

namespace kiosk::dossier {

std::string SerialBook::series_of(std::string_view unit_code, const LocalDate& day) const {
    switch (rules_.serials_begin) {
        case settings::DossierRules::SerialsBegin::each_day: return fmt::format("{}/{}", unit_code, day.iso());
        case settings::DossierRules::SerialsBegin::each_month:
            return fmt::format("{}/{:04}-{:02}", unit_code, day.year, day.month);
        case settings::DossierRules::SerialsBegin::each_year: return fmt::format("{}/{:04}", unit_code, day.year);
    }
    return {};
}

std::string SerialBook::next_code(std::string_view unit_code, const LocalDate& day) const {
    const auto last = last_.find(series_of(unit_code, day));
    const int serial = last == last_.end() ? rules_.first_serial : last->second + 1;
    return official_code(unit_code, day, serial, rules_.serial_digits);
}

void SerialBook::note(std::string_view code) {
    const auto parsed = parse_dossier_code(code);
    if (!parsed || parsed->form == CodeForm::provisional) return;
    int serial = 0;
    const char* end = parsed->serial.data() + parsed->serial.size();
    if (std::from_chars(parsed->serial.data(), end, serial).ec != std::errc{}) return;  // longer than any counter of ours
    auto& last = last_.try_emplace(series_of(parsed->unit, parsed->date), serial).first->second;
    last = std::max(last, serial);
}

}  // namespace kiosk::dossier
