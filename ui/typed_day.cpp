#include "ui/typed_day.hpp"

#include <algorithm>
#include <charconv>

#include "kiosk/dossier/form_answers.hpp"

namespace kiosk::ui::typed_day {
namespace {

std::size_t digits_of(Part part) { return part == Part::year ? 4 : 2; }

int number(std::string_view digits) {
    int out = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

std::string text(int part) { return part == 0 ? std::string{} : std::to_string(part); }

}  // namespace

std::array<std::string, 3> shown(std::string_view kept) {
    const auto parts = dossier::day_parts(kept).value_or(dossier::DayParts{});
    return {text(parts.day), text(parts.month), text(parts.year)};
}

std::string press(std::string_view typed, Part part, const Key& key) {
    std::string out{typed};
    if (key.kind == Key::Kind::backspace && !out.empty()) out.pop_back();
    if (key.kind != Key::Kind::text) return out;
    std::ranges::copy_if(key.text, std::back_inserter(out), [](char letter) { return letter >= '0' && letter <= '9'; });
    out.resize(std::min(out.size(), digits_of(part)));
    return out;
}

std::string kept(std::string_view before, Part part, std::string_view typed) {
    auto parts = dossier::day_parts(before).value_or(dossier::DayParts{});
    switch (part) {
        case Part::day: parts.day = number(typed); break;
        case Part::month: parts.month = number(typed); break;
        case Part::year: parts.year = number(typed); break;
    }
    return dossier::day_answer(parts);
}

bool is_full(std::string_view typed, Part part) {
    if (typed.size() == digits_of(part)) return true;
    // No day begins with 4, no month with 2.
    return part != Part::year && typed.size() == 1 && typed[0] > (part == Part::day ? '3' : '1');
}

}  // namespace kiosk::ui::typed_day
