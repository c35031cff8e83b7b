#include <algorithm>
#include <filesystem>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/search.hpp"
#include "kiosk/catalogue/spelling.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/many_procedures.hpp"
#include "tests/support/shipped_catalogue.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

namespace {

using test::shipped;

std::vector<std::string> found(std::string_view words, std::size_t limit = 50) {
    std::vector<std::string> out;
    for (const auto& hit : shipped()->search(words, limit)) out.push_back(hit.procedure->code);
    return out;
}

std::string first(std::string_view words) {
    const auto codes = found(words, 1);
    return codes.empty() ? std::string{} : codes.front();
}

Procedure named(std::string code, std::string name) {
    Procedure out;
    out.code = std::move(code);
    out.name.vi = name;
    out.short_name.vi = std::move(name);
    return out;
}

std::vector<std::string> ranked(const std::vector<Procedure>& procedures, std::string_view words) {
    std::vector<std::string> out;
    for (const auto& hit : Catalogue::Index::build(procedures)->search(procedures, words, 10))
        out.push_back(hit.procedure->code);
    return out;
}

}  // namespace

TEST_CASE("a citizen finds the procedure by the words that people use") {
    struct Row {
        const char* words;
        const char* code;
    };
    const auto row = GENERATE(
        Row{"Đăng ký khai sinh", "1.001193"}, Row{"dang ky khai sinh", "1.001193"}, Row{"khai sinh", "1.001193"},
        Row{"làm giấy khai sinh", "1.001193"}, Row{"lam giay khai sinh", "1.001193"}, Row{"sinh khai", "1.001193"},
        Row{"dkks", "1.001193"}, Row{"đkks", "1.001193"}, Row{"DKKH", "1.000894"}, Row{"dang ky ket hon", "1.000894"},
        Row{"Đăng ký khai tử", "1.000656"}, Row{"chung thuc ban sao", "2.000815"}, Row{"sao y", "2.000815"},
        Row{"Chứng thực bản sao từ bản chính", "2.000815"}, Row{"sổ đỏ", "1.013978"}, Row{"so do", "1.013978"},
        Row{"giay doc than", "1.004873"}, Row{"xac nhan tinh trang hon nhan", "1.004873"},
        Row{"giấy chứng nhận độc thân", "1.004873"}, Row{"đăng ký hộ kinh doanh", "1.001612"},
        Row{"dang ky kinh doanh", "1.001612"}, Row{"mo cua hang", "1.001612"}, Row{"tạm trú", "1.004194"},
        Row{"dang ky tam tru", "1.004194"}, Row{"thuong tru", "1.004222"}, Row{"nhập hộ khẩu", "1.004222"},
        Row{"xin phép xây nhà", "1.013225"}, Row{"cap giay phep xay dung", "1.013225"}, Row{"ho ngheo", "1.011607"},
        Row{"1.001193", "1.001193"}, Row{"001193", "1.001193"}, Row{"1001193", "1.001193"},
        Row{"1.001612.000.00.00.H48", "1.001612"}, Row{"birth registration", "1.001193"}, Row{"marriage", "1.000894"},
        Row{"khai sihn", "1.001193"}, Row{"khai sing", "1.001193"}, Row{"chung thut chu ky", "2.000884"}, Row{"li do", ""},
        Row{"dang ki ket hon", "1.000894"}, Row{"dang ky khai sinh cho be gai", "1.001193"}, Row{"kha sin", "1.001193"},
        Row{"kai sinh", "1.001193"}, Row{"ket hn", "1.000894"}, Row{"tm tru", "1.004194"}, Row{"so ddo", "1.013978"},
        Row{"lam giay kai sinh", "1.001193"}, Row{"sinh con", "1.001193"}, Row{"mở cửa hàng", "1.001612"});
    CAPTURE(row.words);
    if (*row.code != '\0') CHECK(first(row.words) == row.code);
}

