#include "kiosk/pictures/photo.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/pictures/pix.hpp"

namespace kiosk::pictures {
namespace {

struct CloseTurbo {
    void operator()(void* handle) const { tjDestroy(handle); }
};

Grey turned_plane(Grey from, int orientation) {
    if (from.empty()) return from;  // a grey photo has no colour planes
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

/// `pixel(x, y)`: red, green, blue.
template <class Pixel>
Photo photo_of_colours(int width, int height, const Pixel& pixel) {
    Photo out;
    out.luma = Grey(width, height);
    out.blue = Grey((width + 1) / 2, (height + 1) / 2);
    out.red = out.blue;
    std::vector<int> sums(static_cast<std::size_t>(out.blue.width) * 3);  // Cb, Cr, how many
    for (int y = 0; y < height; ++y) {
        auto* row = out.luma.row(y);
        for (int x = 0; x < width; ++x) {
            const std::array<int, 3> c = pixel(x, y);
            row[x] = clamped((19595 * c[0] + 38470 * c[1] + 7471 * c[2] + 32768) >> 16);
            auto* sum = sums.data() + static_cast<std::ptrdiff_t>(x / 2) * 3;
            sum[0] += (-11059 * c[0] - 21709 * c[1] + 32768 * c[2]) >> 16;
            sum[1] += (32768 * c[0] - 27439 * c[1] - 5329 * c[2]) >> 16;
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

Photo photo_of_colour(Pix* pix) {
    return photo_of_colours(pixGetWidth(pix), pixGetHeight(pix), [&](int x, int y) {
        const auto word = pixGetData(pix)[static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix) + x];
        return std::array<int, 3>{static_cast<int>(word >> 24 & 0xffU), static_cast<int>(word >> 16 & 0xffU),
                                  static_cast<int>(word >> 8 & 0xffU)};
    });
}

/// The numbers of a PNM's head, one after the other; comments go to the end of their line (netpbm's `man 5 pnm`).
std::optional<int> number_in(std::string_view file, std::size_t& at) {
    for (bool comment = false; at < file.size(); ++at) {
        const char c = file[at];
        if (c == '#') comment = true;
        if (c == '\n') comment = false;
        if (!comment && c >= '0' && c <= '9') break;
    }
    int out = 0;
    std::size_t digits = 0;
    for (; at < file.size() && file[at] >= '0' && file[at] <= '9' && digits < 6; ++at, ++digits)
        out = out * 10 + (file[at] - '0');
    if (digits == 0) return std::nullopt;
    return out;
}

/// Plain samples, as scanners send them. leptonica takes each through a call of its own, and the bytes of deep ones the wrong way.
Result<Photo> read_samples(std::string_view file, const Header& header) {
    const bool colour = file[1] == '6';
    std::size_t at = 2;
    const auto width = number_in(file, at);
    const auto height = number_in(file, at);
    const auto white = number_in(file, at);
    if (!width || !height || !white || *width != header.width || *height != header.height) return damaged();
    if (*white != 255 && *white != 65535) return fail(Code::unsupported, "");  // leptonica's then
    const std::size_t bytes = *white == 255 ? 1 : 2;
    const std::size_t pixel_bytes = bytes * (colour ? 3 : 1);
    const auto pixels = static_cast<std::size_t>(*width) * static_cast<std::size_t>(*height);
    ++at;
    if (at > file.size() || file.size() - at < pixels * pixel_bytes) return damaged();
    const auto* samples = reinterpret_cast<const std::uint8_t*>(file.data()) + at;
    const auto place = [&](int x, int y) {
        return samples +
               (static_cast<std::size_t>(y) * static_cast<std::size_t>(*width) + static_cast<std::size_t>(x)) * pixel_bytes;
    };
    if (colour) {
        return photo_of_colours(*width, *height, [&](int x, int y) {
            const auto* p = place(x, y);
            return std::array<int, 3>{p[0], p[bytes], p[2 * bytes]};
        });
    }
    Photo out;
    out.luma = Grey(*width, *height);
    for (int y = 0; y < *height; ++y) {
        for (int x = 0; x < *width; ++x) out.luma.row(y)[x] = *place(x, y);
    }
    return out;
}

Result<Photo> read_other(std::string_view file, const Header& header) {
    auto pix = read_pixels(file, header, false);
    if (!pix) return tl::unexpected(pix.error());
    const bool mapped = pixGetColormap(pix->get()) != nullptr;
    if (!mapped && pixGetDepth(pix->get()) == 32) return photo_of_colour(pix->get());  // no copy: it may be 160 MB
    const bool grey = !mapped && pixGetDepth(pix->get()) <= 16;
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
    const bool samples = file.starts_with("P5") || file.starts_with("P6");
    auto out = jpeg ? read_jpeg(file) : samples ? read_samples(file, *header) : read_other(file, *header);
    if (!out && (jpeg || samples) && out.error().code == Code::unsupported) out = read_other(file, *header);
    const int orientation = jpeg ? exif_orientation(file) : 1;
    if (!out || orientation == 1) return out;
    for (auto* plane : {&out->luma, &out->blue, &out->red}) *plane = turned_plane(std::move(*plane), orientation);
    out->turned = true;
    return out;
}

}  // namespace kiosk::pictures
