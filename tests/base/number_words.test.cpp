#include "kiosk/base/number_words.hpp"

#include <limits>
#include <map>
#include <random>

#include "kiosk/base/text.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

/// Reads words back by the grammar of the language, not by the rules that made them: digits, tens, hundreds, then the scale.
std::int64_t number_of(const std::string& words) {
    static const std::map<std::string, std::int64_t> digits{{"không", 0}, {"một", 1}, {"mốt", 1}, {"hai", 2}, {"ba", 3},
                                                            {"bốn", 4},   {"tư", 4},  {"năm", 5}, {"lăm", 5}, {"sáu", 6},
                                                            {"bảy", 7},   {"tám", 8}, {"chín", 9}};
    static const std::map<std::string, std::int64_t> scales{{"nghìn", 1'000}, {"triệu", 1'000'000}};
    bool negative = false;
    std::int64_t total = 0;  // groups that are finished
    std::int64_t group = 0;  // below a thousand
    std::int64_t digit = 0;
    for (const auto& word : split_words(words)) {
        if (word == "âm") {
            negative = true;
        } else if (const auto found = digits.find(word); found != digits.end()) {
            digit = found->second;
        } else if (word == "trăm") {
            group += digit * 100;
            digit = 0;
        } else if (word == "mươi") {
            group += digit * 10;
            digit = 0;
        } else if (word == "mười") {
            group += 10;
        } else if (word == "tỷ") {
            total = (total + group + digit) * 1'000'000'000;
            group = digit = 0;
        } else if (const auto scale = scales.find(word); scale != scales.end()) {
            total += (group + digit) * scale->second;
            group = digit = 0;
        } else if (word != "linh" && word != "lẻ") {
            FAIL("a word that no number has: " << word);
        }
    }
    total += group + digit;
    return negative ? -total : total;
}

struct Spelt {
    std::int64_t number;
    const char* words;
};

}  // namespace

TEST_CASE("numbers are spelt as a form spells them") {
    constexpr std::int64_t billion = 1'000'000'000;
    const Spelt table[] = {
        {0, "không"},
        {1, "một"},
        {4, "bốn"},
        {5, "năm"},
        {10, "mười"},
        {11, "mười một"},
        {14, "mười bốn"},
        {15, "mười lăm"},
        {20, "hai mươi"},
        {21, "hai mươi mốt"},
        {24, "hai mươi tư"},
        {25, "hai mươi lăm"},
        {34, "ba mươi tư"},
        {91, "chín mươi mốt"},
        {100, "một trăm"},
        {101, "một trăm linh một"},
        {104, "một trăm linh bốn"},
        {105, "một trăm linh năm"},
        {110, "một trăm mười"},
        {111, "một trăm mười một"},
        {115, "một trăm mười lăm"},
        {121, "một trăm hai mươi mốt"},
        {124, "một trăm hai mươi tư"},
        {999, "chín trăm chín mươi chín"},
        {1'000, "một nghìn"},
        {1'005, "một nghìn không trăm linh năm"},
        {1'010, "một nghìn không trăm mười"},
        {1'015, "một nghìn không trăm mười lăm"},
        {1'100, "một nghìn một trăm"},
        {10'000, "mười nghìn"},
        {15'000, "mười lăm nghìn"},
        {21'021, "hai mươi mốt nghìn không trăm hai mươi mốt"},
        {100'000, "một trăm nghìn"},
        {105'005, "một trăm linh năm nghìn không trăm linh năm"},
        {1'000'000, "một triệu"},
        {1'000'001, "một triệu không trăm linh một"},
        {1'005'000, "một triệu không trăm linh năm nghìn"},
        {2'050'000, "hai triệu không trăm năm mươi nghìn"},
        {12'345'678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"},
        {billion, "một tỷ"},
        {billion + 1, "một tỷ không trăm linh một"},
        {billion + 1'000'000, "một tỷ không trăm linh một triệu"},
        {2 * billion + 50'000'000, "hai tỷ không trăm năm mươi triệu"},
        {1'000 * billion, "một nghìn tỷ"},
        {1'000'000 * billion, "một triệu tỷ"},
        {1'000'000 * billion + 5, "một triệu tỷ không trăm linh năm"},
        {-1, "âm một"},
        {-2'050'000, "âm hai triệu không trăm năm mươi nghìn"},
    };
    for (const auto& [number, words] : table) {
        CHECK(number_in_words(number, ZeroTens::linh) == words);
        CHECK(number_of(words) == number);
    }
    CHECK(number_in_words(101, ZeroTens::le) == "một trăm lẻ một");
    CHECK(number_in_words(1'005, ZeroTens::le) == "một nghìn không trăm lẻ năm");
    CHECK(dong_in_words(2'050'000, ZeroTens::le) == "hai triệu không trăm năm mươi nghìn đồng");
}

TEST_CASE("words say the number that they were made from") {
    std::mt19937_64 engine(20'261'126);
    for (int i = 0; i < 6'000; ++i) {
        // Every size equally often, and numbers full of noughts, which are the hard ones.
        auto number = static_cast<std::int64_t>(engine() >> (1 + engine() % 62));
        if (i % 2 == 0) {
            std::int64_t kept = 0;
            for (std::int64_t scale = 1; number / scale > 0 && scale < 1'000'000'000'000'000'000; scale *= 10)
                if (engine() % 3 == 0) kept += number / scale % 10 * scale;
            number = kept;
        }
        if (i % 5 == 0) number = -number;
        const auto zero_tens = i % 3 == 0 ? ZeroTens::le : ZeroTens::linh;
        const auto words = number_in_words(number, zero_tens);
        CAPTURE(number, words);
        REQUIRE(number_of(words) == number);
        REQUIRE(words.find(zero_tens == ZeroTens::le ? "linh" : "lẻ") == std::string::npos);
    }
    for (const auto number : {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() + 1}) {
        CHECK(number_of(number_in_words(number, ZeroTens::linh)) == number);
    }
}

TEST_CASE("dates are spelt, digits are grouped, a sentence begins with a capital letter") {
    CHECK(date_in_words({2026, 11, 26}, ZeroTens::linh) ==
          "ngày hai mươi sáu tháng mười một năm hai nghìn không trăm hai mươi sáu");
    CHECK(date_in_words({2005, 4, 10}, ZeroTens::linh) == "ngày mùng mười tháng tư năm hai nghìn không trăm linh năm");
    CHECK(date_in_words({1990, 1, 1}, ZeroTens::linh) == "ngày mùng một tháng một năm một nghìn chín trăm chín mươi");
    CHECK(grouped_digits(0) == "0");
    CHECK(grouped_digits(999) == "999");
    CHECK(grouped_digits(1'000) == "1.000");
    CHECK(grouped_digits(2'050'000) == "2.050.000");
    CHECK(grouped_digits(-100) == "-100");
    CHECK(grouped_digits(-100'000) == "-100.000");
    CHECK(sentence_case("đồng") == "Đồng");
    CHECK(sentence_case("") == "");
}
