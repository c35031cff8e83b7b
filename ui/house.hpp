#pragma once
/// What the house puts around every page: the centre's name, clock and date, the bar below, and the banner that tells of
/// training and of a network that is down. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

/// `shown` is the state whose page is seen, under any question.
void draw_house(Frame& frame, const visit::State& shown, const ScreenContext& ctx);

/// Whether there is a voice for the language of the page.
[[nodiscard]] bool can_speak(const ScreenContext& ctx);

}  // namespace kiosk::ui
