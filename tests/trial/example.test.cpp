#include "kiosk/trial/example.hpp"

#include "kiosk/base/pattern.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using trial::example_of;

TEST_CASE("an example of a pattern is taken by the pattern") {
    for (const char* pattern :
         {"[0-9]{12}", "([0-9]{9}|[0-9]{12})", "[0-9]{10}(-[0-9]{3})?", "([01]?[0-9]|2[0-3]):[0-5][0-9]", "^[A-Z]\\d{7,8}$",
          "\\w+@\\w+\\.vn", "(?:ab|cd)+", "[^0-9]{3}", "[À-Ỹ][a-z]*", "a{2,}b*c+?", "\\(\\d{3}\\) \\d{4}", "[-a]x", "."}) {
        INFO(pattern);
        const auto example = example_of(pattern);
        REQUIRE(example);
        CHECK(Pattern::compile(pattern)->matches(*example).value_or(false));
    }
}

TEST_CASE("what looks ahead, is cut off or nested without end has no example") {
    for (const std::string& pattern : {std::string("(?=a)a"), std::string("(?!b)a"), std::string("[a-"), std::string("(a"),
                                       std::string("a{2"), std::string("a)"), std::string("\\"), std::string(100, '(')}) {
        INFO(pattern);
        CHECK_FALSE(example_of(pattern));
    }
    CHECK(example_of("a{999999999}")->size() <= 1000);
}
