#include "kiosk/catalogue/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace kiosk::catalogue {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
        for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        if (code < 0x10000) {
            out.push_back(static_cast<char16_t>(code));
        } else {
            out.push_back(static_cast<char16_t>(0xD7C0 + (code >> 10)));
            out.push_back(static_cast<char16_t>(0xDC00 + (code & 0x3FF)));
        }
        i += size;
    }
    return out;
}

/// Without JavaScript's white space, of which typed answers have blanks and lines only.
std::string_view stripped(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\v\f\r";
    const auto from = text.find_first_not_of(blanks);
    return from == text.npos ? std::string_view{} : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// The longest beginning that is a decimal number; `used` says how many bytes it has, 0 for none.
double leading_decimal(std::string_view text, std::size_t& used) {
    used = 0;
    const bool negative = text.starts_with('-');
    const std::size_t sign = negative || text.starts_with('+') ? 1 : 0;
    const auto digits = text.substr(sign);
    if (digits.starts_with("Infinity")) {
        used = sign + 8;
        return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    }
    if (digits.empty() || (digits[0] != '.' && (digits[0] < '0' || digits[0] > '9'))) return nan;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::invalid_argument) return nan;
    used = sign + static_cast<std::size_t>(end - digits.data());
    return negative ? -value : value;
}

double number_of(std::string_view typed) {
    const auto text = stripped(typed);
    if (text.empty()) return 0;
    constexpr std::array<std::pair<std::string_view, int>, 6> bases{
        {{"0x", 16}, {"0X", 16}, {"0o", 8}, {"0O", 8}, {"0b", 2}, {"0B", 2}}};
    for (const auto& [prefix, base] : bases) {
        if (!text.starts_with(prefix)) continue;
        unsigned long long value = 0;
        const auto* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data() + prefix.size(), last, value, base);
        return error == std::errc{} && end == last ? static_cast<double>(value) : nan;
    }
    std::size_t used = 0;
    const double value = leading_decimal(text, used);
    return used == text.size() ? value : nan;
}

/// Number::toString of ECMA-262: the shortest digits that read back, without exponent between 1e-7 and 1e21.
std::string text_of(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";
    std::array<char, 40> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::scientific);
    const std::string_view written(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
    const auto e = written.find('e');
    std::string digits(written.substr(0, 1));
    if (e > 2) digits += written.substr(2, e - 2);
    int exponent = 0;
    const auto power = written.substr(written[e + 1] == '+' ? e + 2 : e + 1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // digits before the point
    std::string out;
    if (point > 21 || point < -5) {
        out = digits.substr(0, 1);
        if (count > 1) out += "." + digits.substr(1);
        out += fmt::format("e{}{}", exponent < 0 ? '-' : '+', std::abs(exponent));
    } else if (point <= 0) {
        out = "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else if (count <= point) {
        out = digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else {
        out = digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    }
    return number < 0 ? "-" + out : out;
}

bool is_compound(const Value& value) { return value.list() != nullptr || value.object() != nullptr; }

/// What a list or an object is where a plain value is wanted: its text.
Value plain(const Value& value) { return is_compound(value) ? Value(to_text(value)) : value; }

}  // namespace

const Value* Value::member(std::string_view name) const {
    const auto* members = object();
    if (members == nullptr) return nullptr;
    const auto found = std::find_if(members->begin(), members->end(), [&](const Member& m) { return m.name == name; });
    return found == members->end() ? nullptr : &found->value;
}

Value& Value::set(std::string_view name, Value value) {
    if (object() == nullptr) is = Object{};
    auto& members = std::get<Object>(is);
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == name; });
    if (found != members.end()) return found->value = std::move(value);
    members.push_back({std::string(name), std::move(value)});
    return members.back().value;
}

void Value::erase(std::string_view name) {
    if (auto* members = std::get_if<Object>(&is)) {
        std::erase_if(*members, [&](const Member& m) { return m.name == name; });
    }
}

std::optional<Value> Value::property(std::string_view name) const {
    if (const auto* found = member(name)) return *found;
    const auto* items = list();
    const auto* letters = text();
    if (items == nullptr && letters == nullptr) return std::nullopt;
    const auto count = items != nullptr ? items->size() : utf16_units(*letters);
    if (name == "length") return Value(static_cast<double>(count));
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error != std::errc{} || end != name.data() + name.size() || index >= count || items == nullptr) return std::nullopt;
    return (*items)[index];
}

bool is_true(const Value& value) {
    if (const auto* truth = value.truth()) return *truth;
    if (const auto* number = value.number()) return *number != 0 && !std::isnan(*number);
    if (const auto* text = value.text()) return !text->empty();
    return !value.is_null();
}

std::string to_text(const Value& value) {
    if (value.is_null()) return "null";
    if (const auto* truth = value.truth()) return *truth ? "true" : "false";
    if (const auto* number = value.number()) return text_of(*number);
    if (const auto* text = value.text()) return *text;
    if (value.object() != nullptr) return "[object Object]";
    std::string out;
    for (const auto& item : *value.list()) {
        if (&item != value.list()->data()) out += ',';
        if (!item.is_null()) out += to_text(item);
    }
    return out;
}

double to_number(const Value& value) {
    if (value.is_null()) return 0;
    if (const auto* truth = value.truth()) return *truth ? 1 : 0;
    if (const auto* number = value.number()) return *number;
    return number_of(to_text(value));
}

double parse_float(const Value& value) {
    if (const auto* number = value.number()) return *number;
    const auto text = to_text(value);
    std::size_t used = 0;
    return leading_decimal(stripped(text), used);
}

bool strictly_equal(const Value& a, const Value& b) {
    if (a.is.index() != b.is.index() || is_compound(a)) return false;
    if (const auto* number = a.number()) return *number == *b.number();
    if (const auto* text = a.text()) return *text == *b.text();
    return a.is_null() || *a.truth() == *b.truth();
}

bool loosely_equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (is_compound(a) && is_compound(b)) return false;
    if (a.is.index() == b.is.index()) return strictly_equal(a, b);
    const auto left = plain(a);
    const auto right = plain(b);
    if (left.text() != nullptr && right.text() != nullptr) return *left.text() == *right.text();
    return to_number(left) == to_number(right);
}

bool deeply_equal(const Value& a, const Value& b) {
    if (a.is.index() != b.is.index()) return false;
    if (const auto* items = a.list()) {
        return std::equal(items->begin(), items->end(), b.list()->begin(), b.list()->end(), deeply_equal);
    }
    if (const auto* members = a.object()) {
        return members->size() == b.object()->size() && std::all_of(members->begin(), members->end(), [&](const Member& m) {
                   const auto* other = b.member(m.name);
                   return other != nullptr && deeply_equal(m.value, *other);
               });
    }
    if (const auto* number = a.number()) return *number == *b.number() || (std::isnan(*number) && std::isnan(*b.number()));
    return strictly_equal(a, b);
}

std::optional<int> compare(const Value& a, const Value& b) {
    const auto left = plain(a);
    const auto right = plain(b);
    if (left.text() != nullptr && right.text() != nullptr) return utf16(*left.text()).compare(utf16(*right.text()));
    const double x = to_number(left);
    const double y = to_number(right);
    if (std::isnan(x) || std::isnan(y)) return std::nullopt;
    return x < y ? -1 : x > y ? 1 : 0;
}

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2U : 1U;
    }
    return units;
}

}  // namespace kiosk::catalogue
