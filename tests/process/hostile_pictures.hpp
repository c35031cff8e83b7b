#pragma once
/// Picture files that are made to hurt whoever opens them. Each is small on the disk.

#include <string>

namespace kiosk::test {

/// A well-formed PNG of zeros that is `width` x `height` x `bytes_a_pixel` (1 grey, 8 RGBA of 16 bits) once it is unpacked.
[[nodiscard]] std::string bomb_png(int width, int height, int bytes_a_pixel);
/// A PNG whose header promises a whole picture, and that ends before it.
[[nodiscard]] std::string cut_png();
/// A TIFF whose directory of pictures leads back to itself.
[[nodiscard]] std::string endless_tiff();
/// A JPEG of 65,535 x 65,535 with a thousand scans.
[[nodiscard]] std::string many_scans_jpeg();
/// A GIF whose picture is larger than its data and its screen.
[[nodiscard]] std::string lying_gif();

}  // namespace kiosk::test
