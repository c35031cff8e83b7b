#include "kiosk/base/pattern.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

bool fits(std::string_view pattern, std::string_view text) {
    const auto compiled = Pattern::compile(pattern);
    CAPTURE(pattern, text);
    REQUIRE(compiled);
    const auto result = compiled->matches(text);
    REQUIRE(result);
    return *result;
}

}  // namespace

TEST_CASE("a pattern holds for the whole text, as form.io anchors it") {
    CHECK(fits("[0-9]{12}", "051099000123"));
    CHECK_FALSE(fits("[0-9]{12}", "0510990001234"));
    CHECK_FALSE(fits("[0-9]{12}", "051099000123\n"));
    CHECK(fits("a|b", "ab"));  // ^a|b$: so says JavaScript, whatever the author meant
}

TEST_CASE("classes mean what JavaScript means by them") {
    CHECK(fits("\\d+", "0123"));
    CHECK_FALSE(fits("\\d+", "٠١٢"));  // ICU alone would take Arabic digits
    CHECK(fits("\\w+", "Abc_9"));
    CHECK_FALSE(fits("\\w+", "Đ"));
    CHECK(fits("\\s", "\u00A0"));
    CHECK(fits("[\\w\\s-]+", "a b-c"));
    CHECK(fits("[^\\d]+", "abc"));
    CHECK(fits("[[&]+", "[&"));
    CHECK(fits("[^]", "\n"));
    CHECK_FALSE(fits(".", "\n"));
}

TEST_CASE("without the flag u a pattern sees the two halves of an emoji") {
    CHECK_FALSE(fits(".", "😀"));
    CHECK(fits("..", "😀"));
    CHECK(fits("\\uD83D\\uDE00", "😀"));
    CHECK(fits("😀", "😀"));
    CHECK_FALSE(fits("\\p{L}+", "ă"));
    CHECK(fits("\\p{2}", "pp"));
    CHECK(fits("[a-zA-ZÀ-ỹ ]+", "Nguyễn Thị Ánh"));
}

TEST_CASE("letters that only JavaScript forgives stay letters") {
    CHECK(fits("a{", "a{"));
    CHECK(fits("{}", "{}"));
    CHECK(fits("a]", "a]"));
    CHECK(fits("x{2,3}", "xxx"));
    CHECK(fits("#\\-", "#-"));
    CHECK(fits("\\ba\\b", "a"));
}

TEST_CASE("a pattern that is none is refused with a reason") {
    CHECK(Pattern::compile("(").error().code == Code::bad_format);
    CHECK(Pattern::compile("[a").error().code == Code::bad_format);
    CHECK(Pattern::compile(std::string(5'000, 'a')).error().code == Code::too_large);
}

TEST_CASE("what only ICU calls a pattern, or what the two mean differently, is refused") {
    for (const char* pattern : {"a++", "a*+", "a?+", "a{2}+", "a{2}{3}", "a+?*", "(?i)abc", "(?>a|b)c", "(?#note)a",
                                "(a)?b\\1", "(?<x>a)\\k<x>"}) {
        CAPTURE(pattern);
        CHECK_FALSE(Pattern::compile(pattern));
    }
    CHECK(fits("a+?b??c{1,2}?", "aabc"));
    CHECK(fits("(?:a|b)(?=c)c(?!d)", "bc"));
    CHECK(fits("(?<!a)(?<year>[0-9]+)", "2026"));
}

TEST_CASE("a pattern that backtracks without end gives up") {
    const auto pattern = Pattern::compile("(a+)+b");
    REQUIRE(pattern);
    const auto result = pattern->matches(std::string(40, 'a'));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Code::timed_out);
    CHECK(fits("[a-z]*", std::string(10'000, 'a')));
}
