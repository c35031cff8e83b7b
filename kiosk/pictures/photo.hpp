#pragma once
/// A photograph or a scan as papers are looked for in it: how light it is at every pixel, and its colours at half the size, which
/// is what a JPEG holds. Files are hostile: read them in the sandboxed child only. Errors are sentences.

#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/pictures/raster.hpp"

namespace kiosk::pictures {

/// JPEG's YCbCr (ITU-R BT.601, full range).
struct Photo {
    Grey luma;
    Grey blue;            ///< Cb, half the size rounded up, 128 for none; empty in a grey picture
    Grey red;             ///< Cr, likewise
    bool turned = false;  ///< the file said that it lies on its side or its head, and was turned as it says
    [[nodiscard]] bool has_colour() const { return !blue.empty(); }
};

/// The first picture of the file, upright as its Exif says; what is transparent is white. JPEG with something behind its end is read,
/// one that ends early is not: Code::bad_format; Code::too_large beyond the limits of picture.hpp.
[[nodiscard]] Result<Photo> read_photo(std::string_view file);

/// Exif orientation 1..8 of a JPEG, 1 when it says none.
[[nodiscard]] int exif_orientation(std::string_view jpeg);

}  // namespace kiosk::pictures
