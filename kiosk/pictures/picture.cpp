#include "kiosk/pictures/picture.hpp"

#include <algorithm>

#include "kiosk/pictures/pix.hpp"

namespace kiosk::pictures {

Result<Grey> read_grey(std::string_view file) {
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    auto pix = read_pixels(file, *header, true);
    if (!pix) return tl::unexpected(pix.error());
    const OwnedPix eight(pixConvertTo8(pix->get(), 0));
    pix->reset();
    if (!eight) return damaged();
    Grey out(pixGetWidth(eight.get()), pixGetHeight(eight.get()));
    for (int y = 0; y < out.height; ++y) {
        const auto* words = pixGetData(eight.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(eight.get());
        auto* target = out.row(y);
        for (int x = 0; x < out.width; ++x)
            target[x] = static_cast<std::uint8_t>(words[x >> 2] >> (24 - 8 * (x & 3)) & 0xffU);
    }
    return out;
}

}  // namespace kiosk::pictures
