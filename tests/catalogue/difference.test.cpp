#include "kiosk/catalogue/difference.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/form_difference.hpp"
#include "kiosk/catalogue/table.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
using test::ConfigCopy;

namespace {

std::shared_ptr<const Catalogue> loaded(const ConfigCopy& copy) {
    const auto data = copy.load();
    if (!data) UNSCOPED_INFO(test::said(data.error()));
    REQUIRE(data.has_value());
    return *data;
}

std::vector<std::string> told(const ConfigCopy& after) {
    std::vector<std::string> out;
    for (const auto& difference : differences(*loaded(ConfigCopy()), *loaded(after))) out.push_back(difference.text());
    return out;
}

}  // namespace

TEST_CASE("a catalogue does not differ from itself") { CHECK(told(ConfigCopy()).empty()); }

TEST_CASE("a changed fact is told by procedure, key, and what it was") {
    const ConfigCopy after;
    after.replace("catalogue/ho_tich.toml", "channels = [\"direct\", \"online\", \"post\"], fee_dong = 0",
                  "channels = [\"direct\", \"online\"], working_days = 1, fee_dong = 8000, fee_per = { vi = \"bản\" }");
    const auto all = told(after);
    CHECK(all.size() == 10);  // and what is charged now has its exemptions, and is tested again first
    const auto has = [&](const char* text) { return std::find(all.begin(), all.end(), text) != all.end(); };
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.online.fee: “miễn phí” becomes “8.000 đồng/bản”"));
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.direct.time: now “1 ngày làm việc”, was not known"));
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.post.fee: not known any more, was “miễn phí”"));
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: filed_online: “yes” becomes “no, not until it is tested again”"));
}

TEST_CASE("whose online filing a change ends is told, how many and which") {
    const auto before = loaded(ConfigCopy());
    CHECK(online_filing(*before, *before).text().empty());
    const ConfigCopy without_tests;
    without_tests.write("catalogue/tested.toml", "passed = []\n");
    const auto untested = loaded(without_tests);
    const auto lost = online_filing(*before, *untested);
    CHECK(lost.lost.size() > 20);
    CHECK(lost.until_tested == lost.lost.size());
    CHECK(lost.text().find("1.001193") != std::string::npos);
    CHECK(lost.text().find("kiosk catalogue test --all --record") != std::string::npos);
    CHECK(differences(*before, *untested).size() == lost.lost.size());
    CHECK(online_filing(*untested, *before).gained.size() == lost.lost.size());
}

TEST_CASE("a changed form is told value by value, its items by their keys; its layout is nothing") {
    const std::string before =
        R"({"display":"form","components":[{"key":"a","label":"Họ tên","validate":{"required":true}},{"key":"b"}]})";
    const auto change = [&](const std::string& after) {
        std::string out;
        for (const auto& one : form_changes(before, after)) out += one.path + ": " + one.before + " -> " + one.after + "\n";
        return out;
    };
    CHECK(change(before).empty());
    CHECK(change("\r\n" + std::string(R"({"components":[{"label":"Họ tên","key":"a","validate":{"required":true}},)") +
                 "\r\n" + R"({"key":"b"}],"display":"form"})")
              .empty());
    CHECK(change(R"({"display":"form","components":[{"key":"b"},{"key":"a","label":"Tên","validate":{}},{"key":"c"}]})") ==
          "components[a].label: \"Họ tên\" -> \"Tên\"\n"
          "components[a].validate.required: true -> \n"
          "components[c]:  -> {\"key\":\"c\"}\n"
          "components order: a, b -> b, a\n");
    CHECK(change(R"({"display":"form","components":[]})").size() < 400);
}

TEST_CASE("added and removed procedures, units and shared tables are told") {
    const ConfigCopy after;
    after.replace("catalogue/cu_tru.toml", "code = \"1.010041\"", "code = \"1.010042\"");
    after.replace("units/since_2025.toml", "name = \"An Phú\"", "name = \"An Phú Đông\"");
    after.replace("catalogue/levels.toml", "Dịch vụ công trực tuyến toàn trình", "Toàn trình");
    after.replace("catalogue/synonyms.toml", "\"bìa đỏ\", ", "");
    after.replace("catalogue/synonyms.toml", "\"lưu động\", ", "");
    after.replace("catalogue/life_events.toml", "\"lost papers\"", "\"papers lost\"");
    const auto all = told(after);
    const auto has = [&](std::string_view text) {
        return std::any_of(all.begin(), all.end(), [&](const auto& line) { return line.find(text) != line.npos; });
    };
    CHECK(has("procedure 1.010041 Xác nhận thông tin về cư trú: removed"));
    CHECK(has("procedure 1.010042 Xác nhận thông tin về cư trú: added"));
    CHECK(has("“UBND xã An Phú / People's Committee of An Phú Commune” becomes"));
    CHECK(has("level full: label from 2022-08-15: “Dịch vụ công trực tuyến toàn trình” becomes “Toàn trình”"));
    CHECK(has("synonym “bìa đỏ”: removed"));
    CHECK(has("search: special: “lưu động, lại, "));
    CHECK(has("life event mat_giay_to: synonyms: “mất giấy tờ, giấy tờ bị mất, làm lại giấy tờ, lost papers” becomes"));
}

TEST_CASE("the table opens in Excel with its marks, a line for each procedure, and no formulas") {
    const ConfigCopy copy;
    copy.replace("catalogue/ho_tich.toml", "vi = \"Thủ tục đăng ký khai sinh\"", "vi = \"=1+1 \\\"khai sinh\\\"\"");
    const auto data = loaded(copy);
    const auto text = csv(*data);
    CHECK(text.starts_with("\xEF\xBB\xBF\"Mã thủ tục\","));
    CHECK(is_utf8(text));
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == data->procedures().size() + 1);
    CHECK(text.find("\"'=1+1 \"\"khai sinh\"\"\"") != std::string::npos);
    CHECK(text.find("\"8.000 đồng/bản\"") != std::string::npos);
    CHECK(text.find("\"Nộp tại máy, mang bản chính đến sau\"") != std::string::npos);
    CHECK(text.find("\"Cấp xã") != std::string::npos);
    CHECK(text.find("Hội đồng nhân dân tỉnh quyết định mức thu") != std::string::npos);
    for (const char* machine : {"in_person", "commune", "citizen"}) CHECK(text.find(machine) == std::string::npos);
}

TEST_CASE("the JSON export holds every procedure in values that a program can use") {
    const auto data = loaded(ConfigCopy());
    const auto root = nlohmann::json::parse(json(*data));
    REQUIRE(root["procedures"].size() == data->procedures().size());
    const auto& first = root["procedures"][0];
    CHECK(first["code"] == data->procedures().front().code);
    CHECK(first.contains("legal_basis"));
    CHECK(first["name"]["vi"] == data->procedures().front().name.vi);
    CHECK(first["handling"][0].contains("fee_dong"));
    CHECK(first["source_date"] == "2026-11-23");
    CHECK(root["units"].size() == data->units().size());
    const auto& free = *std::find_if(root["procedures"].begin(), root["procedures"].end(),
                                     [](const auto& p) { return p["code"] == "1.001193"; });
    CHECK(free["handling"][0]["fee_dong"] == 0);
    CHECK(free["handled_by"][0]["valid_to"] == "2025-06-30");
}
