#include "kiosk/typeset/ink.hpp"

#include <cairo.h>

namespace kiosk::typeset {
namespace {

/// Runs of dark modules as one path each: side by side, two rectangles leave a hair of white when a viewer smooths edges.
template <class Dark, class Run>
void runs_of(int count, const Dark& dark, const Run& run) {
    for (int from = 0; from < count; ++from) {
        if (!dark(from)) continue;
        int until = from;
        while (until < count && dark(until)) ++until;
        run(from, until - from);
        from = until;
    }
}

}  // namespace

void fill(cairo_t* to, double x, double y, double width, double height) {
    cairo_rectangle(to, x, y, width, height);
    cairo_fill(to);
}

void outline(cairo_t* to, double x, double y, double width, double height, double thick) {
    fill(to, x, y, width, thick);
    fill(to, x, y + height - thick, width, thick);
    fill(to, x, y, thick, height);
    fill(to, x + width - thick, y, thick, height);
}

void leader(cairo_t* to, double from, double until, double y, double dot) {
    if (until <= from) return;
    cairo_save(to);
    const double dashes[] = {0, 3 * dot};
    cairo_set_dash(to, dashes, 2, 0);
    cairo_set_line_cap(to, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(to, dot);
    cairo_move_to(to, from, y);
    cairo_line_to(to, until, y);
    cairo_stroke(to);
    cairo_restore(to);
}

void cross(cairo_t* to, double x, double y, double side, double thick) {
    cairo_save(to);
    cairo_set_line_width(to, thick);
    cairo_move_to(to, x, y);
    cairo_line_to(to, x + side, y + side);
    cairo_move_to(to, x + side, y);
    cairo_line_to(to, x, y + side);
    cairo_stroke(to);
    cairo_restore(to);
}

void draw_qr(cairo_t* to, const scan::Matrix& matrix, double x, double y, double module) {
    for (int row = 0; row < matrix.height; ++row) {
        runs_of(
            matrix.width, [&](int at) { return matrix.at(at, row); },
            [&](int from, int count) { cairo_rectangle(to, x + from * module, y + row * module, count * module, module); });
    }
    cairo_fill(to);
}

void draw_bars(cairo_t* to, const std::vector<bool>& modules, double x, double y, double module, double height) {
    runs_of(
        static_cast<int>(modules.size()), [&](int at) { return modules[static_cast<std::size_t>(at)]; },
        [&](int from, int count) { cairo_rectangle(to, x + from * module, y, count * module, height); });
    cairo_fill(to);
}

void draw_ladder(cairo_t* to, const std::vector<bool>& modules, double x, double y, double module, double width) {
    runs_of(
        static_cast<int>(modules.size()), [&](int at) { return modules[static_cast<std::size_t>(at)]; },
        [&](int from, int count) { cairo_rectangle(to, x, y + from * module, width, count * module); });
    cairo_fill(to);
}

}  // namespace kiosk::typeset
