#pragma once
/// Pictures one after another in one file, as cameras and `ffmpeg -f mjpeg` write them. Pure; any thread.

#include <string_view>
#include <vector>

namespace kiosk::scan {

/// Each JPEG of the stream (ISO/IEC 10918-1, B.1.1.2: segments have a length, and an 0xff within the picture is never followed by a
/// marker that ends it). A last one that was cut off is one as well; a file that does not begin with a JPEG is one picture as it is.
[[nodiscard]] std::vector<std::string_view> pictures_in(std::string_view file);

}  // namespace kiosk::scan
