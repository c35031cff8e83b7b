#include "kiosk/catalogue/difference.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
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
    CHECK(all.size() == 9);  // and what is charged now has its exemptions
    const auto has = [&](const char* text) { return std::find(all.begin(), all.end(), text) != all.end(); };
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.online.fee: “miễn phí” becomes “8.000 đồng/bản”"));
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.direct.time: now “1 ngày làm việc”, was not known"));
    CHECK(has("procedure 1.001193 Đăng ký khai sinh: handling.post.fee: not known any more, was “miễn phí”"));
}

TEST_CASE("added and removed procedures, units and shared tables are told") {
    const ConfigCopy after;
    after.replace("catalogue/cu_tru.toml", "code = \"1.010041\"", "code = \"1.010042\"");
    after.replace("units/since_2025.toml", "name = \"An Phú\"", "name = \"An Phú Đông\"");
    after.replace("catalogue/levels.toml", "Dịch vụ công trực tuyến toàn trình", "Toàn trình");
    after.replace("catalogue/synonyms.toml", "\"bìa đỏ\", ", "");
    const auto all = told(after);
    const auto has = [&](std::string_view text) {
        return std::any_of(all.begin(), all.end(), [&](const auto& line) { return line.find(text) != line.npos; });
    };
    CHECK(has("procedure 1.010041 Xác nhận thông tin về cư trú: removed"));
    CHECK(has("procedure 1.010042 Xác nhận thông tin về cư trú: added"));
    CHECK(has("“UBND xã An Phú / People's Committee of An Phú Commune” becomes"));
    CHECK(has("level full: label from 2022-08-15: “Dịch vụ công trực tuyến toàn trình” becomes “Toàn trình”"));
    CHECK(has("synonym “bìa đỏ”: removed"));
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
}

TEST_CASE("the JSON export holds every procedure with its facts") {
    const auto data = loaded(ConfigCopy());
    const auto root = nlohmann::json::parse(json(*data));
    REQUIRE(root["procedures"].size() == data->procedures().size());
    const auto& first = root["procedures"][0];
    CHECK(first["code"] == data->procedures().front().code);
    CHECK(first.contains("legal_basis"));
}
