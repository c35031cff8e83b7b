#pragma once
/// A picture in memory. Immutable once made; copying it copies the pixels. Any thread, one at a time.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::ui {

class Picture {
public:
    Picture() = default;
    /// `pixels` are rows of 0xAARRGGBB, alpha premultiplied; there must be width * height of them.
    Picture(int width, int height, std::vector<std::uint32_t> pixels);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] bool empty() const { return pixels_.empty(); }
    [[nodiscard]] std::span<const std::uint32_t> pixels() const& { return pixels_; }
    void pixels() const&& = delete;  // the picture would be gone before its pixels
    [[nodiscard]] std::uint32_t at(int x, int y) const;
    /// Tells one picture from another without comparing pixels; the same for a copy.
    [[nodiscard]] std::uint64_t id() const { return id_; }
    /// 16 hexadecimal digits over size and pixels (XXH3, 64 bits), for golden pictures.
    [[nodiscard]] std::string hash() const;
    /// A smaller or larger copy; every pixel is the mean of what it covers.
    [[nodiscard]] Picture scaled(int width, int height) const;
    /// Writes a PNG file. Blocks on the disk.
    [[nodiscard]] Result<Done> save_png(const std::filesystem::path& path) const;

private:
    int width_ = 0;
    int height_ = 0;
    std::vector<std::uint32_t> pixels_;
    std::uint64_t id_ = 0;
};

/// What Picture::hash() would say of these pixels.
[[nodiscard]] std::string hash_of(int width, int height, std::span<const std::uint32_t> pixels);

/// From tightly packed bytes: 1 (gray), 3 (RGB) or 4 (RGBA) channels.
[[nodiscard]] Result<Picture> picture_from_bytes(std::span<const std::uint8_t> bytes, int width, int height, int channels);

}  // namespace kiosk::ui
