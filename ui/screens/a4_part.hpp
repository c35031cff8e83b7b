#pragma once
/// What a look-up offers on A4: the receipt, the officers' papers, and how the printing of one goes. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

/// How it goes with the paper wanted last, or why none can be printed now.
void draw_a4_state(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);
/// The officers' papers, with a button each while they can be printed.
void draw_sent_papers(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);
/// «In giấy tiếp nhận (A4)», when it can be printed.
void draw_receipt_a4(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);

}  // namespace kiosk::ui
