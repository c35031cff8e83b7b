#pragma once
/// Sheets of paper with a code on them, among other print, and what befalls them before anybody looks. Pure functions.

#include <string>

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol_writer.hpp"
#include "tests/bench/dice.hpp"

namespace hard {

/// A sheet of paper with the code in the middle, `px` a module.
struct Sheet {
    kiosk::scan::Grey paper;
    double left = 0, top = 0, right = 0, bottom = 0;  ///< of the code
    int px = 6;
};

/// A rectangle of one tone, 0 to 255, as much of it as lies on the picture.
void box(kiosk::scan::Grey& on, int left, int top, int width, int height, int tone);
/// What looks like lines of text from afar.
void strokes(kiosk::scan::Grey& on, Dice& dice, int left, int top, int width, int height);
/// `bar_height` in pixels makes a row of modules bars; 0: the code is square.
[[nodiscard]] Sheet sheet_of(const kiosk::scan::Matrix& code, Dice& dice, int px, int paper_tone, int ink_tone,
                             int bar_height = 0);
/// What happens to the print itself. Says what.
std::string damage(Sheet& sheet, Dice& dice, bool is_bars);

}  // namespace hard
