#include "kiosk/dossier/visit_code.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

TEST_CASE("a visit code is eight letters that survive a telephone") {
    SeededIds ids(3);
    for (int i = 0; i < 1000; ++i) {
        const auto code = make_visit_code(ids);
        REQUIRE(code.size() == 8);
        REQUIRE(code.find_first_of("ILOU") == std::string::npos);
        REQUIRE(read_visit_code(shown_visit_code(code)) == code);
    }
    CHECK(make_visit_code(ids) != make_visit_code(ids));
    CHECK(read_visit_code("7kq2 moxd") == "7KQ2M0XD");
    CHECK(read_visit_code("i1l1-oooo") == "11110000");
    CHECK_FALSE(read_visit_code("7KQ2M0X"));
    CHECK_FALSE(read_visit_code("7KQ2M0XDD"));
    CHECK_FALSE(read_visit_code("7KQ2M0X*"));
    CHECK_FALSE(read_visit_code("7KQ2M0Xđ"));
    // The beginning of a dossier code is no visit code, though it has eight letters.
    CHECK_FALSE(read_visit_code("TAM-K01-26"));
    CHECK_FALSE(read_visit_code("7KQ2--M0XD"));
    CHECK(shown_visit_code("7KQ2M0XD") == "7KQ2-M0XD");
}
