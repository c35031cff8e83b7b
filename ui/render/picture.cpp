#include "ui/render/picture.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>

namespace kiosk::ui {
namespace {

std::uint64_t next_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// The mean of a block of pixels, channel by channel.
std::uint32_t mean(const Picture& from, int left, int top, int right, int bottom) {
    std::uint64_t sums[4] = {};
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const auto pixel = from.at(x, y);
            for (unsigned channel = 0; channel < 4; ++channel) sums[channel] += (pixel >> (8 * channel)) & 0xFFU;
        }
    }
    const auto count = static_cast<std::uint64_t>(right - left) * static_cast<std::uint64_t>(bottom - top);
    std::uint32_t out = 0;
    for (unsigned channel = 0; channel < 4; ++channel) {
        out |= static_cast<std::uint32_t>((sums[channel] + count / 2) / count) << (8 * channel);
    }
    return out;
}

}  // namespace

Picture::Picture(int width, int height, std::vector<std::uint32_t> pixels)
    : width_(width), height_(height), pixels_(std::move(pixels)), id_(next_id()) {
    require(
        width >= 0 && height >= 0 && pixels_.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
        "a picture has width times height pixels");
}

std::uint32_t Picture::at(int x, int y) const {
    return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
}

std::string Picture::hash() const { return hash_of(width_, height_, pixels_); }

std::string hash_of(int width, int height, std::span<const std::uint32_t> pixels) {
    const auto size = static_cast<std::uint64_t>(width) << 32U | static_cast<std::uint64_t>(height);
    return fmt::format("{:016x}", XXH3_64bits_withSeed(pixels.data(), pixels.size_bytes(), size));
}

Picture Picture::scaled(int width, int height) const {
    if (empty() || width <= 0 || height <= 0) return {};
    std::vector<std::uint32_t> out;
    out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const auto edge = [](int i, int from, int to) { return static_cast<int>(static_cast<std::int64_t>(i) * from / to); };
    for (int y = 0; y < height; ++y) {
        const int top = edge(y, height_, height);
        const int bottom = std::max(top + 1, edge(y + 1, height_, height));
        for (int x = 0; x < width; ++x) {
            const int left = edge(x, width_, width);
            out.push_back(mean(*this, left, top, std::max(left + 1, edge(x + 1, width_, width)), bottom));
        }
    }
    return {width, height, std::move(out)};
}

Result<Done> Picture::save_png(const std::filesystem::path& path) const {
    if (empty()) return fail(Code::bad_usage, "an empty picture cannot be saved");
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_, height_);
    const int stride = cairo_image_surface_get_stride(surface);
    unsigned char* rows = cairo_image_surface_get_data(surface);
    if (rows == nullptr) {
        cairo_surface_destroy(surface);
        return fail(Code::too_large, fmt::format("no memory for a picture of {}x{} pixels", width_, height_));
    }
    const auto row_bytes = static_cast<std::size_t>(width_) * sizeof(std::uint32_t);
    for (int y = 0; y < height_; ++y) {
        const auto* from =
            reinterpret_cast<const unsigned char*>(&pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)]);
        std::copy_n(from, row_bytes, rows + static_cast<std::ptrdiff_t>(y) * stride);
    }
    cairo_surface_mark_dirty(surface);
    const auto status = cairo_surface_write_to_png(surface, path.c_str());
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        return fail(Code::io, fmt::format("{} cannot be written: {}; check that the folder exists and may be written to",
                                          path.string(), cairo_status_to_string(status)));
    }
    return Done{};
}

Result<Picture> picture_from_bytes(std::span<const std::uint8_t> bytes, int width, int height, int channels) {
    if (width <= 0 || height <= 0 || (channels != 1 && channels != 3 && channels != 4)) {
        return fail(Code::bad_usage, fmt::format("a picture of {}x{} with {} channels", width, height, channels));
    }
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    const auto step = static_cast<std::size_t>(channels);
    if (bytes.size() != count * step) {
        return fail(Code::bad_format, fmt::format("{} bytes for {}x{}x{}", bytes.size(), width, height, channels));
    }
    std::vector<std::uint32_t> pixels(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto* p = &bytes[i * step];
        const std::uint32_t alpha = channels == 4 ? p[3] : 255U;
        const auto channel = [&](std::size_t k) { return (p[channels == 1 ? 0 : k] * alpha + 127U) / 255U; };
        pixels[i] = alpha << 24 | channel(0) << 16 | channel(1) << 8 | channel(2);
    }
    return Picture{width, height, std::move(pixels)};
}

}  // namespace kiosk::ui
