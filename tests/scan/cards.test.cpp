// Identity cards and health cards as readers send them.

#include "kiosk/scan/cccd.hpp"
#include "tests/scan/payloads.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;
using namespace kiosk::test;

namespace {

const Values lan_values{{"number", "051195004321"},
                        {"old_number", "212000111"},
                        {"name", "Trần Thị Lan Thử"},
                        {"birth_date", "1995-03-09"},
                        {"sex", "Nữ"},
                        {"residence", "Tổ 2, Tịnh Kỳ, Quảng Ngãi"},
                        {"issue_date", "2021-08-20"}};

std::string latin_1_misreading(std::string_view utf8) {
    std::string out;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xc0U | byte >> 6U);
            out += static_cast<char>(0x80U | (byte & 0x3fU));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("an identity card's QR becomes typed fields") {
    const auto card = classify(lan);
    CHECK(kind(card) == "cccd");
    CHECK(values(card) == lan_values);
    CHECK(card.warnings.empty());

    const auto young = classify("051305004321||Trần Thị Lan Thử|09032005|Nữ|Tịnh Kỳ|20082021");
    CHECK(kind(young) == "cccd");
    CHECK(values(young).count("old_number") == 0);

    const auto newer = classify(lan_2024);
    CHECK(kind(newer) == "cccd_2024");
    CHECK(values(newer)["father_name"] == "Trần Văn Cha");
    CHECK(values(newer)["mother_name"] == "Võ Thị Mẹ");
    CHECK(newer.warnings.empty());
}

TEST_CASE("what readers do to a card's text is undone") {
    for (const std::string& text : {lan + "\r", lan + "\r\n", lan + "\n", "  " + lan + "\t", "\xEF\xBB\xBF" + lan}) {
        CHECK(values(classify(text)) == lan_values);
        CHECK(classify(text).warnings.empty());
    }
    std::string spaced;
    for (const char c : lan) spaced += c == '|' ? std::string(" | ") : std::string(1, c);
    CHECK(values(classify(spaced)) == lan_values);

    const auto misread = classify(latin_1_misreading(lan));
    CHECK(values(misread) == lan_values);
    CHECK(misread.has(Warning::text_repaired));
    CHECK(values(classify(latin_1_misreading("\xEF\xBB\xBF" + lan))) == lan_values);

    auto decomposed = lan;
    const std::string composed_a = "ầ";
    decomposed.replace(decomposed.find(composed_a), composed_a.size(), "a\xCC\x82\xCC\x80");
    CHECK(values(classify(decomposed)) == lan_values);
    CHECK(classify(decomposed).has(Warning::text_normalised));
}

TEST_CASE("a Latin letter that is no misreading stays") {
    CHECK(values(classify("Café Ngãi")) == Values{{"text", "Café Ngãi"}});
    CHECK(values(classify("Ã")) == Values{{"text", "Ã"}});
}

TEST_CASE("cards of odd layouts are taken with a warning or not at all") {
    const auto six = classify("051195004321|212000111|Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ");
    CHECK(kind(six) == "cccd");
    CHECK(six.has(Warning::fields_missing));
    const auto no_slot = classify("051195004321|Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021");
    CHECK(kind(no_slot) == "cccd");
    CHECK(no_slot.has(Warning::fields_missing));
    CHECK(values(no_slot)["name"] == "Trần Thị Lan Thử");
    const auto future = classify(lan_2024 + "|x|y");
    CHECK(kind(future) == "cccd_2024");
    CHECK(future.has(Warning::fields_unknown));
    CHECK(values(classify("066095004321||Y Thử|09031995|Nam|Cư M'gar, Đắk Lắk|20082021"))["residence"] ==
          "Cư M'gar, Đắk Lắk");

    CHECK(kind_of("212000111||Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021") == "unknown");
    CHECK(kind_of("05119500432A||Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021") == "unknown");
    CHECK(kind_of("051195004321|212000111|Trần Thị Lan Thử") == "unknown");
    CHECK(kind_of("051195004321|a|b|c|d|e|f") == "unknown");
    CHECK(kind_of("||||||") == "unknown");
}

TEST_CASE("a card that disagrees with its number warns and is not refused") {
    const auto warned = [](std::string_view text, Warning warning) {
        const auto card = classify(text);
        return kind(card) == "cccd" && card.has(warning);
    };
    CHECK(warned("051195004321||A Thử|09031995|Nam|Tịnh Kỳ|20082021", Warning::sex_disagrees));
    CHECK(warned("051195004321||A Thử|09031985|Nữ|Tịnh Kỳ|20082021", Warning::birth_year_disagrees));
    CHECK(warned("003195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20082021", Warning::unknown_province));
    CHECK(warned("051195004321||A Thử|31021995|Nữ|Tịnh Kỳ|20082021", Warning::birth_date_impossible));
    CHECK(warned("051195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20132021", Warning::issue_date_impossible));
    CHECK(warned("051195004321|123|A Thử|09031995|Nữ|Tịnh Kỳ|20082021", Warning::old_number_odd));
    CHECK(warned("051195004321|||09031995|Nữ|Tịnh Kỳ|20082021", Warning::name_missing));
}

TEST_CASE("a personal number says province, sex and year of birth") {
    CHECK(facts_of("051195004321")->place == "Quảng Ngãi");
    CHECK_FALSE(facts_of("051195004321")->male);
    CHECK(facts_of("051195004321")->birth_year == 1995);
    CHECK(facts_of("062209004321")->place == "Kon Tum");
    CHECK(facts_of("062209004321")->birth_year == 2009);
    CHECK(facts_of("123090000001")->place == "foreign");
    CHECK(facts_of("003090000001")->place.empty());
    for (const auto* bad : {"", "51195004321", "0511950043211", "05119500432a", "051 195 00432"}) CHECK_FALSE(facts_of(bad));
}

TEST_CASE("a health card is read from its hexadecimal text") {
    const auto card = classify(
        "4820001234|5472E1BAA76E20546869204C616E|09/03/1995|2|54E1BB8B6E68204BE1BBB3|51 - 012|01/01/2026|31/12/2026|-|x|$");
    CHECK(kind(card) == "health_card");
    CHECK(values(card) == Values{{"card_number", "4820001234"},
                                 {"name", "Trần Thi Lan"},
                                 {"birth_date", "1995-03-09"},
                                 {"sex", "Nữ"},
                                 {"address", "Tịnh Kỳ"},
                                 {"facility", "51 - 012"},
                                 {"valid_from", "2026-01-01"},
                                 {"valid_to", "2026-12-31"}});
    CHECK(kind_of("GD4820001234567|5468E1BBAD|1995|1|51|51 - 012|01/01/2026|31/12/2026") == "health_card");
    CHECK(kind_of("4820001234|Trần Thị Lan|09/03/1995|2|Tịnh Kỳ|51") == "unknown");
    CHECK(classify("4820001234|FFFE|1995|1|51").has(Warning::not_utf8));
}
