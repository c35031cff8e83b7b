#pragma once
/// Raw camera pictures as what the kiosk uses. Pure functions: any thread, never block.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/camera/camera.hpp"

namespace kiosk::drivers {

/// A picture as it lies in the camera's buffer: rows of `stride` bytes.
struct RawPicture {
    int width_px = 0;
    int height_px = 0;
    std::size_t stride = 0;
    std::span<const std::uint8_t> bytes;
};

/// The brightness of YUYV (4:2:2) pictures. bad_format when bytes are missing, for a picture that was cut.
[[nodiscard]] Result<std::vector<std::uint8_t>> grey_of_yuyv(const RawPicture& raw);
[[nodiscard]] Result<std::vector<std::uint8_t>> grey_of_grey(const RawPicture& raw);
/// YUYV by BT.601, limited range, as a binary PPM.
[[nodiscard]] Result<Picture> ppm_of_yuyv(const RawPicture& raw);
/// A binary PGM.
[[nodiscard]] Result<Picture> pgm_of_grey(const RawPicture& raw);
/// Brightness of a binary PGM or PPM file with 255 steps. unsupported for other pictures, bad_format when cut.
[[nodiscard]] Result<Frame> frame_of_pnm(std::string_view file);

}  // namespace kiosk::drivers