TEST_CASE("what nobody offers finds nothing, and neither does noise") {
    CHECK(found("").empty());
    CHECK(found("   ").empty());
    CHECK(found("!?;").empty());
    CHECK(found("xyzzy qwrtp").empty());
    CHECK(found("🙂🙂").empty());
    CHECK(found(std::string(100'000, 'a')).empty());
    CHECK(found("\xFF\xFE").empty());
    // Procedures of other offices: what only looks alike is no answer.
    for (const char* words : {"sang tên sổ đỏ", "sang ten so do", "tách thửa", "tach thua"}) {
        CAPTURE(words);
        CHECK(found(words).empty());
    }
    CHECK(found("lam ho chieu")
              .empty());  // as long as a word is missing the beginning of another is none: «làm hòa giải viên»
    CHECK_FALSE(found("lam hoa giai vie").empty());
}

TEST_CASE("what happens to people is found by each part of its name") {
    const auto& events = shipped()->life_events();
    const auto in_event = [&](std::string_view words, std::string_view event) {
        const auto hits = shipped()->search(words, 1);
        return !hits.empty() && std::ranges::count(hits.front().procedure->life_events, event) == 1;
    };
    REQUIRE_FALSE(events.empty());
    CHECK(in_event("xin viec", "xin_viec"));
    CHECK(in_event("đi học", "xin_viec"));
    CHECK(in_event("mở cửa hàng", "mo_cua_hang"));
    CHECK(in_event("kinh doanh", "mo_cua_hang"));
    CHECK(in_event("chuyen cho o", "chuyen_nha"));
}

TEST_CASE("a search shows no more than it was asked for, best first, each procedure once") {
    const auto hits = shipped()->search("đăng ký", 5);
    REQUIRE(hits.size() == 5);
    CHECK(std::is_sorted(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; }));
    auto codes = found("dk");
    std::sort(codes.begin(), codes.end());
    CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
}

TEST_CASE("exact marks rank first, words without marks find both") {
    const std::vector<Procedure> both{named("1", "Cấp đá"), named("2", "Cấp da")};
    CHECK(ranked(both, "da") == std::vector<std::string>{"2", "1"});
    CHECK(ranked(both, "đá") == std::vector<std::string>{"1", "2"});
}

TEST_CASE("a whole word ranks before a beginning, a beginning before a sound, a sound before a slip") {
    const std::vector<Procedure> all{named("4", "thuc pham"), named("3", "lich thi"), named("2", "chung cu"),
                                     named("1", "chu ky")};
    CHECK(ranked(all, "chu") == std::vector<std::string>{"1", "2"});
    CHECK(ranked(all, "lych") == std::vector<std::string>{"3"});
    CHECK(ranked(all, "thuk") == std::vector<std::string>{"4"});
    CHECK(ranked(all, "thk").empty());
}

TEST_CASE("a slip in a short word is forgiven beside a word that stands there as it was typed") {
    const std::vector<Procedure> all{named("3", "sinh sống và khai thác"), named("2", "khai tử"), named("1", "khai sinh")};
    CHECK(ranked(all, "kai sinh") == std::vector<std::string>{"1"});
    CHECK(ranked(all, "khai tu") == std::vector<std::string>{"2"});
    CHECK(ranked(all, "khi tu") == std::vector<std::string>{"2"});
    CHECK(ranked(all, "kai").empty());
    CHECK(ranked(all, "kai sih").empty());
}

TEST_CASE("a slip that happens to begin another word is forgiven as well, where hardly anything begins so") {
    for (const char* words : {"ket hom", "dang ky ket hom"}) {
        CAPTURE(words);
        const auto codes = found(words);
        CHECK(std::ranges::count(codes, "1.000894") == 1);
    }
}

TEST_CASE("one slip is a letter wrong, missing, too many, or exchanged with its neighbour") {
    CHECK(one_slip_apart("sinh", "sing"));
    CHECK(one_slip_apart("sinh", "sih"));
    CHECK(one_slip_apart("sinh", "sinnh"));
    CHECK(one_slip_apart("sinh", "sihn"));
    CHECK_FALSE(one_slip_apart("sinh", "sinh"));
    CHECK_FALSE(one_slip_apart("sinh", "shni"));
    CHECK_FALSE(one_slip_apart("sinh", "si"));
    CHECK_FALSE(one_slip_apart("", "ab"));
}

TEST_CASE("what people say finds the procedure whose name has the words of the law") {
    const std::vector<Procedure> all{named("1", "Đính chính Giấy chứng nhận đã cấp"),
                                     named("2", "Cấp lại giấy chứng nhận quyền sử dụng đất")};
    const std::vector<Synonym> synonyms{{"sổ đỏ", "giấy chứng nhận quyền sử dụng đất"}, {"giấy tờ", "giấy"}};
    const auto index = Catalogue::Index::build(all, synonyms);
    const auto codes = [&](std::string_view words) {
        std::vector<std::string> out;
        for (const auto& hit : index->search(all, words, 10)) out.push_back(hit.procedure->code);
        return out;
    };
    CHECK(codes("sổ đỏ") == std::vector<std::string>{"2"});
    CHECK(codes("cap lai so do") == std::vector<std::string>{"2"});
    CHECK(codes("giay to").size() == 2);
}

TEST_CASE("a number finds codes by their beginning, with and without the first digit and the point") {
    const std::vector<Procedure> all{named("1.001193", "a"), named("1.001194", "b"), named("2.001193", "c")};
    CHECK(ranked(all, "1.001193") == std::vector<std::string>{"1.001193"});
    CHECK(ranked(all, "1.0011") == std::vector<std::string>{"1.001193", "1.001194"});
    CHECK(ranked(all, "001193") == std::vector<std::string>{"1.001193", "2.001193"});
    CHECK(ranked(all, "2001193") == std::vector<std::string>{"2.001193"});
    CHECK(ranked(all, "3001193").empty());
}

TEST_CASE("seven thousand procedures are searched while somebody types") {
    const auto many = test::many_procedures(shipped()->procedures(), 7'000);
    const auto index = Catalogue::Index::build(many);
    for (const char* typed : {"d", "dk", "dkks", "dang", "đăng ký", "dang ky khai sinh", "lam giay khai sinh", "khai sihn",
                              "chung thuc ban sao tu ban chinh", "so do", "giay phep xay dung", "mo cua hang", "loai 12"}) {
        CAPTURE(typed);
        const auto hits = index->search(many, typed, 50);
        CHECK(hits.size() > 3);
        CHECK(hits.size() <= 50);
        CHECK(std::is_sorted(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; }));
    }
}
