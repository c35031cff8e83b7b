#pragma once
/// What is wrong with a page, in words with the remedy: advice beside the page, never a refusal.

#include <string>
#include <vector>

#include "kiosk/pages/advice.hpp"
#include "ui/screen.hpp"

namespace kiosk::ui {

/// As many as are read at a glance, the weightiest first.
[[nodiscard]] std::vector<pages::Advice> shown_of(const std::vector<pages::Advice>& all);
[[nodiscard]] std::string advice_sentence(const pages::Advice& advice, bool scanned, const ScreenContext& ctx);

}  // namespace kiosk::ui
