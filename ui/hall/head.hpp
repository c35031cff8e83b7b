#pragma once
/// The head of a page that is no visit's: the board of the hall, a counter's own page. UI thread; pure.

#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/texts.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

/// Names and clock; in training a banner that says so.
[[nodiscard]] Chrome hall_head(const settings::Settings& settings, const Texts& texts, WallTime wall);

}  // namespace kiosk::ui
