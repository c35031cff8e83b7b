#pragma once
/// What readers send, made up, and what was understood of it as plain values.

#include <map>
#include <string>
#include <string_view>

#include "kiosk/scan/emv.hpp"
#include "kiosk/scan/payload.hpp"

namespace kiosk::test {

using Values = std::map<std::string, std::string>;

inline Values values(const scan::Payload& payload) {
    Values out;
    for (const auto& field : scan::fields(payload)) out[std::string(field.name)] = field.value.reveal();
    return out;
}

inline std::string kind_of(std::string_view text) { return std::string(scan::kind(scan::classify(text))); }

/// Invented people only.
inline const std::string lan = "051195004321|212000111|Trần Thị Lan Thử|09031995|Nữ|Tổ 2, Tịnh Kỳ, Quảng Ngãi|20082021";
inline const std::string lan_2024 =
    "051195004321||Trần Thị Lan Thử|09031995|Nữ|Tổ 2, Tịnh Kỳ|20082024||Trần Văn Cha|Võ Thị Mẹ|";

inline std::string item(std::string_view id, std::string_view value) {
    const auto size = std::to_string(value.size());
    return std::string(id) + (size.size() < 2 ? "0" : "") + size + std::string(value);
}

inline std::string with_crc(std::string body) {
    body += "6304";
    constexpr std::string_view digits = "0123456789ABCDEF";
    const unsigned crc = scan::crc16(body);
    for (const unsigned shift : {12U, 8U, 4U, 0U}) body += digits[crc >> shift & 0xfU];
    return body;
}

inline std::string transfer(std::string_view account = "1903777000111", std::string_view amount = "12000") {
    const auto merchant =
        item("00", "A000000727") + item("01", item("00", "970407") + item("01", account)) + item("02", "QRIBFTTA");
    return item("00", "01") + item("01", "12") + item("38", merchant) + item("53", "704") +
           (amount.empty() ? std::string() : item("54", amount)) + item("58", "VN") +
           item("62", item("01", "QN7F3K2M9P") + item("08", "QN7F3K2M9P le phi"));
}

}  // namespace kiosk::test
