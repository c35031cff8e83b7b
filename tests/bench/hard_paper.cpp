#include "tests/bench/hard_paper.hpp"

#include <algorithm>
#include <cmath>

namespace hard {

using kiosk::scan::Grey;
using kiosk::scan::Matrix;

void box(Grey& on, int left, int top, int width, int height, int tone) {
    for (int y = std::max(top, 0); y < std::min(top + height, on.height); ++y) {
        for (int x = std::max(left, 0); x < std::min(left + width, on.width); ++x)
            on.row(y)[x] = static_cast<std::uint8_t>(tone);
    }
}

void strokes(Grey& on, Dice& dice, int left, int top, int width, int height) {
    for (int line = top; line < top + height - 14; line += 18 + dice.up_to(6)) {
        for (int x = left; x < left + width - 8; x += 3 + dice.up_to(8)) {
            box(on, x, line + dice.up_to(3), 1 + dice.up_to(3), 4 + dice.up_to(9), 20 + dice.up_to(60));
        }
    }
}

Sheet sheet_of(const Matrix& code, Dice& dice, int px, int paper_tone, int ink_tone, int bar_height) {
    const int quiet = (bar_height > 0 ? 10 : 4) * px;
    const int width = code.width * px;
    const int height = bar_height > 0 ? bar_height : code.height * px;
    const int around_x = width / 3 + 60;
    const int around_y = height / 3 + 60;
    Sheet out{Grey(width + 2 * (quiet + around_x), height + 2 * (quiet + around_y), static_cast<std::uint8_t>(paper_tone)),
              static_cast<double>(quiet + around_x),
              static_cast<double>(quiet + around_y),
              static_cast<double>(quiet + around_x + width),
              static_cast<double>(quiet + around_y + height),
              px};
    auto& paper = out.paper;
    if (dice.chance(0.7)) {
        strokes(paper, dice, 10, 10, paper.width - 20, around_y - 10);
        strokes(paper, dice, 10, paper.height - around_y, paper.width - 20, around_y - 10);
        strokes(paper, dice, 10, around_y, around_x - 20, height);
    }
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            if (code.at(x / px, bar_height > 0 ? 0 : y / px)) {
                paper.row(y + static_cast<int>(out.top))[x + static_cast<int>(out.left)] =
                    static_cast<std::uint8_t>(ink_tone);
            }
        }
    }
    return out;
}

std::string damage(Sheet& sheet, Dice& dice, bool is_bars) {
    auto& paper = sheet.paper;
    const double width = sheet.right - sheet.left;
    const double height = sheet.bottom - sheet.top;
    const auto x_in = [&] { return static_cast<int>(dice.between(sheet.left, sheet.right)); };
    const auto y_in = [&] { return static_cast<int>(dice.between(sheet.top, sheet.bottom)); };
    switch (dice.up_to(5)) {
        case 0: {  // specks, as a thermal head leaves
            const double share = dice.between(0.01, is_bars ? 0.05 : 0.03);
            const int count = static_cast<int>(share * width * height / (sheet.px * sheet.px * 0.3));
            for (int i = 0; i < count; ++i) {
                const int size = 1 + dice.up_to(sheet.px * 2 / 3);
                box(paper, x_in(), y_in(), size, size, dice.chance(0.5) ? 250 : 10);
            }
            return "specks ";
        }
        case 1:  // dead dots of the head, folds
            for (int i = 1 + dice.up_to(3); i > 0; --i) {
                const int line = std::max(1, static_cast<int>(sheet.px * dice.between(0.2, 0.5)));
                if (is_bars)
                    box(paper, static_cast<int>(sheet.left) - 40, y_in(), static_cast<int>(width) + 80, 3 * line, 240);
                else if (dice.chance(0.5))
                    box(paper, x_in(), static_cast<int>(sheet.top) - 20, line, static_cast<int>(height) + 40, 240);
                else box(paper, static_cast<int>(sheet.left) - 20, y_in(), static_cast<int>(width) + 40, line, 240);
            }
            return "lines ";
        case 2: {  // a stain or a hole
            const double reach = std::min(width, height) * dice.between(0.06, is_bars ? 0.3 : 0.14);
            const int cx = x_in(), cy = y_in(), tone = dice.chance(0.5) ? 235 : 40;
            for (int y = std::max(0, cy - 200); y < std::min(paper.height, cy + 200); ++y) {
                for (int x = std::max(0, cx - 200); x < std::min(paper.width, cx + 200); ++x) {
                    if (std::hypot(x - cx, y - cy) < reach) paper.row(y)[x] = static_cast<std::uint8_t>(tone);
                }
            }
            return "stain ";
        }
        case 3: {  // ink that ran or faded
            const auto changed = dice.chance(0.5) ? kiosk::scan::darkest(paper) : kiosk::scan::lightest(paper);
            paper = changed;
            return "ink ";
        }
        default: return "";
    }
}

}  // namespace hard
