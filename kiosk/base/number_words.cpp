#include "kiosk/base/number_words.hpp"

#include <fmt/format.h>
#include <unicode/rbnf.h>

#include <map>
#include <memory>

#include "kiosk/base/result.hpp"
#include "kiosk/base/text.hpp"

namespace kiosk {
namespace {

constexpr int last_day_with_mung = 10;
constexpr int fourth_month = 4;

/// ICU's own rules for Vietnamese drop the noughts of a group ("hai triệu năm mươi nghìn"), which on a form could be read as
/// another sum. %%tens follows a hundred, %%hundreds a thousand, %%groups a million or a thousand million.
constexpr const char* rules = R"(%main:
-x: âm >>;
0: không; một; hai; ba; bốn; năm; sáu; bảy; tám; chín;
10: mười[ >%%teen>];
20: <%main< mươi[ >%%digit>];
100: <%main< trăm[ >%%tens>];
1000: <%main< nghìn[ >%%hundreds>];
1000000: <%main< triệu[ >%%groups>];
1000000000: <%main< tỷ[ >%%groups>];
%%teen:
0: =%main=;
5: lăm; =%main=;
%%digit:
0: =%main=;
1: mốt; =%main=;
4: tư; lăm; =%main=;
%%tens:
0: {nought} =%main=;
10: =%main=;
%%hundreds:
0: không trăm {nought} =%main=;
10: không trăm =%main=;
100: =%main=;
%%groups:
0: =%%hundreds=;
1000: <%%hundreds< nghìn[ >%%hundreds>];
1000000: <%%hundreds< triệu[ >%%groups>];
%say:
-x: âm >%main>;
0: =%main=;
)";

icu::UnicodeString in_utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

icu::RuleBasedNumberFormat new_speller(ZeroTens zero_tens) {
    auto description = in_utf16(rules);
    description.findAndReplace(in_utf16("{nought}"), in_utf16(zero_tens == ZeroTens::linh ? "linh" : "lẻ"));
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    icu::RuleBasedNumberFormat out(description, icu::Locale("vi"), where, status);
    require(U_SUCCESS(status), "ICU takes the rules of Vietnamese numbers");
    return out;
}

const icu::RuleBasedNumberFormat& speller(ZeroTens zero_tens) {
    thread_local const auto linh = new_speller(ZeroTens::linh);
    thread_local const auto le = new_speller(ZeroTens::le);
    return zero_tens == ZeroTens::linh ? linh : le;
}

}  // namespace

std::string number_in_words(std::int64_t number, ZeroTens zero_tens) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString words;
    icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
    speller(zero_tens).format(number, in_utf16("%main"), words, nowhere, status);
    require(U_SUCCESS(status), "ICU spells any number");
    std::string out;
    words.toUTF8String(out);
    return out;
}

std::string dong_in_words(std::int64_t dong, ZeroTens zero_tens) { return number_in_words(dong, zero_tens) + " đồng"; }

std::string day_in_words(int day, ZeroTens zero_tens) {
    return (day <= last_day_with_mung ? "mùng " : "") + number_in_words(day, zero_tens);
}

std::string month_in_words(int month, ZeroTens zero_tens) {
    return month == fourth_month ? "tư" : number_in_words(month, zero_tens);
}

std::string date_in_words(const LocalDate& day, ZeroTens zero_tens) {
    return fmt::format("ngày {} tháng {} năm {}", day_in_words(day.day, zero_tens), month_in_words(day.month, zero_tens),
                       number_in_words(day.year, zero_tens));
}

std::string spelled_out(std::int64_t number, std::string_view language, Spelling spelling) {
    // Making the rules of a language takes milliseconds, and one thread speaks one or two.
    thread_local std::map<std::string, std::unique_ptr<icu::RuleBasedNumberFormat>, std::less<>> spellers;
    auto found = spellers.find(language);
    UErrorCode status = U_ZERO_ERROR;
    if (found == spellers.end()) {
        const std::string name(language);
        found = spellers
                    .emplace(name, std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT,
                                                                                icu::Locale(name.c_str()), status))
                    .first;
        require(U_SUCCESS(status), "ICU has rules of its own for any language, if only digits");
    }
    const char* set = spelling == Spelling::ordinal ? "%spellout-ordinal"
                      : spelling == Spelling::year  ? "%spellout-numbering-year"
                                                    : "%spellout-numbering";
    icu::UnicodeString words;
    icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
    found->second->format(number, in_utf16(set), words, nowhere, status);
    require(U_SUCCESS(status), "ICU spells any number");
    std::string out;
    words.toUTF8String(out);
    return out;
}

std::string grouped_digits(std::int64_t number) {
    auto out = std::to_string(number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > first; at -= 3) {
        out.insert(static_cast<std::size_t>(at), ".");
    }
    return out;
}

std::string sentence_case(std::string_view words) {
    const auto first = first_letter(words);
    return upper(first) + std::string(words.substr(first.size()));
}

}  // namespace kiosk
