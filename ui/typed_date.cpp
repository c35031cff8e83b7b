#include "ui/typed_date.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/clock.hpp"

namespace kiosk::ui::typed_date {
namespace {

constexpr std::size_t day_and_month = 4;
constexpr std::size_t whole_date = 8;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::string digits_of(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), is_digit);
    return out;
}

std::string with_slashes(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == 2 || i == day_and_month) out += '/';
        out += digits[i];
    }
    return out;
}

int number(std::string_view digits) {
    int out = 0;
    for (const char digit : digits) out = out * 10 + (digit - '0');
    return out;
}

}  // namespace

std::string shown(std::string_view kept) {
    const auto date = parse_iso_date(kept);
    if (!date) return std::string{kept};
    return fmt::format("{:02}/{:02}/{:04}", date->day, date->month, date->year);
}

std::string press(std::string_view kept, const Key& key) {
    auto digits = digits_of(shown(kept));
    if (key.kind == Key::Kind::backspace && !digits.empty()) digits.pop_back();
    if (key.kind == Key::Kind::text) digits += digits_of(key.text);
    digits.resize(std::min(digits.size(), whole_date));
    if (digits.size() < whole_date) return with_slashes(digits);
    const std::string_view all = digits;
    const LocalDate date{number(all.substr(day_and_month)), number(all.substr(2, 2)), number(all.substr(0, 2))};
    return exists(date) ? date.iso() : with_slashes(digits);
}

}  // namespace kiosk::ui::typed_date
