#include "kiosk/collection/platform.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
#include "kiosk/payment/transfer.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::collection {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_address = 400;  // a QR code of more is hard to read off a screen

}  // namespace

std::string platform_look_up_code(const Order& order) { return order.about + packet_time(order.made_at); }

Personal platform_request(const Order& order, const settings::Payment& settings) {
    const auto& via = settings.via;
    Json fees = Json::array();
    for (const auto& fee : order.fees)
        fees.push_back({{"LoaiPhiLePhi", fee.kind},
                        {"MaPhiLePhi", fee.code},
                        {"TenPhiLePhi", fee.name},
                        {"SoTien", std::to_string(fee.dong)}});
    Json items = Json::array();
    items.push_back({{"NoiDung", payment::purpose_of(order)}, {"SoTien", std::to_string(order.dong)}});
    Json json{{"MaTraCuuTT", platform_look_up_code(order)},
              {"MaDichVu", via.service},
              {"MaDVC", order.procedure + via.service_suffix},
              {"TenDVC", order.procedure_name},
              {"MaTTHC", order.procedure},
              {"TenTTHC", order.procedure_name},
              {"MaDonVi", via.unit_code},
              {"TenDonVi", via.unit_name},
              {"MaHoSo", order.about},
              {"PhiLePhi", std::move(fees)},
              {"TKThuHuong", settings.account},
              {"MaNHThuHuong", via.bank},
              {"TenTKThuHuong", settings.account_name},
              {"NoiDungThanhToan", payment::purpose_of(order)},
              {"HoTenNguoiNop", order.payer.name.reveal()},
              {"SoCMNDNguoiNop", order.payer.number.reveal()},
              {"DiaChiNguoiNop", order.payer.address.reveal()},
              {"HuyenNguoiNop", ""},
              {"TinhNguoiNop", ""},
              {"DSKhoanNop", std::move(items)}};
    return Personal(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<std::string> platform_address(std::string_view answer_json) {
    const auto json = portal::parse_json(answer_json);
    if (!json || !json->is_object()) return fail(Code::untrusted, "the payment platform's answer is not its own");
    const auto code = portal::text_of(*json, "error_code");
    if (code.empty()) return fail(Code::untrusted, "the payment platform's answer is not its own");
    if (code != "0" && code != "00") {
        const auto words = portal::cleaned_words(portal::text_of(*json, "message"));
        return fail(Code::refused, words.empty() ? "the payment platform says no and not why" : words);
    }
    auto address = portal::text_of(*json, "UrlThanhToan");
    if (!address.starts_with("https://") || address.size() > longest_address || !is_utf8(address) ||
        has_control_characters(address) || address.find(' ') != address.npos)
        return fail(Code::untrusted, "the payment platform sends people to no https address");
    return address;
}

}  // namespace kiosk::collection
