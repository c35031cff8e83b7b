#pragma once
/// The rows a scanner sends, made into a picture file. Pure: any thread, never blocks.

#include <string>

#include "drivers/picture.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// A page as it came from the scanner.
struct PageRows {
    bool colour = false;
    int bits_a_sample = 8;  ///< 8, or 16 in the machine's byte order
    int width_px = 0;
    int height_px = -1;   ///< negative when the scanner knows it only at the end
    int bytes_a_row = 0;  ///< may be more than the pixels need
    std::string bytes;
};

/// A binary PPM (colour) or PGM (grey), 8 bits a sample. io when the page ended early, unsupported for other samples,
/// bad_format when the numbers contradict each other.
[[nodiscard]] Result<Picture> pnm_of_rows(const PageRows& page);

}  // namespace kiosk::drivers
