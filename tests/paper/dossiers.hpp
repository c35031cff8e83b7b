#pragma once
/// Dossiers of people who do not exist, as `kiosk print` reads them.

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace kiosk::test {

inline constexpr const char* official_code = "000.00.53.H48-261123-0099";

/// A dossier as `kiosk packet build` reads it: accepted, and a supplement asked for.
inline std::string dossier_json(std::string_view holder, int papers) {
    std::string list;
    for (int i = 1; i <= papers; ++i) {
        list += fmt::format(
            R"({}{{"name":"Giấy tờ số {} chứng minh quan hệ nhân thân và nơi cư trú hợp pháp của người yêu cầu",)"
            R"("origin":"on_paper","quality":"{}","count":{}}})",
            i == 1 ? "" : ",", i, i % 2 == 0 ? "original" : "certified_copy", i % 3 + 1);
    }
    return fmt::format(
        R"({{"codes":{{"official":"{}","provisional":"TAM-K01-261123-0001"}},"receipt_number":"0099",)"
        R"("procedure":{{"code":"1.001193","name":"Đăng ký khai sinh"}},)"
        R"("submitter":{{"name":"Đinh Thị Ánh","personal_number":"051190000123","phone":"0905000777"}},)"
        R"("holder":{{"name":"{}","personal_number":"051326000456","phone":"0905000888","email":"anh@example.vn",)"
        R"("address":"Thôn Đông, xã Bình Châu, tỉnh Quảng Ngãi"}},"channel":"direct",)"
        R"("receiving_unit":{{"name":"UBND huyện Bình Sơn"}},"processing_unit":{{"name":"Phòng Tư pháp"}},)"
        R"("submitted_at":"2026-11-23T09:42:00+07:00","due":"2026-11-25T10:30:00+07:00","return":{{"by":"post"}},)"
        R"("papers":[{}],"fees":[{{"name":"Lệ phí","unit_price_dong":2050000,"quantity":1}}],)"
        R"("supplements":[{{"number":1,"asked_at":"2026-11-24T08:05:00+07:00","asked_by":"Võ Văn Kiểm",)"
        R"("what":"Giấy chứng sinh bản chính\nGiấy chứng nhận kết hôn"}}],)"
        R"("history":[{{"status":1,"at":"2026-11-23T09:42:00+07:00"}},)"
        R"({{"status":2,"at":"2026-11-23T10:12:00+07:00","officer":"Lê Thị Nhận"}},)"
        R"({{"status":4,"at":"2026-11-23T14:00:00+07:00","words":"Chuyển phòng chuyên môn","officer":"Lê Thị Nhận"}},)"
        R"({{"status":5,"at":"2026-11-24T08:05:00+07:00","words":"Thiếu bản chính để đối chiếu"}}]}})",
        official_code, holder, list);
}

inline std::string submission_json() {
    return R"({"version":1,"id":"0193614f-2a80-7000-8000-000000000001","provisional_code":"TAM-K01-261123-0001",)"
           R"("submitted_at":"2026-11-23T09:42:00+07:00","kiosk":"K01","unit":"binh_son","unit_code":"000.00.53.H48",)"
           R"("outcome":"prepared","visit_code":"7KQ2M9XD","procedure":{"code":"1.001193","local_code":"",)"
           R"("name":"Đăng ký khai sinh","field":"civil_status","working_days":1,"fee_dong":0,"form":"khai_sinh"},)"
           R"("applicant":"self","identified_by":"card","submitter":{"name":"Đinh Thị Ánh","number":"051190000123",)"
           R"("old_number":"","birth_date":"1990-02-03","sex":"Nữ","residence":"Thôn Đông, xã Bình Châu"},"holder":null,)"
           R"("organisation":null,"phone":"0905000777","answers":[)"
           R"({"key":"ownerFullname","value":"Đinh Gia Bảo","origin":"typed"},)"
           R"({"key":"ngaySinhTre","value":"2026-11-20","origin":"typed"},)"
           R"({"key":"gioiTinhTre","value":"nam","origin":"typed"}],"papers":[]})";
}

}  // namespace kiosk::test
