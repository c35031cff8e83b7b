#pragma once
/// Whole pixels: every rectangle of a page is one, so that a page is the same picture at every optimisation level.

#include <algorithm>
#include <cstdint>

namespace kiosk::ui {

/// 0xAARRGGBB, not premultiplied.
using Colour = std::uint32_t;

struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

/// Left and top inside, right and bottom outside.
struct Rect {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
    [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
    [[nodiscard]] Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= left && p.x < right && p.y >= top && p.y < bottom; }
    [[nodiscard]] bool contains(const Rect& other) const {
        return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
    }
    [[nodiscard]] Rect moved(int dx, int dy) const { return {left + dx, top + dy, right + dx, bottom + dy}; }
    [[nodiscard]] Rect shrunk(int by) const { return shrunk(by, by); }
    [[nodiscard]] Rect shrunk(int dx, int dy) const { return {left + dx, top + dy, right - dx, bottom - dy}; }
    [[nodiscard]] Rect with(const Rect& other) const {
        if (empty()) return other;
        if (other.empty()) return *this;
        return {std::min(left, other.left), std::min(top, other.top), std::max(right, other.right),
                std::max(bottom, other.bottom)};
    }
    [[nodiscard]] Rect within(const Rect& other) const {
        return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
                std::min(bottom, other.bottom)};
    }
    [[nodiscard]] bool overlaps(const Rect& other) const { return !within(other).empty(); }

    /// Cuts a strip off this rectangle and returns it.
    Rect cut_top(int px) { return cut({left, top, right, top + px}, top, top + px); }
    Rect cut_bottom(int px) { return cut({left, bottom - px, right, bottom}, bottom, bottom - px); }
    Rect cut_left(int px) { return cut({left, top, left + px, bottom}, left, left + px); }
    Rect cut_right(int px) { return cut({right - px, top, right, bottom}, right, right - px); }

    bool operator==(const Rect&) const = default;

private:
    static Rect cut(Rect strip, int& edge, int to) {
        edge = to;
        return strip;
    }
};

}  // namespace kiosk::ui
