#pragma once
/// The one sentence for each state that a fee can be in: on the screen and on the slip the same. Pure; any thread.

#include <string>

#include "kiosk/payment/charge.hpp"
#include "kiosk/texts/texts.hpp"

namespace kiosk::payment {

struct BillWords {
    std::string title;  ///< «Đã nộp 8.000 đ»
    std::string body;   ///< what follows from it, and what to do
};
[[nodiscard]] BillWords words_of(const Bill& bill, const Texts& texts);

}  // namespace kiosk::payment
