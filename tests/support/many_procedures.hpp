#pragma once
/// Catalogues of any size for measuring: the shipped procedures again and again, each with words of its own, so that the
/// number of different words grows as it would in a real catalogue. The same for the same number.

#include <array>
#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::test {

inline std::vector<catalogue::Procedure> many_procedures(const std::vector<catalogue::Procedure>& real, std::size_t count) {
    static constexpr std::array<std::string_view, 24> subjects{
        "cơ sở giáo dục", "trường mầm non",    "phòng khám",     "nhà thuốc",     "trang trại",        "tàu cá",
        "hồ nuôi tôm",    "cửa hàng xăng dầu", "karaoke",        "quảng cáo",     "di tích lịch sử",   "lễ hội",
        "câu lạc bộ",     "thư viện",          "hội quần chúng", "quỹ từ thiện",  "người lao động",    "trẻ mồ côi",
        "người cao tuổi", "thương binh",       "khoáng sản",     "chất thải rắn", "an toàn thực phẩm", "viễn thông"};
    std::vector<catalogue::Procedure> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto procedure = real[i % real.size()];
        auto serial = std::to_string(i);
        serial.insert(0, 6 - std::min<std::size_t>(6, serial.size()), '0');
        procedure.code = std::to_string(1 + i / 1'000'000) + "." + serial;
        procedure.local_code = procedure.code + ".000.00.00.H48";
        if (i >= real.size()) {
            const auto tail = " " + std::string(subjects[i % subjects.size()]) + " loại " + std::to_string(i / real.size());
            procedure.name.vi += tail;
            procedure.short_name.vi += tail;
        }
        out.push_back(std::move(procedure));
    }
    return out;
}

}  // namespace kiosk::test
