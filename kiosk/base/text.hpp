#pragma once
/// Vietnamese text, by ICU. Everything inside the kiosk is UTF-8 in normal form C. Any thread, never blocks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

[[nodiscard]] bool is_utf8(std::string_view text);
/// Normal form C. Ill-formed bytes become U+FFFD.
[[nodiscard]] std::string nfc(std::string_view text);
/// For search: lower case, no tone marks, no diacritics, đ as d, compatibility forms unified, blanks squeezed. "Đăng ký" -> "dang ky".
[[nodiscard]] std::string fold(std::string_view text);
/// Lower case by Unicode rules, marks kept, normal form C.
[[nodiscard]] std::string lower(std::string_view text);
/// Upper case by Unicode rules, marks kept, normal form C.
[[nodiscard]] std::string upper(std::string_view text);
/// Vietnamese alphabetical order (CLDR): negative, zero or positive.
[[nodiscard]] int collate(std::string_view a, std::string_view b);
/// Without blanks (and no-break blanks) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Words between blanks, none empty.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);
/// Visible letters (grapheme clusters).
[[nodiscard]] std::size_t letter_count(std::string_view text);
/// The first visible letter, empty for an empty text.
[[nodiscard]] std::string first_letter(std::string_view text);
/// How many bytes the last `count` visible letters take.
[[nodiscard]] std::size_t last_letters_size(std::string_view text, std::size_t count);
/// True when a control character other than those in `allowed`, or a bidirectional control, is in the text.
[[nodiscard]] bool has_control_characters(std::string_view text, std::string_view allowed = "");
/// True for a letter that leaves ink: neither blank nor control, nor a sign that only steers the letters beside it.
[[nodiscard]] bool is_seen(std::string_view letter);
/// True for one or more ASCII digits and nothing else.
[[nodiscard]] bool all_digits(std::string_view text);

}  // namespace kiosk
