#include "drivers/camera/pixels.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace kiosk::drivers {
namespace {

constexpr int largest_side_px = 16'384;

Result<Done> check(const RawPicture& raw, std::size_t bytes_a_pixel) {
    const bool sane =
        raw.width_px > 0 && raw.height_px > 0 && raw.width_px <= largest_side_px && raw.height_px <= largest_side_px;
    if (!sane) return fail(Code::bad_format, "the camera's picture has no sensible size");
    const std::size_t row = static_cast<std::size_t>(raw.width_px) * bytes_a_pixel;
    if (raw.stride < row || raw.bytes.size() < raw.stride * (static_cast<std::size_t>(raw.height_px) - 1) + row) {
        return fail(Code::bad_format, "the camera's picture was cut");
    }
    return Done{};
}

std::string pnm_header(const char* magic, int width_px, int height_px) {
    return std::string(magic) + "\n" + std::to_string(width_px) + " " + std::to_string(height_px) + "\n255\n";
}

char colour(int value) { return static_cast<char>(std::clamp(value >> 8, 0, 255)); }

}  // namespace

Result<std::vector<std::uint8_t>> grey_of_yuyv(const RawPicture& raw) {
    if (auto fine = check(raw, 2); !fine) return fail(std::move(fine));
    std::vector<std::uint8_t> grey;
    const auto width = static_cast<std::size_t>(raw.width_px);
    grey.reserve(width * static_cast<std::size_t>(raw.height_px));
    for (std::size_t y = 0; y < static_cast<std::size_t>(raw.height_px); ++y) {
        const auto row = raw.bytes.subspan(y * raw.stride, width * 2);
        for (std::size_t x = 0; x < width; ++x) grey.push_back(row[x * 2]);
    }
    return grey;
}

Result<std::vector<std::uint8_t>> grey_of_grey(const RawPicture& raw) {
    if (auto fine = check(raw, 1); !fine) return fail(std::move(fine));
    std::vector<std::uint8_t> grey;
    for (std::size_t y = 0; y < static_cast<std::size_t>(raw.height_px); ++y) {
        const auto row = raw.bytes.subspan(y * raw.stride, static_cast<std::size_t>(raw.width_px));
        grey.insert(grey.end(), row.begin(), row.end());
    }
    return grey;
}

Result<Picture> ppm_of_yuyv(const RawPicture& raw) {
    if (auto fine = check(raw, 2); !fine) return fail(std::move(fine));
    const auto width = static_cast<std::size_t>(raw.width_px);
    if (width % 2 != 0) return fail(Code::bad_format, "a YUYV picture has an even width");
    std::string out = pnm_header("P6", raw.width_px, raw.height_px);
    out.reserve(out.size() + width * static_cast<std::size_t>(raw.height_px) * 3);
    for (std::size_t y = 0; y < static_cast<std::size_t>(raw.height_px); ++y) {
        const auto row = raw.bytes.subspan(y * raw.stride, width * 2);
        for (std::size_t x = 0; x < width; ++x) {
            const std::size_t pair = x / 2 * 4;
            const int light = 298 * (row[x * 2] - 16) + 128;  // BT.601 in 8-bit fixed point
            const int u = row[pair + 1] - 128;
            const int v = row[pair + 3] - 128;
            out.push_back(colour(light + 409 * v));
            out.push_back(colour(light - 100 * u - 208 * v));
            out.push_back(colour(light + 516 * u));
        }
    }
    return Picture{std::move(out), "image/x-portable-anymap"};
}

Result<Picture> pgm_of_grey(const RawPicture& raw) {
    const auto grey = grey_of_grey(raw);
    if (!grey) return tl::unexpected(grey.error());
    std::string out = pnm_header("P5", raw.width_px, raw.height_px);
    out.append(grey->begin(), grey->end());
    return Picture{std::move(out), "image/x-portable-anymap"};
}

Result<Frame> frame_of_pnm(std::string_view file) {
    const bool in_colour = file.starts_with("P6\n");
    if (!in_colour && !file.starts_with("P5\n")) return fail(Code::unsupported, "the picture is neither PGM nor PPM");
    std::size_t at = 2;
    int numbers[3] = {0, 0, 0};
    for (int& number : numbers) {
        const std::size_t first = file.find_first_not_of(" \n", at);
        if (first == std::string_view::npos) return fail(Code::bad_format, "the picture's head was cut");
        const auto [end, error] = std::from_chars(file.data() + first, file.data() + file.size(), number);
        if (error != std::errc{}) return fail(Code::unsupported, "the picture's head holds more than numbers");
        at = static_cast<std::size_t>(end - file.data());
    }
    const auto [width_px, height_px, steps] = numbers;
    if (steps != 255 || width_px <= 0 || height_px <= 0 || width_px > largest_side_px || height_px > largest_side_px) {
        return fail(Code::unsupported, "the picture's size or depth is not one the kiosk takes");
    }
    const std::size_t pixels = static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px);
    const std::size_t samples = in_colour ? 3 : 1;
    if (file.size() < at + 1 + pixels * samples) return fail(Code::bad_format, "the picture was cut");
    const auto light = [&](std::size_t i) { return static_cast<std::uint8_t>(file[at + 1 + i]); };
    Frame frame{width_px, height_px, std::vector<std::uint8_t>(pixels), {}, 0};
    for (std::size_t i = 0; i < pixels; ++i) {
        frame.grey[i] =
            in_colour ? static_cast<std::uint8_t>((77 * light(i * 3) + 150 * light(i * 3 + 1) + 29 * light(i * 3 + 2)) >> 8)
                      : light(i);
    }
    return frame;
}

}  // namespace kiosk::drivers
