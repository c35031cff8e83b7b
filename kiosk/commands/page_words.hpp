#pragma once
/// What is said of pages.

#include <string>

#include "kiosk/pages/advice.hpp"

namespace kiosk::commands {

/// What is wrong and what to do about it.
[[nodiscard]] std::string advice_in_english(const pages::Advice& advice);

}  // namespace kiosk::commands
