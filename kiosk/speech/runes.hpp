#pragma once
/// Letters one by one: UTF-8 to code points and back, and what kind of letter one is. Pure. Inside kiosk/speech only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::speech {

[[nodiscard]] std::u32string runes(std::string_view utf8);
[[nodiscard]] std::string utf8(std::u32string_view runes);

[[nodiscard]] constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
[[nodiscard]] constexpr bool is_capital(char32_t c) { return (c >= U'A' && c <= U'Z') || c == U'Đ'; }
/// Latin letters with any marks, and marks that stand by themselves.
[[nodiscard]] constexpr bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x300 && c <= 0x36F);
}
[[nodiscard]] constexpr bool is_blank(char32_t c) {
    return c == U' ' || c == U'\n' || c == U'\t' || c == U'\r' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B);
}
[[nodiscard]] bool all_of_digits(std::u32string_view text);
/// Of at most 18 digits.
[[nodiscard]] std::optional<std::int64_t> number_of(std::u32string_view digits);

}  // namespace kiosk::speech
