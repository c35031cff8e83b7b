#include "kiosk/pictures/picture.hpp"

#include <algorithm>

#include "kiosk/pictures/pix.hpp"

namespace kiosk::pictures {

Result<Grey> read_grey(std::string_view file) {
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    auto pix = read_pixels(file, *header, true, 1);
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

Result<Preview> read_preview(std::string_view file, int max_side_px) {
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    const int longer = std::max(header->width, header->height);
    int reduction = 1;  // a JPEG is cheaper to decode at half, a quarter or an eighth
    while (reduction < 8 && longer / (reduction * 2) >= max_side_px) reduction *= 2;
    auto pix = read_pixels(file, *header, false, reduction);
    if (!pix) return tl::unexpected(pix.error());
    OwnedPix colour(pixConvertTo32(pix->get()));
    pix->reset();
    if (!colour) return damaged();
    const double scale =
        static_cast<double>(max_side_px) / std::max({pixGetWidth(colour.get()), pixGetHeight(colour.get()), max_side_px});
    if (scale < 1) {
        const int width = std::max(1, static_cast<int>(pixGetWidth(colour.get()) * scale));
        const int height = std::max(1, static_cast<int>(pixGetHeight(colour.get()) * scale));
        colour.reset(pixScaleToSize(colour.get(), width, height));
        if (!colour) return damaged();
    }
    Preview out{pixGetWidth(colour.get()), pixGetHeight(colour.get()), header->width, header->height, {}};
    out.rgba.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
    for (int y = 0; y < out.height; ++y) {
        const auto* words = pixGetData(colour.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(colour.get());
        for (int x = 0; x < out.width; ++x) {
            for (const unsigned shift : {24U, 16U, 8U})
                out.rgba.push_back(static_cast<std::uint8_t>(words[x] >> shift & 0xffU));
            out.rgba.push_back(255);
        }
    }
    return out;
}

}  // namespace kiosk::pictures
