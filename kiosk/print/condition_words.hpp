#pragma once
/// When a question of an e-form is asked, in words for somebody who fills the form in by hand. Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// "Chỉ điền khi “Nhận kết quả bằng cách nào?” là “Qua bưu điện”." Empty: always asked. A rule that has no plain words
/// (sums, rules over rows) is told as one that has to apply.
[[nodiscard]] std::string condition_words(const catalogue::Form& form, const catalogue::Question& question,
                                          const slips::Press& press);

/// What people read for the value of an option; the value itself when it is none.
[[nodiscard]] std::string label_of_option(const catalogue::Question& question, std::string_view value,
                                          const slips::Press& press);

}  // namespace kiosk::print
