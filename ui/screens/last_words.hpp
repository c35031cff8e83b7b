#pragma once
/// What every last page offers besides its own business: to rate the service and to say what was not right. Quietly. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

void draw_last_words(Frame& frame, const ScreenContext& ctx);
/// The first of the two as a button of the bottom row, for a page that has no room to give.
void dock_last_word(Frame& frame, const ScreenContext& ctx);

}  // namespace kiosk::ui
