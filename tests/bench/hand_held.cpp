#include "tests/bench/hand_held.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace hard {
namespace {

using kiosk::scan::Grey;
using kiosk::scan::Spot;

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

}  // namespace

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

}  // namespace hard
