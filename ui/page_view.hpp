#pragma once
/// Draws a recorded page: the chrome around it, the head, the columns that scroll, what is docked at the bottom. UI thread.

#include "ui/brush.hpp"
#include "ui/frame.hpp"
#include "ui/memory.hpp"

namespace kiosk::ui {

void draw_page(Brush& brush, const Display& display, Page& page, PageMemory& memory);

// The parts, each in the file of its name.
void draw_header(Brush& brush, const Rect& rect, const Chrome& chrome);
/// Where the banner stands within a wide header; empty: it needs a strip of its own.
[[nodiscard]] Rect banner_in_header(const Brush& brush, const Rect& header, const Chrome& chrome);
void draw_banner(Brush& brush, const Rect& rect, const Chrome& chrome);
[[nodiscard]] int steps_height(const Brush& brush, int width_px, bool portrait, const std::vector<std::string>& labels);
void draw_steps(Brush& brush, const Rect& rect, int current, const std::vector<std::string>& labels);
/// With labels that do not fit their places in one line there are two.
[[nodiscard]] int utility_height(const Brush& brush, const Chrome& chrome, int width_px, bool portrait);
void draw_utility(Brush& brush, const Rect& rect, const Chrome& chrome, bool portrait);
[[nodiscard]] int actions_height(const Brush& brush, const std::vector<Action>& actions, int width_px, bool compact);
void draw_actions(Brush& brush, const Rect& rect, const std::vector<Action>& actions);
[[nodiscard]] int keyboard_height(const Brush& brush, const KeyboardPage& keyboard, bool portrait);
void draw_keyboard(Brush& brush, const Rect& rect, const KeyboardPage& keyboard);
void draw_dialog(Brush& brush, const Rect& screen, const Dialog& dialog);
void draw_board(Brush& brush, const Rect& rect, const Board& board, bool portrait);
void draw_attract(Brush& brush, const Rect& screen, const Attract& attract);

}  // namespace kiosk::ui
