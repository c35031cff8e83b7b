#include "tests/scan/drawn.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace drawn {
namespace {

using kiosk::scan::Grey;
using kiosk::scan::Spot;

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

std::string big_endian(std::uint32_t value) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(value >> shift & 0xffU);
    return out;
}

std::string chunk(std::string_view kind, std::string_view data) {
    const auto body = std::string(kind) + std::string(data);
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc32(body));
}

/// zlib's container with stored blocks.
std::string stored(std::string_view data) {
    std::string out("\x78\x01", 2);
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : data) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    while (!data.empty()) {
        const auto part = data.substr(0, 65535);
        data.remove_prefix(part.size());
        out += data.empty() ? '\1' : '\0';
        const auto size = static_cast<unsigned>(part.size());
        for (const unsigned value : {size, ~size}) {
            out += static_cast<char>(value & 0xffU);
            out += static_cast<char>(value >> 8 & 0xffU);
        }
        out += part;
    }
    return out + big_endian(b << 16 | a);
}

}  // namespace

Grey qr(std::string_view text, int module_px, kiosk::scan::Correction correction) {
    const auto matrix = kiosk::scan::qr_matrix(text, correction).value();
    const int side = (matrix.width + 8) * module_px;
    Grey out(side, side, 255);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int mx = x / module_px - 4;
            const int my = y / module_px - 4;
            const bool inside = mx >= 0 && my >= 0 && mx < matrix.width && my < matrix.height;
            if (inside && matrix.at(mx, my)) out.row(y)[x] = 0;
        }
    }
    return out;
}

Grey code_128(std::string_view text, int module_px, int height_px) {
    const auto bars = kiosk::scan::code_128_bars(text).value();
    Grey out((static_cast<int>(bars.size()) + 20) * module_px, height_px + 40, 255);
    for (int y = 20; y < height_px + 20; ++y) {
        for (int x = 0; x < static_cast<int>(bars.size()) * module_px; ++x) {
            if (bars[static_cast<std::size_t>(x / module_px)]) out.row(y)[x + 10 * module_px] = 0;
        }
    }
    return out;
}

Grey stacked(const Grey& top, const Grey& bottom) {
    Grey out(std::max(top.width, bottom.width), top.height + bottom.height, 255);
    for (int y = 0; y < top.height; ++y) std::copy_n(top.row(y), top.width, out.row(y));
    for (int y = 0; y < bottom.height; ++y) std::copy_n(bottom.row(y), bottom.width, out.row(top.height + y));
    return out;
}

Grey noisy(Grey picture, int strength, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> spread(-strength, strength);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const int light = 40 * x / std::max(picture.width, 1) - 20;
            picture.row(y)[x] = static_cast<std::uint8_t>(std::clamp(picture.row(y)[x] + spread(random) + light, 0, 255));
        }
    }
    return picture;
}

Grey faded(Grey picture, int dark, int light) {
    for (auto& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(dark + pixel * (light - dark) / 255);
    return picture;
}

Grey seen_at_an_angle(const Grey& picture, std::array<Spot, 4> corners) {
    // The projective map from the unit square to the four corners, inverted place by place.
    const auto& [p0, p1, p2, p3] = corners;
    const double dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, sx = p0.x - p1.x + p2.x - p3.x;
    const double dy1 = p1.y - p2.y, dy2 = p3.y - p2.y, sy = p0.y - p1.y + p2.y - p3.y;
    const double base = dx1 * dy2 - dx2 * dy1;
    const double g = (sx * dy2 - dx2 * sy) / base;
    const double h = (dx1 * sy - sx * dy1) / base;
    const double a = p1.x - p0.x + g * p1.x, b = p3.x - p0.x + h * p3.x, c = p0.x;
    const double d = p1.y - p0.y + g * p1.y, e = p3.y - p0.y + h * p3.y, f = p0.y;
    const double A = e - f * h, B = c * h - b, C = b * f - c * e;
    const double D = f * g - d, E = a - c * g, F = c * d - a * f;
    const double G = d * h - e * g, H = b * g - a * h, I = a * e - b * d;
    Grey out(picture.width, picture.height, 200);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const double w = G * x + H * y + I;
            const double u = (A * x + B * y + C) / w * (picture.width - 1);
            const double v = (D * x + E * y + F) / w * (picture.height - 1);
            if (!(u >= 0 && v >= 0 && u < picture.width - 1 && v < picture.height - 1)) continue;
            const int left = static_cast<int>(u);
            const int top = static_cast<int>(v);
            const double fx = u - left, fy = v - top;
            const auto* one = picture.row(top);
            const auto* two = picture.row(top + 1);
            out.row(y)[x] = static_cast<std::uint8_t>((one[left] * (1 - fx) + one[left + 1] * fx) * (1 - fy) +
                                                      (two[left] * (1 - fx) + two[left + 1] * fx) * fy);
        }
    }
    return out;
}

Grey clutter(int width, int height, unsigned seed) {
    std::mt19937 random(seed);
    const auto up_to = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(std::max(limit, 1))); };
    Grey out(width, height, 230);
    const auto box = [&](int left, int top, int w, int h, int tone) {
        for (int y = std::max(top, 0); y < std::min(top + h, height); ++y) {
            for (int x = std::max(left, 0); x < std::min(left + w, width); ++x)
                out.row(y)[x] = static_cast<std::uint8_t>(tone);
        }
    };
    for (int line = 10; line < height - 20; line += 18 + up_to(8)) {  // lines of strokes, as print looks from afar
        for (int x = 10; x < width - 10; x += 3 + up_to(9)) box(x, line + up_to(3), 1 + up_to(4), 4 + up_to(9), up_to(90));
    }
    for (int i = 0; i < 6; ++i) {  // stripes and tables
        const int left = up_to(width), top = up_to(height), step = 3 + up_to(6);
        for (int x = 0; x < 60; ++x) box(left + x * step, top, 1 + up_to(step - 1), 30 + up_to(60), up_to(60));
    }
    return noisy(std::move(out), 12, seed + 1);
}

std::string pgm(const Grey& picture) {
    std::string out = "P5\n" + std::to_string(picture.width) + " " + std::to_string(picture.height) + "\n255\n";
    out.append(reinterpret_cast<const char*>(picture.pixels.data()), picture.pixels.size());
    return out;
}

std::string png(const Grey& picture, unsigned claimed_width, unsigned claimed_height) {
    std::string rows;
    for (int y = 0; y < picture.height; ++y) {
        rows += '\0';
        rows.append(reinterpret_cast<const char*>(picture.row(y)), static_cast<std::size_t>(picture.width));
    }
    const auto width = claimed_width != 0 ? claimed_width : static_cast<unsigned>(picture.width);
    const auto height = claimed_height != 0 ? claimed_height : static_cast<unsigned>(picture.height);
    const std::string header = big_endian(width) + big_endian(height) + std::string("\x08\x00\x00\x00\x00", 5);
    return std::string("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", header) + chunk("IDAT", stored(rows)) + chunk("IEND", "");
}

}  // namespace drawn
