#pragma once
/// The slip that a last page prints: how it goes, «In lại», «Kết thúc». UI thread.

#include "kiosk/base/clock.hpp"
#include "ui/screen.hpp"

namespace kiosk::ui {

/// How it goes with the slip, or that the screen stands in for it and why.
void draw_slip(Frame& frame, visit::Delivery delivery, const ScreenContext& ctx);
/// «In lại», busy while it prints: SlipWantedAgain.
void draw_print_again(Frame& frame, std::string_view id, visit::Delivery delivery, const ScreenContext& ctx);
/// «Kết thúc», with the seconds until the page ends by itself once the slip is out: Ended.
void draw_end(Frame& frame, std::string_view id, visit::Delivery delivery, Monotonic deadline, const ScreenContext& ctx);

}  // namespace kiosk::ui
