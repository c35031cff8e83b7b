#include "kiosk/catalogue/completion.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/shipped_catalogue.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

namespace {

constexpr LocalDate now{2026, 11, 27};
constexpr LocalDate with_districts{2025, 6, 30};

std::vector<Completion> places(std::string_view typed, const LocalDate& day = now) {
    return places_going_on(*test::shipped(), typed, day, 4);
}

}  // namespace

TEST_CASE("an address goes on with a unit of that day, with or without its kind and its diacritics") {
    struct Row {
        const char* typed;
        const char* first;  ///< null: nothing
        LocalDate day = now;
    };
    const Row table[] = {
        {"Tổ 3, nghia l", "Tổ 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi"},
        {"Tổ 3, phuong nghia l", "Tổ 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi"},
        {"Thôn Mẫu bình s", "Thôn Mẫu xã Bình Sơn, tỉnh Quảng Ngãi"},
        {"ba tô", "xã Ba Tô, tỉnh Quảng Ngãi"},
        {"ba tơ", "xã Ba Tơ, tỉnh Quảng Ngãi"},
        {"xã Bình Ch", "xã Bình Chương, tỉnh Quảng Ngãi"},
        {"xã Bình Ch", "xã Bình Chánh, huyện Bình Sơn, tỉnh Quảng Ngãi", with_districts},
        {"tỉnh Quảng N", "tỉnh Quảng Ngãi"},
        {"xã", nullptr},
        {"phường ", nullptr},
        {"b", nullptr},
        {"", nullptr},
        {"Tổ 3, ", nullptr},
        {"qqqq", nullptr},
        {"xã Bình Sơn, tỉnh Quảng Ngãi", nullptr},
    };
    for (const auto& [typed, first, day] : table) {
        INFO(typed);
        const auto found = places(typed, day);
        CHECK(found.empty() == (first == nullptr));
        if (first != nullptr && !found.empty()) CHECK(found.front().text == first);
    }
}

TEST_CASE("what tells units of one name apart is shown") {
    for (const auto& found : places("bình ch", with_districts)) {
        INFO(found.shown);
        CHECK(found.shown.find(", ") != std::string::npos);
    }
    REQUIRE_FALSE(places("nghia l").empty());
    CHECK(places("nghia l").front().shown == "phường Nghĩa Lộ");
}

TEST_CASE("words looked for go on as names of procedures do") {
    std::vector<const Procedure*> found;
    for (const auto& hit : test::shipped()->search("khai s")) found.push_back(hit.procedure);
    const auto goes_on = names_going_on(found, "khai s", 4);
    REQUIRE_FALSE(goes_on.empty());
    CHECK(goes_on.front().shown == "khai sinh");
    CHECK(goes_on.front().text == "khai sinh ");
    for (const auto& more : names_going_on(found, "khai sinh", 4)) {  // complete: one word more, never the same again
        INFO(more.shown);
        CHECK(more.shown.size() > std::string_view("khai sinh").size());
        CHECK(more.shown.find(',') == std::string::npos);
    }
    CHECK(names_going_on(found, "", 4).empty());
    CHECK(names_going_on(found, "zzz", 4).empty());
    CHECK(names_going_on(found, "khai s", 1).size() == 1);
}

TEST_CASE("any bytes find nothing worse than nothing") {
    std::vector<const Procedure*> all;
    for (const auto& procedure : test::shipped()->procedures()) all.push_back(&procedure);
    for (const char* bytes : {"\xFF\xFE", ",,,", " , ", "\xC4", "a\u0301b", ";x"}) {
        INFO(bytes);
        CHECK(places(bytes).empty());
        CHECK(names_going_on(all, bytes, 4).empty());
    }
    CHECK(places("   ba").front().text.starts_with("   "));
    CHECK(names_going_on(all, "   ba", 4).size() == 4);
}
