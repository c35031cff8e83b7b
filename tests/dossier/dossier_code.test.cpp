#include "kiosk/dossier/dossier_code.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

TEST_CASE("codes of both forms and provisional codes read back as they were written") {
    for (const auto* code : {"000.00.53.H48-220921-0099", "000.17.22.H56-210531-10001", "H48-260917-0001",
                             "H48.22.170-260917-0001", "TAM-K01-261123-0001", "TAM-BS2-261123-12345"}) {
        CAPTURE(code);
        const auto parsed = parse_dossier_code(code);
        REQUIRE(parsed);
        CHECK(parsed->text() == code);
    }
    CHECK(parse_dossier_code("TAM-K01-261123-0001")->form == CodeForm::provisional);
    CHECK(parse_dossier_code("H48.22-260917-0001")->unit == "H48.22");
    CHECK(parse_dossier_code("000.00.53.H48-220921-0099")->date == LocalDate{2022, 9, 21});
}

TEST_CASE("a code typed by a person is mended before it is judged") {
    CHECK(canonical_code(" 000.00.53.h48 – 220921 – 0099\n") == "000.00.53.H48-220921-0099");
    REQUIRE(parse_dossier_code("tam-k01-261123-0001"));
    CHECK(parse_dossier_code("tam-k01 -261123- 0001")->text() == "TAM-K01-261123-0001");
}

TEST_CASE("what is no dossier code is refused") {
    for (const auto* text :
         {"", "-", "000.00.53.H48", "000.00.53.H48-220230-0001", "000.00.53.H48-221301-0001", "000.00.53.H48-220921-099",
          "000.00.53.H48-22092a-0001", "00.00.53.H48-220921-0001", "000.00.53.48-220921-0001", "H48.-220921-0001",
          "H48.2222-220921-0001", "TAM--261123-0001", "TAM-KIOSK01-261123-0001", "TAM-K01-261123",
          "https://dvc.vn/?MHS=000.00.53.H48-220921-0099", "000.00.53.H48-220921-0099-1", "０００.00.53.H48-220921-0099"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_dossier_code(text));
    }
    CHECK_FALSE(parse_dossier_code(std::string(4'096, '0')));
}

TEST_CASE("codes are made with a serial of four digits that may grow") {
    CHECK(provisional_code("K01", {2026, 11, 23}, 7) == "TAM-K01-261123-0007");
    CHECK(official_code("000.00.53.H48", {2026, 1, 2}, 12'345) == "000.00.53.H48-260102-12345");
}
