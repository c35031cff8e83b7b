#pragma once
/// What leptonica knows of a picture file, within limits: for the files of this room. Sandboxed child only.

#include <leptonica/allheaders.h>

#include <memory>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::pictures {

struct DestroyPix {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using OwnedPix = std::unique_ptr<Pix, DestroyPix>;

struct Header {
    int format = IFF_UNKNOWN;
    int width = 0;
    int height = 0;
};

/// Kind and size, before any pixel is unpacked. Sets leptonica to silence.
[[nodiscard]] Result<Header> read_header(std::string_view file);
/// The first picture of the file without its transparency.
[[nodiscard]] Result<OwnedPix> read_pixels(std::string_view file, const Header& header, bool grey);
[[nodiscard]] tl::unexpected<Error> damaged();

}  // namespace kiosk::pictures
