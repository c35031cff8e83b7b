#include "kiosk/pictures/photo.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "kiosk/pictures/pix.hpp"

namespace kiosk::pictures {
namespace {

struct CloseTurbo {
    void operator()(void* handle) const { tjDestroy(handle); }
};

Grey turned_plane(const Grey& from, int orientation) {
    if (from.empty() || orientation == 1) return from;
    const bool sideways = orientation >= 5;
    Grey out(sideways ? from.height : from.width, sideways ? from.width : from.height);
    const int last_x = from.width - 1;
    const int last_y = from.height - 1;
    for (int y = 0; y < out.height; ++y) {
        auto* row = out.row(y);
        for (int x = 0; x < out.width; ++x) {
            int sx = sideways ? y : x;
            int sy = sideways ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) sx = last_x - sx;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) sy = last_y - sy;
            row[x] = from.row(sy)[sx];
        }
    }
    return out;
}

/// Colours at half the size, whatever the file keeps: mean of what falls together.
Grey half_plane(const Grey& plane, int width, int height) {
    if (plane.width == width && plane.height == height) return plane;
    const int across = std::max(1, (plane.width + width - 1) / width);
    const int down = std::max(1, (plane.height + height - 1) / height);
    Grey out(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            unsigned sum = 0;
            unsigned count = 0;
            for (int v = std::min(y * down, plane.height - 1); v < std::min((y + 1) * down, plane.height); ++v) {
                for (int u = std::min(x * across, plane.width - 1); u < std::min((x + 1) * across, plane.width); ++u) {
                    sum += plane.row(v)[u];
                    ++count;
                }
            }
            out.row(y)[x] = static_cast<std::uint8_t>(count == 0 ? 128 : sum / count);
        }
    }
    return out;
}

bool ends_early(void* turbo) { return std::strstr(tjGetErrorStr2(turbo), "Premature end") != nullptr; }

/// The planes as the file has them: no colours are computed only to be taken apart again.
Result<Photo> read_jpeg(std::string_view file) {
    const std::unique_ptr<void, CloseTurbo> turbo(tjInitDecompress());
    if (!turbo) return fail(Code::io, "the JPEG reader did not start");
    const auto* bytes = reinterpret_cast<const unsigned char*>(file.data());
    const auto size = static_cast<unsigned long>(file.size());
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    if (tjDecompressHeader3(turbo.get(), bytes, size, &width, &height, &sampling, &space) != 0 || width <= 0 || height <= 0)
        return damaged();
    if (space != TJCS_YCbCr && space != TJCS_GRAY) return fail(Code::unsupported, "");  // the caller has another way
    Photo out;
    const bool colour = sampling != TJSAMP_GRAY;
    std::array<Grey*, 3> planes{&out.luma, &out.blue, &out.red};
    std::array<unsigned char*, 3> pixels{};
    for (int i = 0; i < (colour ? 3 : 1); ++i) {
        auto& plane = *planes.at(static_cast<std::size_t>(i));
        plane = Grey(tjPlaneWidth(i, width, sampling), tjPlaneHeight(i, height, sampling));
        pixels.at(static_cast<std::size_t>(i)) = plane.pixels.data();
    }
    const int failed =
        tjDecompressToYUVPlanes(turbo.get(), bytes, size, pixels.data(), width, nullptr, height, TJFLAG_LIMITSCANS);
    if (failed != 0 && (tjGetErrorCode(turbo.get()) == TJERR_FATAL || ends_early(turbo.get()))) return damaged();
    if (colour) {
        out.blue = half_plane(out.blue, (width + 1) / 2, (height + 1) / 2);
        out.red = half_plane(out.red, (width + 1) / 2, (height + 1) / 2);
    }
    // Planes may be wider than the picture where the sampling does not divide it.
    if (out.luma.width != width || out.luma.height != height) {
        Grey exact(width, height);
        for (int y = 0; y < height; ++y) std::copy_n(out.luma.row(y), width, exact.row(y));
        out.luma = std::move(exact);
    }
    return out;
}

std::uint8_t clamped(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

Photo photo_of_grey(Pix* eight) {
    Photo out;
    out.luma = Grey(pixGetWidth(eight), pixGetHeight(eight));
    for (int y = 0; y < out.luma.height; ++y) {
        const auto* words = pixGetData(eight) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(eight);
        auto* row = out.luma.row(y);
        for (int x = 0; x < out.luma.width; ++x)
            row[x] = static_cast<std::uint8_t>(words[x >> 2] >> (24 - 8 * (x & 3)) & 0xffU);
    }
    return out;
}

Photo photo_of_colour(Pix* pix) {
    Photo out;
    const int width = pixGetWidth(pix);
    const int height = pixGetHeight(pix);
    out.luma = Grey(width, height);
    out.blue = Grey((width + 1) / 2, (height + 1) / 2);
    out.red = out.blue;
    std::vector<int> sums(static_cast<std::size_t>(out.blue.width) * 3);  // Cb, Cr, how many
    for (int y = 0; y < height; ++y) {
        const auto* words = pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
        auto* row = out.luma.row(y);
        for (int x = 0; x < width; ++x) {
            const int r = static_cast<int>(words[x] >> 24 & 0xffU);
            const int g = static_cast<int>(words[x] >> 16 & 0xffU);
            const int b = static_cast<int>(words[x] >> 8 & 0xffU);
            row[x] = clamped((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
            auto* sum = sums.data() + static_cast<std::ptrdiff_t>(x / 2) * 3;
            sum[0] += (-11059 * r - 21709 * g + 32768 * b) >> 16;
            sum[1] += (32768 * r - 27439 * g - 5329 * b) >> 16;
            sum[2] += 1;
        }
        if (y % 2 == 0 && y + 1 < height) continue;
        for (int x = 0; x < out.blue.width; ++x) {
            const auto* sum = sums.data() + static_cast<std::ptrdiff_t>(x) * 3;
            out.blue.row(y / 2)[x] = clamped(128 + sum[0] / sum[2]);
            out.red.row(y / 2)[x] = clamped(128 + sum[1] / sum[2]);
        }
        std::fill(sums.begin(), sums.end(), 0);
    }
    return out;
}

Result<Photo> read_other(std::string_view file, const Header& header) {
    auto pix = read_pixels(file, header, false, 1);
    if (!pix) return tl::unexpected(pix.error());
    const bool grey = pixGetColormap(pix->get()) == nullptr && pixGetDepth(pix->get()) <= 16;
    const OwnedPix same(grey ? pixConvertTo8(pix->get(), 0) : pixConvertTo32(pix->get()));
    pix->reset();
    if (!same) return damaged();
    return grey ? photo_of_grey(same.get()) : photo_of_colour(same.get());
}

}  // namespace

Result<Photo> read_photo(std::string_view file) {
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    const bool jpeg = header->format == IFF_JFIF_JPEG;
    auto out = jpeg ? read_jpeg(file) : read_other(file, *header);
    if (!out && jpeg && out.error().code == Code::unsupported) out = read_other(file, *header);
    const int orientation = jpeg ? exif_orientation(file) : 1;
    if (!out || orientation == 1) return out;
    for (auto* plane : {&out->luma, &out->blue, &out->red}) *plane = turned_plane(*plane, orientation);
    out->turned = true;
    return out;
}

}  // namespace kiosk::pictures
