#include "tests/bench/hard_codes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "kiosk/scan/symbol_writer.hpp"

namespace hard {
namespace {

using kiosk::scan::Grey;
using kiosk::scan::Matrix;
using kiosk::scan::Spot;

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {
        for (int i = 0; i < 8; ++i) random_();
    }
    int up_to(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(std::max(limit, 1))); }
    double between(double low, double high) { return low + (high - low) * (static_cast<double>(random_()) / 4294967296.0); }
    bool chance(double probability) { return between(0, 1) < probability; }
    double normal() { return between(-1, 1) + between(-1, 1) + between(-1, 1); }

private:
    std::mt19937 random_;
};

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

// ---- What is printed -------------------------------------------------------------------------------------------------------

std::string some_text(Dice& dice, int letters) {
    static constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-.:/abcdefghijkmnopqrstuvwxyz";
    std::string out;
    for (int i = 0; i < letters; ++i)
        out += alphabet[static_cast<std::size_t>(dice.up_to(static_cast<int>(alphabet.size())))];
    return out;
}

std::string digits(Dice& dice, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('0' + dice.up_to(10));
    return out;
}

std::string qr_text(Dice& dice) {
    switch (dice.up_to(6)) {
        case 0: return "https://dichvucong.example/tra-cuu?ma=" + some_text(dice, 12);
        case 1: return "000.00.53.H48-" + digits(dice, 6) + "-" + digits(dice, 4);
        case 2: return digits(dice, 12) + "||Nguyễn Văn Thử|01012000|Nam|Thôn Kỳ Xuyên, xã Tịnh Kỳ, Quảng Ngãi|01012022";
        case 3: return some_text(dice, 20 + dice.up_to(60));
        case 4: return some_text(dice, dice.chance(0.3) ? 120 + dice.up_to(200) : 8);
        default: return some_text(dice, 6 + dice.up_to(10));
    }
}

/// Bars and gaps by widths, dark first.
std::vector<bool> from_widths(const std::vector<int>& widths) {
    std::vector<bool> out;
    bool dark = true;
    for (const int width : widths) {
        out.insert(out.end(), static_cast<std::size_t>(width), dark);
        dark = !dark;
    }
    return out;
}

std::vector<bool> ean_13(const std::string& text) {
    static constexpr std::array<std::string_view, 10> left{"3211", "2221", "2122", "1411", "1132",
                                                           "1231", "1114", "1312", "1213", "3112"};
    static constexpr std::array<std::string_view, 10> parity{"LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
                                                             "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"};
    const auto digit = [&](std::size_t at) { return static_cast<std::size_t>(text[at] - '0'); };
    std::vector<bool> out{true, false, true};
    const auto add = [&](std::string_view widths, bool dark, bool mirrored) {
        for (std::size_t i = 0; i < 4; ++i) {
            out.insert(out.end(), static_cast<std::size_t>(widths[mirrored ? 3 - i : i] - '0'), dark);
            dark = !dark;
        }
    };
    for (std::size_t i = 1; i <= 6; ++i) add(left.at(digit(i)), false, parity.at(digit(0))[i - 1] == 'G');
    out.insert(out.end(), {false, true, false, true, false});
    for (std::size_t i = 7; i <= 12; ++i) add(left.at(digit(i)), true, false);
    out.insert(out.end(), {true, false, true});
    return out;
}

