#pragma once
/// Numbers, sums of money and dates as Vietnamese forms write and spell them. Any thread, never block.

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"

namespace kiosk {

/// How a nought in the tens is said: "một trăm linh một" in the north, "một trăm lẻ một" in the south.
enum class ZeroTens { linh, le };

/// Groups after the first are said in full, as sums of money are: 2 050 000 is "hai triệu không trăm năm mươi nghìn"; a group of
/// noughts is not said. Every number; from 10^9 on in tỷ: 10^15 is "một triệu tỷ".
[[nodiscard]] std::string number_in_words(std::int64_t number, ZeroTens zero_tens);
/// "hai triệu không trăm năm mươi nghìn đồng"
[[nodiscard]] std::string dong_in_words(std::int64_t dong, ZeroTens zero_tens);
/// "ngày mùng chín tháng tư năm hai nghìn không trăm hai mươi sáu"
[[nodiscard]] std::string date_in_words(const LocalDate& day, ZeroTens zero_tens);
/// "mùng chín", "mười lăm": a day of the month, after the word "ngày".
[[nodiscard]] std::string day_in_words(int day, ZeroTens zero_tens);
/// "tư", "mười một": a month, after the word "tháng".
[[nodiscard]] std::string month_in_words(int month, ZeroTens zero_tens);

/// How other languages than Vietnamese say a number.
enum class Spelling { cardinal, ordinal, year };
/// By ICU's rules for the language ("en"): "twenty-one", "twenty-first", "twenty twenty-six".
[[nodiscard]] std::string spelled_out(std::int64_t number, std::string_view language, Spelling spelling);

/// 2.050.000
[[nodiscard]] std::string grouped_digits(std::int64_t number);
/// With a capital letter at its beginning.
[[nodiscard]] std::string sentence_case(std::string_view words);

}  // namespace kiosk
