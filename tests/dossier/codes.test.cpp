#include <set>

#include "kiosk/catalogue/procedure.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/result_code.hpp"
#include "kiosk/dossier/serial_book.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using settings::DossierRules;

TEST_CASE("serials count for each authority and begin again each day, month or year, as the province says") {
    DossierRules rules;
    const auto two_days = [&] {
        SerialBook book(rules);
        std::string out;
        for (const auto& day :
             {LocalDate{2026, 11, 30}, LocalDate{2026, 11, 30}, LocalDate{2026, 12, 1}, LocalDate{2027, 1, 1}}) {
            const auto code = book.next_code("000.00.53.H48", day);
            book.note(code);
            out += code.substr(code.rfind('-') + 1) + " ";
        }
        CHECK(book.next_code("H48.22", {2026, 12, 1}) == "H48.22-261201-0001");
        return out;
    };
    CHECK(two_days() == "0001 0002 0001 0001 ");
    rules.serials_begin = DossierRules::SerialsBegin::each_month;
    CHECK(two_days() == "0001 0002 0001 0001 ");
    rules.serials_begin = DossierRules::SerialsBegin::each_year;
    CHECK(two_days() == "0001 0002 0003 0001 ");
}

TEST_CASE("a serial grows beyond its digits and is never given twice, in whatever order the codes are read again") {
    DossierRules rules;
    rules.first_serial = 9'999;
    rules.serial_digits = 5;
    SerialBook book(rules);
    CHECK(book.next_code("H48", {2026, 11, 26}) == "H48-261126-09999");
    book.note("H48-261126-99999");
    book.note("H48-261126-09999");
    book.note("TAM-K1-261126-123456");
    book.note("no code");
    book.note("H48-261126-99999999999999999999");
    CHECK(book.next_code("H48", {2026, 11, 26}) == "H48-261126-100000");
    CHECK(parse_dossier_code("H48-261126-100000"));
    // The clock was set back: that day's series goes on.
    book.note(book.next_code("H48", {2026, 11, 25}));
    CHECK(book.next_code("H48", {2026, 11, 26}) == "H48-261126-100000");
}

TEST_CASE("the national catalogue's codes of results") {
    for (const auto* code : {"KQ.G15.000031", "KQ.H43.000001"}) CHECK(kiosk::catalogue::is_result_type(code));
    for (const auto* code : {"", "KQ.", "KQ.K15.000031", "KQ.G15.00031", "KQ.G15.0000311", "kq.G15.000031", "KQ.G1a.000031"})
        CHECK_FALSE(kiosk::catalogue::is_result_type(code));
}

TEST_CASE("a result's own code is made by the province's template") {
    const IssuedResult result{"KQ.G15.000031", Personal("051190000123"), "12/2026", "000.00.53.H48", {2026, 11, 26}};
    CHECK(result_code("{owner}.{type}", result)->reveal() == "051190000123.KQ.G15.000031");
    CHECK(result_code("{unit}/{year}-{number}", result)->reveal() == "000.00.53.H48/2026-12/2026");
    CHECK(result_code("{nothing}", result)->reveal() == "{nothing}");  // the settings refuse such a template
    const auto lacking = result_code("{owner}.{type}", {"KQ.G15.000031", {}, "", "", {}});
    REQUIRE_FALSE(lacking);
    CHECK(lacking.error().detail.find("{owner}") != std::string::npos);
    CHECK_FALSE(result_code("{type}{year}", {"KQ.G15.000031", {}, "", "", {}}));
}
