#include "tests/bench/hard_codes.hpp"

#include <vector>

#include "kiosk/scan/symbol_writer.hpp"
#include "tests/bench/dice.hpp"
#include "tests/bench/hand_held.hpp"
#include "tests/bench/hard_paper.hpp"
#include "tests/bench/printed_codes.hpp"

namespace hard {

using kiosk::scan::Grey;
using kiosk::scan::Matrix;

Picture qr(unsigned seed) {
    Dice dice(seed * 2654435761U + 1);
    Picture out;
    out.text = qr_text(dice);
    const auto level = static_cast<kiosk::scan::Correction>(dice.up_to(4));
    auto code = kiosk::scan::qr_matrix(out.text, level);
    if (!code) code = kiosk::scan::qr_matrix(out.text, kiosk::scan::Correction::low);
    const int ink = dice.chance(0.2) ? 60 + dice.up_to(60) : 10;
    auto sheet = sheet_of(code.value(), dice, 6, 225 + dice.up_to(30), ink);
    if (dice.chance(0.25)) out.spoilt += damage(sheet, dice, false);
    out.grey = photographed(sheet, dice, out.spoilt, code->width + 8, 2.2, 9);
    return out;
}

Picture bars(unsigned seed) {
    Dice dice(seed * 2246822519U + 2);
    Picture out;
    std::vector<bool> bars;
    switch (dice.up_to(5)) {
        case 0:
            out.text = with_check_digit(std::to_string(1 + dice.up_to(9)) + digits(dice, 11));
            bars = ean_13(out.text);
            out.spoilt = "EAN-13 ";
            break;
        case 1:
            out.text = digits(dice, 2 * (4 + dice.up_to(4)));
            bars = itf(out.text);
            out.spoilt = "ITF ";
            break;
        case 2:
            out.text = "HS" + digits(dice, 5 + dice.up_to(5));
            bars = code_39(out.text);
            out.spoilt = "Code39 ";
            break;
        default:
            out.text = dice.chance(0.5) ? "000.00.53.H48-" + digits(dice, 6) + "-" + digits(dice, 4)
                                        : some_text(dice, 8 + dice.up_to(10));
            bars = kiosk::scan::code_128_bars(out.text).value();
            out.spoilt = "Code128 ";
    }
    const Matrix code{static_cast<int>(bars.size()), 1, bars};
    const int px = 5;
    auto sheet = sheet_of(code, dice, px, 225 + dice.up_to(30), 10 + dice.up_to(50),
                          static_cast<int>(bars.size()) * px / (2 + dice.up_to(4)));
    if (dice.chance(0.25)) out.spoilt += damage(sheet, dice, true);
    out.grey = photographed(sheet, dice, out.spoilt, code.width + 20, 1.4, 5);
    return out;
}

Picture nothing(unsigned seed) {
    Dice dice(seed * 3266489917U + 3);
    Picture out;
    Sheet sheet{Grey(900, 700, 235), 100, 100, 800, 600, 6};
    auto& paper = sheet.paper;
    switch (dice.up_to(4)) {
        case 0: strokes(paper, dice, 20, 20, 860, 660); break;
        case 1:  // a table
            for (int y = 40; y < 660; y += 20 + dice.up_to(30)) box(paper, 30, y, 840, 1 + dice.up_to(3), 40);
            for (int x = 30; x < 870; x += 40 + dice.up_to(90)) box(paper, x, 40, 1 + dice.up_to(3), 620, 40);
            strokes(paper, dice, 40, 45, 820, 600);
            break;
        case 2:  // hatching, louvres, combs
            for (int i = 0; i < 12; ++i) {
                const int step = 4 + dice.up_to(14), left = dice.up_to(700), top = dice.up_to(500),
                          high = 40 + dice.up_to(200);
                for (int k = 0; k < 40; ++k)
                    box(paper, left + k * step, top, 1 + dice.up_to(step - 1), high, dice.up_to(80));
            }
            break;
        default:  // bricks and windows
            for (int y = 0; y < 700; y += 24) {
                for (int x = 0; x < 900; x += 24) {
                    if (dice.chance(0.5)) box(paper, x, y, 24, 24, dice.up_to(90));
                }
            }
            for (int i = 0; i < 5; ++i) {
                const int x = dice.up_to(800), y = dice.up_to(600), s = 6 + dice.up_to(8);
                box(paper, x, y, 7 * s, 7 * s, 20);
                box(paper, x + s, y + s, 5 * s, 5 * s, 230);
                box(paper, x + 2 * s, y + 2 * s, 3 * s, 3 * s, 20);
            }
    }
    out.grey = photographed(sheet, dice, out.spoilt, 120, 3, 8);
    return out;
}

}  // namespace hard