std::string with_check_digit(std::string twelve) {
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += (twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return twelve + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::vector<bool> itf(const std::string& text) {
    static constexpr std::array<std::string_view, 10> wide{"00110", "10001", "01001", "11000", "00101",
                                                           "10100", "01100", "00011", "10010", "01010"};
    std::vector<int> widths{1, 1, 1, 1};
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        for (std::size_t k = 0; k < 5; ++k) {
            widths.push_back(wide.at(static_cast<std::size_t>(text[i] - '0'))[k] == '1' ? 3 : 1);
            widths.push_back(wide.at(static_cast<std::size_t>(text[i + 1] - '0'))[k] == '1' ? 3 : 1);
        }
    }
    widths.insert(widths.end(), {3, 1, 1});
    return from_widths(widths);
}

std::vector<bool> code_39(const std::string& text) {
    // Nine elements a letter, w wide, for 0-9 A-Z - and the star.
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-*";
    static constexpr std::array<int, 38> wide{0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064,
                                              0x109, 0x049, 0x148, 0x019, 0x118, 0x058, 0x00d, 0x10c, 0x04c, 0x01c,
                                              0x103, 0x043, 0x142, 0x013, 0x112, 0x052, 0x007, 0x106, 0x046, 0x016,
                                              0x181, 0x0c1, 0x1c0, 0x091, 0x190, 0x0d0, 0x085, 0x094};
    std::vector<int> widths;
    for (const char letter : "*" + text + "*") {
        const int pattern = wide.at(letters.find(letter));
        for (int bit = 8; bit >= 0; --bit) widths.push_back((pattern >> bit & 1) != 0 ? 3 : 1);
        widths.push_back(1);
    }
    widths.pop_back();
    return from_widths(widths);
}

/// A sheet of paper with the code in the middle, `px` a module.
struct Sheet {
    Grey paper;
    double left = 0, top = 0, right = 0, bottom = 0;  ///< of the code
    int px = 6;
};

Sheet sheet_of(const Matrix& code, Dice& dice, int px, int paper_tone, int ink_tone, int bar_height = 0) {
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

/// What happens to the print itself. Says what.
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

// ---- How it is seen --------------------------------------------------------------------------------------------------------

struct Camera {
    int width = 640, height = 480;
    std::array<double, 9> to_sheet{};  ///< projective
    double bend = 0;                   ///< radius of a bottle in sheet pixels; 0 flat
    double bend_middle = 0;
};

/// From places in the picture to places on the sheet.
std::array<double, 9> projective(const std::array<Spot, 4>& from, const std::array<Spot, 4>& to) {
    std::array<std::array<double, 9>, 8> rows{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto [x, y] = from.at(i);
        const auto [u, v] = to.at(i);
        rows.at(2 * i) = {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
        rows.at(2 * i + 1) = {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    for (std::size_t c = 0; c < 8; ++c) {
        std::size_t best = c;
        for (std::size_t r = c; r < 8; ++r) {
            if (std::abs(rows.at(r).at(c)) > std::abs(rows.at(best).at(c))) best = r;
        }
        std::swap(rows.at(c), rows.at(best));
        for (std::size_t r = 0; r < 8; ++r) {
            if (r == c) continue;
            const double factor = rows.at(r).at(c) / rows.at(c).at(c);
            for (std::size_t k = c; k < 9; ++k) rows.at(r).at(k) -= factor * rows.at(c).at(k);
        }
    }
    std::array<double, 9> out{};
    for (std::size_t i = 0; i < 8; ++i) out.at(i) = rows.at(i).at(8) / rows.at(i).at(i);
    out.at(8) = 1;
    return out;
}

Grey seen(const Sheet& sheet, const Camera& camera, int table_tone) {
    Grey out(camera.width, camera.height);
    const auto& m = camera.to_sheet;
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            int sum = 0;
            for (int s = 0; s < 9; ++s) {
                const double px = x + (s % 3 - 1) / 3.0;
                const double py = y + (s / 3 - 1) / 3.0;
                const double w = m[6] * px + m[7] * py + m[8];
                double u = (m[0] * px + m[1] * py + m[2]) / w;
                const double v = (m[3] * px + m[4] * py + m[5]) / w;
                if (camera.bend > 0) {
                    const double part = (u - camera.bend_middle) / camera.bend;
                    u = std::abs(part) < 1 ? camera.bend_middle + camera.bend * std::asin(part) : -1;
                }
                const bool on = u >= 0 && v >= 0 && u < sheet.paper.width && v < sheet.paper.height;
                sum += on ? sheet.paper.row(static_cast<int>(v))[static_cast<int>(u)] : table_tone;
            }
            out.row(y)[x] = static_cast<std::uint8_t>(sum / 9);
        }
    }
    return out;
}

void light(Grey& picture, Dice& dice, std::string& spoilt, Spot middle, double reach) {
    const bool shadow = dice.chance(0.15);
    const bool glare = dice.chance(0.12);
    if (shadow) spoilt += "shadow ";
    if (glare) spoilt += "glare ";
    const double slope_x = dice.between(-0.3, 0.3) / picture.width;
    const double slope_y = dice.between(-0.3, 0.3) / picture.height;
    const double angle = dice.between(0, 6.28);
    const double dark = dice.between(0.35, 0.7);
    const double edge = dice.between(3, 60);
    const double away = dice.between(-0.6, 0.6) * reach;
    const double glare_angle = dice.between(0, 6.28);
    const Spot bright{middle.x + std::cos(glare_angle) * reach * dice.between(0.2, 1.0),
                      middle.y + std::sin(glare_angle) * reach * dice.between(0.2, 1.0)};
    const double glare_reach = reach * dice.between(0.15, 0.5);
    const double glare_power = dice.between(100, 260);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            double value = picture.row(y)[x];
            value *= 1 + slope_x * (x - picture.width / 2.0) + slope_y * (y - picture.height / 2.0);
            if (shadow) {
                const double side = (x - middle.x) * std::cos(angle) + (y - middle.y) * std::sin(angle) - away;
                value *= dark + (1 - dark) / (1 + std::exp(-side / edge));
            }
            if (glare) {
                const double far = std::hypot(x - bright.x, y - bright.y) / glare_reach;
                value += glare_power * std::exp(-far * far);
            }
            picture.row(y)[x] = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
        }
    }
}

Grey smeared(const Grey& from, double length_px, double angle) {
    const int steps = std::max(2, static_cast<int>(length_px * 2));
    Grey out(from.width, from.height);
    for (int y = 0; y < from.height; ++y) {
        for (int x = 0; x < from.width; ++x) {
            int sum = 0;
            for (int i = 0; i < steps; ++i) {
                const double along = length_px * (i / (steps - 1.0) - 0.5);
                const int sx = std::clamp(static_cast<int>(std::lround(x + std::cos(angle) * along)), 0, from.width - 1);
                const int sy = std::clamp(static_cast<int>(std::lround(y + std::sin(angle) * along)), 0, from.height - 1);
                sum += from.row(sy)[sx];
            }
            out.row(y)[x] = static_cast<std::uint8_t>(sum / steps);
        }
    }
    return out;
}

void fade_and_rustle(Grey& picture, Dice& dice, std::string& spoilt) {
    double low = 15, high = 235;
    if (dice.chance(0.15)) {
        const double span = dice.between(25, 80);
        low = dice.between(20, 150);
        high = low + span;
        spoilt += "pale ";
    }
    const double noise = dice.chance(0.2) ? dice.between(4, (high - low) / 8) : dice.between(0.5, 3);
    if (noise > 4) spoilt += "noise ";
    for (auto& pixel : picture.pixels) {
        const double value = low + pixel * (high - low) / 255 + dice.normal() * noise;
        pixel = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
    }
}

/// A sheet through a camera held by a hand. `across` is how many modules the code has.
Grey photographed(const Sheet& sheet, Dice& dice, std::string& spoilt, double across, double finest_px, double coarsest_px) {
    static constexpr std::array<std::array<int, 2>, 4> sizes{{{640, 480}, {800, 600}, {960, 720}, {1280, 720}}};
    Camera camera;
    const auto& size = sizes.at(static_cast<std::size_t>(dice.up_to(4)));
    camera.width = size[0];
    camera.height = size[1];
    double module = finest_px * std::pow(coarsest_px / finest_px, dice.between(0, 1));
    module = std::min(module, 0.85 * std::min(camera.width, camera.height) / across);
    const double scale = module / sheet.px;
    const double angle = dice.chance(0.35) ? dice.between(0, 6.28) : dice.between(-0.15, 0.15);
    const double tilt = dice.chance(0.3) ? dice.between(0.2, 0.7) : dice.between(0, 0.15);
    if (tilt > 0.2) spoilt += "tilt ";
    const double tilt_angle = dice.between(0, 6.28);
    const Spot middle{camera.width * dice.between(0.45, 0.55), camera.height * dice.between(0.45, 0.55)};
    const double half_w = (sheet.right - sheet.left) / 2 * scale;
    const double half_h = (sheet.bottom - sheet.top) / 2 * scale;
    const double reach = std::hypot(half_w, half_h);
    std::array<Spot, 4> corners{Spot{-half_w, -half_h}, {half_w, -half_h}, {half_w, half_h}, {-half_w, half_h}};
    for (auto& corner : corners) {
        const double x = corner.x * std::cos(angle) - corner.y * std::sin(angle);
        const double y = corner.x * std::sin(angle) + corner.y * std::cos(angle);
        const double along = x * std::cos(tilt_angle) + y * std::sin(tilt_angle);
        const double depth = 1 + tilt * 0.5 * along / std::max(reach, 1.0);
        const double squeeze = 1 - tilt * 0.35;
        const double bx = x + (squeeze - 1) * along * std::cos(tilt_angle);
        const double by = y + (squeeze - 1) * along * std::sin(tilt_angle);
        corner = {middle.x + bx / depth, middle.y + by / depth};
    }
    camera.to_sheet = projective(
        corners,
        {Spot{sheet.left, sheet.top}, {sheet.right, sheet.top}, {sheet.right, sheet.bottom}, {sheet.left, sheet.bottom}});
    if (dice.chance(0.12)) {
        camera.bend = (sheet.right - sheet.left) * dice.between(0.7, 2.0);
        camera.bend_middle = (sheet.left + sheet.right) / 2 + dice.between(-0.1, 0.1) * (sheet.right - sheet.left);
        spoilt += "bent ";
    }
    auto picture = seen(sheet, camera, 30 + dice.up_to(180));
    light(picture, dice, spoilt, middle, reach);
    if (dice.chance(0.5)) {
        const double sigma = module * dice.between(0.2, 0.58);
        if (sigma > 0.4) picture = kiosk::scan::blurred(picture, sigma);
        spoilt += "blur ";
    }
    if (dice.chance(0.1)) {
        picture = smeared(picture, module * dice.between(0.6, 1.8), dice.between(0, 3.14));
        spoilt += "moved ";
    }
    fade_and_rustle(picture, dice, spoilt);
    if (dice.chance(0.04)) {
        picture = kiosk::scan::inverted(picture);
        spoilt += "inverted ";
    }
    return picture;
}

}  // namespace

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
