#pragma once
/// Codes of results (mã kết quả): the national catalogue's code of a kind of result, and the code that is printed on one
/// result, made by the province's template. Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::dossier {

/// One result that was issued.
struct IssuedResult {
    std::string type;          ///< KQ.G15.000031
    Personal owner;            ///< number of the person or organisation it was issued to
    std::string number;        ///< số, ký hiệu: 12/2026/TLKS
    std::string issuing_unit;  ///< unit code
    LocalDate issued_on;
    bool operator==(const IssuedResult&) const = default;
};
/// Fills `{owner} {type} {number} {unit} {year}` of `dossier.result_code` in kiosk.toml, whose default {owner}.{type} is how
/// NĐ 45/2020 is believed to build it. bad_usage names what the template needs and the result has not.
[[nodiscard]] Result<Personal> result_code(std::string_view wanted, const IssuedResult& result);

}  // namespace kiosk::dossier
