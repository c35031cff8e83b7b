#pragma once
/// Whether the person belongs to a class that the centre may call before others. UI thread.

#include <string_view>

#include "ui/screen.hpp"

namespace kiosk::ui {

/// Asked once, plainly; the first answer, none of them, is as good as the others: PriorityChosen. Nothing where the centre has no
/// classes. `chosen`: id of a class, or empty.
void draw_priority(Frame& frame, std::string_view chosen, const ScreenContext& ctx);

}  // namespace kiosk::ui
