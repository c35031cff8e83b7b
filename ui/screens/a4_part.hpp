#pragma once
/// What is printed on A4: at a look-up the receipt and the officers' papers, papers to take home, and how the printing of one
/// goes. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

/// How it goes with the paper wanted last, or why none can be printed now.
void draw_a4_state(Frame& frame, const std::optional<visit::A4Printing>& wanted, const ScreenContext& ctx);
/// A kiosk with an A4 printer that is there, be it in trouble.
[[nodiscard]] bool has_a4_printer(const ScreenContext& ctx);
/// It prints now, and nothing is under way.
[[nodiscard]] bool a4_is_ready(const std::optional<visit::A4Printing>& wanted, const ScreenContext& ctx);
/// The officers' papers, with a button each while they can be printed.
void draw_sent_papers(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);
/// «In giấy tiếp nhận (A4)», when it can be printed.
void draw_receipt_a4(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx);

}  // namespace kiosk::ui
