#pragma once
/// A date typed digit by digit: shown as 31/01/1990 while it grows, kept as 1990-01-31 once it is a day that exists. What is
/// not finished is kept as it is shown, so that nothing typed is lost. Pure. Any thread.

#include <string>
#include <string_view>

#include "ui/page.hpp"

namespace kiosk::ui::typed_date {

/// What the field shows for the kept text.
[[nodiscard]] std::string shown(std::string_view kept);
/// The text to keep after this key.
[[nodiscard]] std::string press(std::string_view kept, const Key& key);

}  // namespace kiosk::ui::typed_date
