#pragma once
/// Values as others write them, understood: times with units, amounts, channels, applicants. Pure; any thread.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/catalogue/procedure.hpp"

namespace kiosk::catalogue::import_values {

/// One line, normal form C, blanks squeezed, without control characters.
[[nodiscard]] std::string cleaned(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char at);
/// At most so many letters, whole words.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t letters);
/// An id of small letters, digits and _ from a name: "Hộ tịch" -> ho_tich.
[[nodiscard]] std::string id_of(std::string_view name);

/// "1", "2", "3" of the national portal, or its words.
[[nodiscard]] std::optional<Channel> channel(std::string_view word);
[[nodiscard]] std::optional<Audience> audience(std::string_view name);
[[nodiscard]] std::vector<Authority> authorities(std::string_view names);
/// For whom somebody may file, by whom the procedure is for; at least one.
[[nodiscard]] std::vector<ApplicantKind> applicants(const std::vector<Audience>& audience);
/// Tờ khai, đơn, giấy đề nghị, thông báo: what is filled in rather than brought.
[[nodiscard]] bool is_declaration(std::string_view name);

/// "3 Ngày làm việc" -> {"3", "Ngày làm việc"}
[[nodiscard]] std::pair<std::string, std::string> amount_and_unit(std::string_view text);
/// Weeks, months and years are kept in words. False when amount or unit is not understood; the handling then stays without a
/// time.
[[nodiscard]] bool set_time(Handling& handling, std::string_view amount, std::string_view unit);
/// "8,000 VNĐ", "8000 Đồng", "2000 Đồng/trang", "Miễn phí". False for other money, negative or unreadable amounts.
[[nodiscard]] bool add_fee(Handling& handling, std::string code, std::string name, std::string_view amount);
/// "Miễn phí" or nought: nothing is printed that would have to be paid.
[[nodiscard]] bool is_no_money(std::string_view amount);
/// Whether a remark on a fee leaves it to the provincial council or to the law of fees to decide.
[[nodiscard]] bool others_decide(std::string_view remark);
/// What a remark such as "(/trang)…" says the fee counts; empty when it says nothing of it.
[[nodiscard]] std::string counted(std::string_view remark);
/// «Không», «Không có», «Không quy định»: that there is none.
[[nodiscard]] bool says_none(std::string_view text);

}  // namespace kiosk::catalogue::import_values
