// What people type at the shipped catalogue, and what they mean by it.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/phrases.hpp"
#include "kiosk/catalogue/search.hpp"
#include "kiosk/catalogue/spelling.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shipped_catalogue.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

namespace {

std::vector<std::string> answers(std::string_view words, std::size_t limit) {
    std::vector<std::string> out;
    for (const auto& hit : test::shipped()->search(words, limit)) out.push_back(hit.procedure->code);
    return out;
}

/// Names, and what is found among them with words that say little.
struct Named {
    std::vector<Procedure> procedures;
    std::shared_ptr<const Catalogue::Index> index;

    explicit Named(const std::vector<const char*>& names, const std::vector<LifeEvent>& events = {}) {
        for (const char* name : names) {
            Procedure procedure;
            procedure.code = std::to_string(procedures.size() + 1);
            procedure.name.vi = procedure.short_name.vi = name;
            for (const auto& event : events) procedure.life_events.push_back(event.id);
            procedures.push_back(std::move(procedure));
        }
        index = Catalogue::Index::build(procedures, {}, events, {{"đăng ký", "cho", "tôi"}, {"lưu động", "lại"}});
    }
    [[nodiscard]] std::vector<std::string> found(std::string_view words) const {
        std::vector<std::string> out;
        for (const auto& hit : index->search(procedures, words, 10)) out.push_back(hit.procedure->name.vi);
        return out;
    }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("plain words find the plain procedure first") {
    struct Row {
        const char* words;
        const char* codes;  ///< one of these comes first
    };
    static constexpr Row table[] = {
        {"khai tử", "1.000656"},
        {"khai tu", "1.000656"},
        {"hộ kinh doanh", "1.001612"},
        {"dk ho kinh doanh", "1.001612"},
        {"nhập khẩu", "1.004222"},
        {"ho khau", "1.004222"},
        {"giấy chứng sinh", "1.001193"},
        {"đổi họ", "1.004859"},
        {"sua nha", "1.013229"},
        {"htx", "1.005280"},
        {"đăng ký hợp tác xã", "1.005280"},
        {"khai tử muộn", "1.000656"},
        {"khai sinh quá hạn", "1.001193"},
        {"khai sinh trễ hạn", "1.001193"},
        {"tạm trú cho người nước ngoài", "1.004194"},
        {"làm giấy tờ nhà", "1.013978"},
        {"đổi tên quán", "2.000720"},
        {"giấy chứng tử bị mất", "1.005461"},
        {"cap lai giay khai sinh", "1.004884 2.000635"},
        {"việt kiều", "2.000528 2.000806"},
        {"con ngoài giá thú", "1.000689"},
        {"sửa năm sinh", "1.004859"},
        {"1.001193.000.00.00.H48", "1.001193"},
        {"1.001193.000.00.00.H48.02", "1.001193"},
        {"1.001193.000.00.H48", "1.001193"},
        {"hkd", "1.001612"},
        {"gxntthn", "1.004873"},
        {"khai tử cho ông", "1.000656"},
        {"chia đất cho con", "2.001035"},
        {"criminal record", "3.000333"},
        {"marriage certificate", "1.000894"},
        {"notarize", "2.000815"},
        {"single status", "1.004873"},
        {"moving house", "1.004222"},
        {"register a birth", "1.001193"},
        {"birth certificate", "1.001193"},
        {"tôi muốn làm giấy khai sinh cho con tôi", "1.001193"},
        {"kết hôn", "1.000894"},
        {"kết hôn lưu động", "1.000593"},
        {"ket hon nuoc ngoai", "2.000806"},
        {"đăng ký k", "1.001193 1.000894"},
        {"mất giấy khai sinh", "1.004884"},
        {"khai tử tại nhà", "1.000419"},
        {"làm nhà", "1.013225"},
        {"xây nhà cấp 4", "1.013225"},
        {"mở quán cà phê", "1.001612"},
        {"đóng cửa hàng", "1.001266"},
        {"ket hon voi nguoi han quoc", "2.000806"},
        {"tranh chấp đất với hàng xóm", "1.012812"},
    };
    for (const auto& row : table) {
        CAPTURE(row.words, row.codes);
        const auto codes = answers(row.words, 1);
        CHECKED_IF(codes.size() == 1) CHECK(std::string_view(row.codes).find(codes.front()) != std::string_view::npos);
    }
}

TEST_CASE("what the catalogue does not have is not found in the words of long names") {
    for (const char* words : {"thương binh", "về hưu", "nước thải", "tau ca", "hộ chiếu", "căn cước", "bằng lái xe"}) {
        CAPTURE(words);
        CHECK(answers(words, 3).empty());
    }
}

TEST_CASE("lost papers lead to the procedures of that event") {
    const auto hits = test::shipped()->search("mat giay to", 5);
    REQUIRE(hits.size() == 5);
    for (const auto& hit : hits) CHECK(std::ranges::count(hit.procedure->life_events, "mat_giay_to") == 1);
}

TEST_CASE("a procedure is known by its national code with what any unit writes behind it") {
    CHECK(national_code_in("1.001193.000.00.00.H48") == "1.001193");
    CHECK(national_code_in("1.001193.000.00.00.H48.02") == "1.001193");
    for (const char* none : {"", "1.001193", "1.001193.", "1.0011934", "1.001193 H48", "1.001193.h48!", "G15.000031.H48"}) {
        CAPTURE(none);
        CHECK(national_code_in(none).empty());
    }
    const auto* plain = test::shipped()->procedure("1.001193");
    REQUIRE(plain != nullptr);
    CHECK(test::shipped()->procedure("1.001193.000.00.00.H48") == plain);
    CHECK(test::shipped()->procedure("9.999999.000.00.00.H48") == nullptr);
}

TEST_CASE("silent words ask for nothing, in a name as in a question, as long as another word does") {
    const Named all({"Kết hôn", "Khai tử tôm", "Đăng ký khai tử"});
    CHECK(all.found("khai tử").front() == "Đăng ký khai tử");
    CHECK(all.found("đăng ký kết hôn cho tôi") == Names{"Kết hôn"});
    CHECK(all.found("dang ky") == Names{"Đăng ký khai tử"});
    CHECK(all.found("cho").empty());
}

TEST_CASE("a special case stands behind the others until it is asked for") {
    const Named all({"Khai tử lưu động ở xã", "Khai tử lần đầu ở xã"});
    CHECK(all.found("khai tử xã").front() == "Khai tử lần đầu ở xã");
    CHECK(all.found("khai tử lưu động xã").front() == "Khai tử lưu động ở xã");
}

TEST_CASE("initials are those of a name without the silent words that it begins with") {
    CHECK(Named({"Đăng ký hộ kinh doanh"}).found("hkd").size() == 1);
    CHECK(Named({"Thôi đăng ký hộ kinh doanh"}).found("hkd").empty());
}

TEST_CASE("in a long name a word counts beside another one of the question only") {
    const std::string between = " một hai ba bốn năm sáu bảy tám chín mười ";
    const std::string scattered = "Thường" + between + "bình";
    const std::string together = "Thường bình" + between;
    const Named all({scattered.c_str(), together.c_str()});
    CHECK(all.found("thường bình").size() == 1);
    CHECK(all.found("thuong binh").size() == 1);
    CHECK(all.found("bình").size() == 2);
}

TEST_CASE("marks that were typed are meant where words stand apart") {
    const Named all({"Thường xuyên hòa bình"});
    CHECK(all.found("thuong binh").size() == 1);
    CHECK(all.found("thường bình").size() == 1);
    CHECK(all.found("thương binh").empty());
    CHECK(all.found("thưởng xuyên").size() == 1);
    CHECK(marks_agree("ly", "lý"));
    CHECK(marks_agree("lí", "lý"));
    CHECK_FALSE(marks_agree("lì", "lý"));
}

TEST_CASE("what happens to people has synonyms, and English") {
    const LifeEvent event{"dead", {"Người thân qua đời", "A relative has died"}, {}, 0, {"lo hậu sự"}};
    const Named all({"Khai tử", "Xóa thường trú"}, {event});
    for (const char* words : {"người thân qua đời", "lo hau su", "a relative has died"}) {
        CAPTURE(words);
        CHECK(all.found(words) == Names{"Khai tử", "Xóa thường trú"});
    }
}

TEST_CASE("phrases stand where all their words do, in a name with their marks") {
    const Phrases phrases({"đăng ký", "cho"});
    const auto typed = [&](std::string_view text) { return phrases.in(search_words(text), Phrases::Marks::may_be_missing); };
    CHECK(typed("dang ky cho toi") == std::vector<bool>{true, true, true, false});
    CHECK(typed("dang khai") == std::vector<bool>{false, false});
    CHECK(typed("chờ") == std::vector<bool>{false});
    CHECK(phrases.in(search_words("dang ky"), Phrases::Marks::as_written) == std::vector<bool>{false, false});
}
