#pragma once
/// Where the parts of a page stand on the glass, and what gives way when there is not room for all of it. UI thread.

#include "ui/brush.hpp"
#include "ui/frame.hpp"

namespace kiosk::ui {

namespace layout {
// px at 24 inch.
inline constexpr int margin = 48;
inline constexpr int pager_height = 104;
inline constexpr int below_pinned = 20;
inline constexpr int fade_height = 56;  ///< where what goes on below becomes faint
}  // namespace layout

/// Where the parts of a page stand.
struct Regions {
    Rect header;
    Rect banner;
    Rect steps;
    Rect head;  ///< title and hint
    Rect body;
    Rect second;  ///< the right column; empty on a tall display
    Rect actions;
    Rect keyboard;
    Rect utility;
};

/// Lays the page out. A keyboard takes half of the glass: what it leaves belongs first to the field and its sentence. What has
/// no place elsewhere moves between the columns of `page`.
[[nodiscard]] Regions settled(const Brush& brush, const Display& display, Page& page);

[[nodiscard]] Face title_face(const Brush& brush, const Page& page, int width);
[[nodiscard]] Face hint_face(const Page& page);
/// Above the title.
[[nodiscard]] int head_gap(const Brush& brush, const Page& page, int width);
/// The pinned part stays only while it leaves most of the room to what scrolls.
[[nodiscard]] bool keeps_pinned(const Brush& brush, const Page& page, const Rect& body);

}  // namespace kiosk::ui
