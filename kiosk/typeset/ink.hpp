#pragma once
/// Lines, boxes and codes in black on a cairo surface, in its units. The surface's own thread; never block.

#include <vector>

#include "kiosk/scan/symbol_writer.hpp"

using cairo_t = struct _cairo;  // NOLINT(bugprone-reserved-identifier): cairo's own name

namespace kiosk::typeset {

inline constexpr int qr_quiet_modules = 4;  ///< by its standard, on every side
inline constexpr int bar_quiet_modules = 10;

void fill(cairo_t* to, double x, double y, double width, double height);
/// A frame of lines that lie within the rectangle.
void outline(cairo_t* to, double x, double y, double width, double height, double thick);
/// Round dots on a line from `from` to `to`, as people write on; `y` is where they stand.
void leader(cairo_t* to, double from, double until, double y, double dot);
/// A tick made of two strokes within a square.
void cross(cairo_t* to, double x, double y, double side, double thick);
/// Dark modules of a QR code, its upper left module at x, y; without the quiet zone.
void draw_qr(cairo_t* to, const scan::Matrix& matrix, double x, double y, double module);
/// Bars across, the first one at x; without the quiet zone.
void draw_bars(cairo_t* to, const std::vector<bool>& modules, double x, double y, double module, double height);
/// Bars below each other, the first one at y.
void draw_ladder(cairo_t* to, const std::vector<bool>& modules, double x, double y, double module, double width);

}  // namespace kiosk::typeset
