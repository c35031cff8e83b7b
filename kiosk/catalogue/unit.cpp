#include "kiosk/catalogue/unit.hpp"

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

bool is_number(std::string_view text, std::size_t from, std::size_t to) {
    return text.size() >= from && text.size() <= to && all_digits(text);
}

bool is_top(std::string_view text) {
    return text.size() == 3 && text[0] >= 'A' && text[0] <= 'Z' && is_number(text.substr(1), 2, 2);
}

bool is_old_form(std::string_view text) {
    return text.size() == 13 && text[3] == '.' && text[6] == '.' && text[9] == '.' && is_number(text.substr(0, 3), 3, 3) &&
           is_number(text.substr(4, 2), 2, 2) && is_number(text.substr(7, 2), 2, 2) && is_top(text.substr(10));
}

bool is_new_form(std::string_view text) {
    constexpr int most_levels_below = 3;
    if (!is_top(text.substr(0, 3))) return false;
    int levels = 0;
    for (text.remove_prefix(3); !text.empty(); ++levels) {
        if (text[0] != '.') return false;
        const auto end = text.find('.', 1);
        const auto part = text.substr(1, end == text.npos ? end : end - 1);
        if (!is_number(part, 1, 3)) return false;
        text.remove_prefix(part.size() + 1);
    }
    return levels <= most_levels_below;
}

}  // namespace

std::string_view Unit::code_on(const LocalDate& day) const {
    std::string_view out;
    for (const auto& code : codes)
        if (code.valid.on(day)) out = code.code;
    return out;
}

std::optional<UnitCodeForm> unit_code_form(std::string_view text) {
    if (is_old_form(text)) return UnitCodeForm::from_unit_up;
    if (text.size() >= 3 && is_new_form(text)) return UnitCodeForm::from_province_down;
    return std::nullopt;
}

std::string_view top_of_unit_code(std::string_view code) {
    const auto form = unit_code_form(code);
    if (!form) return {};
    return *form == UnitCodeForm::from_unit_up ? code.substr(code.size() - 3) : code.substr(0, 3);
}

}  // namespace kiosk::catalogue
