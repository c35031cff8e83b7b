// Bar codes by their letters: blurred, slanted, seen at an angle, light on dark; and what is none.

#include <algorithm>

#include "kiosk/scan/bar_lines.hpp"
#include "kiosk/scan/bar_patterns.hpp"
#include "kiosk/scan/bar_reader.hpp"
#include "kiosk/scan/bar_texts.hpp"
#include "tests/scan/drawn.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk::scan;

namespace {

const std::string bar_receipt = "000.00.53.H48-261123-0042";

/// What our own reader makes of the most promising place of a picture.
std::string by_letters(const Grey& picture, Formats formats = linear_formats) {
    const auto slabs = bar_slabs({picture, {}}, 1);
    if (slabs.empty()) return "no bars";
    const auto code = read_bar_lines(bar_lines(picture, aligned(picture, slabs[0]), 9, 20), formats);
    if (!code) return "nothing";
    return (code->lines >= 6 ? "" : "unsure ") + code->text.text;
}

}  // namespace

TEST_CASE("a Code 128 is read blurred beyond its bars, noisy, slanted, upside down, pale and light on dark") {
    const auto code = drawn::code_128(bar_receipt, 3);
    const View upright{code, {}};
    CHECK(by_letters(code) == bar_receipt);
    CHECK(by_letters(drawn::noisy(blurred(code, 2.4), 10, 4)) == bar_receipt);
    CHECK(by_letters(turned(upright, 24).picture) == bar_receipt);
    CHECK(by_letters(turned(upright, 180).picture) == bar_receipt);
    CHECK(by_letters(drawn::faded(code, 120, 150)) == bar_receipt);
    CHECK(by_letters(inverted(code)) == bar_receipt);
    const double w = code.width, h = code.height;
    CHECK(by_letters(drawn::seen_at_an_angle(
              code, {Spot{w * .02, h * .3}, {w * .97, h * .02}, {w * .99, h * .98}, {w * .05, h * .75}})) == bar_receipt);
    CHECK(by_letters(code, {Format::code_39}) == "nothing");
}

TEST_CASE("among print that makes larger places of edges, the code's is the one whose rows are alike") {
    auto page = drawn::clutter(760, 420, 6);
    const auto code = drawn::code_128(bar_receipt, 2, 90);
    for (int y = 0; y < code.height; ++y) std::copy_n(code.row(y), code.width, page.row(y + 140) + 70);
    auto slabs = bar_slabs({page, {}}, 7);
    for (auto& slab : slabs) slab = aligned(page, slab);
    REQUIRE(slabs.size() > 1);
    const auto likeliest =
        std::max_element(slabs.begin(), slabs.end(), [](const Slab& a, const Slab& b) { return a.alike < b.alike; });
    const auto read = read_bar_lines(bar_lines(page, *likeliest, 9, 20), {Format::code_128});
    REQUIRE(read);
    CHECK(read->text.text == bar_receipt);
}

TEST_CASE("letters of Code 128 say what they say in all three sets, and nothing when the check letter is wrong") {
    const auto told = [](std::vector<int> letters) {
        int sum = letters[0];
        for (std::size_t i = 1; i < letters.size(); ++i) sum += letters[i] * static_cast<int>(i);
        letters.push_back(sum % 103);
        letters.push_back(code_128_stop);
        return text_of_code_128(letters);
    };
    CHECK(told({104, 33, 65}) == "Aa");
    CHECK(told({103, 33, 65}) == std::string("A\x01"));
    CHECK(told({105, 12, 34, 100, 33}) == "1234A");
    CHECK(told({104, 33, 98, 65, 65}) == std::string("A\x01"
                                                     "a"));
    CHECK(told({105, 102, 1, 23}) == "0123");
    CHECK(told({104, 33, 102, 34}) == std::string("A\x1d"
                                                  "B"));
    CHECK_FALSE(told({104, 33, 96, 34}));
    CHECK_FALSE(text_of_code_128(std::vector<int>{104, 33, 65, 7, code_128_stop}));
    CHECK_FALSE(text_of_code_128(std::vector<int>{104, code_128_stop}));
}

TEST_CASE("an EAN says thirteen digits whose check digit holds") {
    // 4006381333931: parities of the left half say the 4.
    CHECK(text_of_ean_13(std::vector<int>{0, 10, 6, 3, 18, 11, 3, 3, 3, 9, 3, 1}) == "4006381333931");
    CHECK_FALSE(text_of_ean_13(std::vector<int>{0, 10, 6, 3, 18, 11, 3, 3, 3, 9, 3, 2}));
    CHECK_FALSE(text_of_ean_13(std::vector<int>{10, 10, 10, 10, 10, 10, 3, 3, 3, 9, 3, 1}));
}

TEST_CASE("stripes, tables and print are no bar codes") {
    Grey louvres(600, 200, 230);
    for (int y = 20; y < 180; ++y) {
        for (int x = 60; x < 540; ++x) {
            if (x / 3 % 2 == 0 || x / 17 % 3 == 0) louvres.row(y)[x] = 30;
        }
    }
    CHECK(by_letters(louvres) == "nothing");
    for (unsigned seed = 1; seed <= 3; ++seed) CHECK(by_letters(drawn::clutter(300, 200, seed)).starts_with("no"));
    CHECK_FALSE(read_bar_lines({}, linear_formats));
    CHECK_FALSE(read_bar_line(BarLine(500, 90), linear_formats));
    CHECK_FALSE(read_bar_line(BarLine(3, 90), linear_formats));
}
