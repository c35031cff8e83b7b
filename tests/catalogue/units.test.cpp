#include <algorithm>

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"
#include "tests/support/shipped_catalogue.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

namespace {

constexpr LocalDate before{2025, 6, 30};
constexpr LocalDate after{2025, 7, 1};

using test::shipped;

std::size_t count_below(const std::string& id, const LocalDate& day) { return shipped()->units_below(id, day).size(); }

}  // namespace

TEST_CASE("until 30 June 2025 the province has 13 district units with 173 communes, Lý Sơn without any") {
    const auto districts = shipped()->units_below("quang_ngai", before);
    CHECK(districts.size() == 13);
    std::size_t communes = 0;
    for (const auto* district : districts) communes += count_below(district->id, before);
    CHECK(communes == 173);
    CHECK(count_below("ly_son", before) == 0);
    CHECK(count_below("binh_son", before) == 22);
}

TEST_CASE("since 1 July 2025 the province has 96 units and nothing below them") {
    const auto units = shipped()->units_below("quang_ngai", after);
    CHECK(units.size() == 96);
    for (const auto* unit : units) CHECK(count_below(unit->id, after) == 0);
    const auto kind = [&](const char* id) {
        return std::count_if(units.begin(), units.end(), [&](const Unit* unit) { return unit->kind == id; });
    };
    CHECK(kind("ward") == 9);
    CHECK(kind("special_zone") == 1);
    CHECK(kind("commune") == 86);
}

TEST_CASE("a unit knows what it was formed from, and a unit that ended what took its place") {
    const auto* now = shipped()->unit("binh_son_2025");
    REQUIRE(now != nullptr);
    CHECK(now->name.vi == "UBND xã Bình Sơn");
    CHECK(now->place.en == "Bình Sơn Commune");
    CHECK(std::find(now->formed_from.begin(), now->formed_from.end(), "chau_o") != now->formed_from.end());
    CHECK(shipped()->unit("chau_o")->successors == std::vector<std::string>{"binh_son_2025"});
    CHECK(shipped()->unit("ly_son")->successors == std::vector<std::string>{"ly_son_2025"});
    // One commune went to two: the tree does not pretend to know which half somebody lives in.
    CHECK(shipped()->unit("tra_bui")->successors.size() == 2);
    CHECK(shipped()->unit("bo_y_2025")->also_from.size() == 3);
}

TEST_CASE("a code names one unit on one day; unknown codes stay blank") {
    CHECK(shipped()->unit_with_code("000.00.53.H48", {2022, 9, 21})->id == "binh_son");
    CHECK(shipped()->unit_with_code("000.00.00.H48", after)->id == "quang_ngai");
    CHECK(shipped()->unit_with_code("000.00.54.H48", after) == nullptr);
    CHECK(shipped()->unit("binh_son_2025")->code_on(after).empty());
}

TEST_CASE("old and new form of a code hold side by side, and the later one of a form from its day") {
    const test::ConfigCopy copy;
    copy.replace("units/before_2025.toml", "codes = [{ code = \"000.00.53.H48\" }]",
                 "codes = [{ code = \"000.00.53.H48\", valid_to = 2023-12-31 }, { code = \"H48.53\" }, "
                 "{ code = \"000.00.54.H48\", valid_from = 2024-01-01 }]");
    const auto data = copy.load();
    REQUIRE(data.has_value());
    const auto* unit = (*data)->unit("binh_son");
    CHECK(unit->code_on({2022, 1, 1}) == "H48.53");
    CHECK(unit->code_on({2024, 1, 1}) == "000.00.54.H48");
    CHECK((*data)->unit_with_code("000.00.53.H48", {2022, 1, 1}) == unit);
    CHECK((*data)->unit_with_code("000.00.53.H48", {2024, 1, 1}) == nullptr);
}

TEST_CASE("a code that is another's, stands below another agency, or holds on no day of its unit is told") {
    const auto with = [](std::string_view codes) {
        const test::ConfigCopy copy;
        copy.replace("units/since_2025.toml", "id = \"binh_son_2025\",",
                     "id = \"binh_son_2025\", codes = [" + std::string(codes) + "],");
        const auto data = copy.load();
        return data ? std::string{} : test::said(data.error());
    };
    CHECK(with("{ code = \"H48.22\" }").empty());
    CHECK(with("{ code = \"H48\" }").find("“quang_ngai” has H48 at the same time") != std::string::npos);
    CHECK(with("{ code = \"000.22.17.H48\" }").find("000.22.17.H48 is a code below 000.00.17.H48") != std::string::npos);
    CHECK(with("{ code = \"H48.22\", valid_to = 2021-12-31 }").find("holds on no day") != std::string::npos);
    INFO("a unit that ended has given its code free, whether or not the code says until when");
    CHECK(with("{ code = \"000.00.53.H48\" }").empty());
}

TEST_CASE("identification codes are read in the old form and the new one") {
    for (const char* good : {"000.00.53.H48", "000.22.17.H48", "H48", "H48.22", "H48.22.17", "H55.242", "G12.01"}) {
        CAPTURE(good);
        CHECK(unit_code_form(good));
    }
    for (const char* bad : {"", "H4", "h48", "48.H48", "000.00.53.H4", "000.0.53.H48", "H48.", "H48..1", "H48.1234",
                            "H48.1.2.3.4", "H48.2a", "000-00-53-H48", "000.00.53.H48-1"}) {
        CAPTURE(bad);
        CHECK_FALSE(unit_code_form(bad));
    }
}
