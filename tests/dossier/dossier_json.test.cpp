#include "kiosk/dossier/dossier_json.hpp"

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/made_dossier.hpp"
#include "tests/support/places.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

std::string sample() {
    auto text = read_file(std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/packet/finished_dossier.json");
    REQUIRE(text);
    return *text;
}

std::string with(std::string text, std::string_view old, std::string_view replacement) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

}  // namespace

TEST_CASE("whatever dossier is written is read back the same") {
    const auto seed = test::seed();
    test::Dice dice(seed);
    for (int i = 0; i < 150; ++i) {
        const auto dossier = test::made_dossier(dice);
        const auto text = dossier_json(dossier);
        CAPTURE(seed, i);
        const auto read = read_dossier_json(text);
        if (!read) FAIL(places(read.error()) << text);
        CHECK(*read == dossier);
        CHECK(dossier_json(*read) == text);
    }
}

TEST_CASE("a mistake in a dossier is named by its place") {
    struct Row {
        const char* old;
        const char* replacement;
        const char* place;
    };
    const auto row = GENERATE(
        Row{"\"receipt_number\": \"21/0001\"", "\"receipt_number\": 21", "$.receipt_number "},
        Row{"\"receipt_number\"", "\"receiptnumber\"", "$.receiptnumber "},
        Row{"\"code\": \"1.001612\",", "", "$.procedure.code "},
        Row{"\"code\": \"1.001612\"", "\"code\": \"\"", "$.procedure.code "},
        Row{"\"kind\": \"person\"", "\"kind\": \"people\"", "$.holder.kind "},
        Row{"\"channel\": \"online\"", "\"channel\": null", "$.channel "},
        Row{"\"due\": \"2021-09-24T08:30:00+07:00\"", "\"due\": \"2021-02-30T08:30:00+07:00\"", "$.due "},
        Row{"\"submitted_at\": \"2021-09-17T08:15:00+07:00\",", "", "$.submitted_at "},
        Row{"\"return\": {", "\"return\": 7, \"x\": {", "$.return $.x "},
        Row{"\"count\": 2", "\"count\": 0", "$.papers[2].count "},
        Row{"\"count\": 2", "\"count\": 2.5", "$.papers[2].count "},
        Row{"\"unit_price_dong\": 100000", "\"unit_price_dong\": 18446744073709551615", "$.fees[0].unit_price_dong "},
        Row{"\"unit_price_dong\": 100000", "\"unit_price_dong\": 100000, \"percent_off\": 50", "$.fees[0].percent_off "},
        Row{"\"unit_price_dong\": 100000", "\"unit_price_dong\": 1, \"exemption\": \"x\", \"percent_off\": 101",
            "$.fees[0].percent_off "},
        Row{"\"databases\": [\"7\"]", "\"databases\": [7]", "$.databases[0] "},
        Row{"\"id\": \"1\", \"name\": \"Giay de nghi.pdf\"", "\"name\": \"Giay de nghi.pdf\"", "$.papers[0].files[0].id "},
        Row{"{\"status\": 1, ", "{", "$.history[0].status "},
        Row{"{\"status\": 1, ", "{\"status\": 11, ", "$.history[0].status "},
        Row{"\"issued_on\": \"2021-09-23\"", "\"issued_on\": \"23/9/2021\"", "$.results[0].issued_on "},
        Row{"{\"status\": 9, \"at\": \"2021-09-23", "{\"status\": 9, \"at\": \"2021-09-16", "$.history[5].at "},
        Row{"{\"status\": 9,", "{\"status\": 6,", "$.history[6].status "},
        Row{"\"identified_by\": \"signed_in\"", "\"identified_by\": \"card\"", "$.portal_account "},
        Row{"Giao trong", "Giao\\u0007trong", "$.return.note "});
    CAPTURE(row.old, row.replacement);
    const auto read = read_dossier_json(with(sample(), row.old, row.replacement));
    REQUIRE_FALSE(read);
    CHECK(places(read.error()) == row.place);
}

TEST_CASE("what is no dossier at all is refused with a line") {
    const auto good = sample();
    const auto refused = [](std::string_view text) {
        const auto read = read_dossier_json(text);
        REQUIRE_FALSE(read);
        REQUIRE(read.error().size() >= 1);
        return read.error().front();
    };
    CHECK(refused("").what == "The text is cut off before its end.");
    CHECK(refused(good.substr(0, good.find("holder"))).what == "The text is cut off before its end.");
    CHECK(refused(with(good, "\"applicant\": \"self\"", "\"applicant\": self")).line == 10);
    CHECK(refused(with(good, "\"summary\"", "\"note\": \"\", \"note\"")).key == "$.note");
    CHECK(refused(with(good, "Phòng", "Ph\xF2ng")).what == "The text is not UTF-8.");
    CHECK(refused(with(good, "Phòng", "Ph\xF2ng")).line > 20);
    CHECK(refused(std::string(1'000'000, '[')).what.find("nested deeper") != std::string::npos);
    CHECK(refused(std::string(10U << 20, ' ')).what.find("larger than 8 MiB") != std::string::npos);
    CHECK(refused("[]").key == "$");
    CHECK(refused("7").key == "$");
    CHECK(read_dossier_json("\xEF\xBB\xBF" + good));
}
