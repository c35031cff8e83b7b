#pragma once
/// How fees read on their pages: what became of one, in one sentence. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

[[nodiscard]] Tone bill_tone(const payment::Bill& bill);
[[nodiscard]] Icon bill_icon(const payment::Bill& bill);
/// Each as a notice of its own.
void draw_bills(Frame& frame, const std::vector<payment::Bill>& bills, const ScreenContext& ctx);

}  // namespace kiosk::ui
