#pragma once
/// What every last page offers besides its own business: to rate the service and to say what was not right. Quietly. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

void draw_last_words(Frame& frame, const ScreenContext& ctx);

}  // namespace kiosk::ui
