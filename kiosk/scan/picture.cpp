#include "kiosk/scan/picture.hpp"

#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <memory>

namespace kiosk::scan {
namespace {

struct DestroyPix {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using Picture = std::unique_ptr<Pix, DestroyPix>;

struct Header {
    int format = IFF_UNKNOWN;
    int width = 0;
    int height = 0;
};

const l_uint8* bytes(std::string_view file) { return reinterpret_cast<const l_uint8*>(file.data()); }

bool is_picture_format(int format) {
    return format == IFF_BMP || format == IFF_JFIF_JPEG || format == IFF_PNG || L_FORMAT_IS_TIFF(format) ||
           format == IFF_PNM || format == IFF_GIF || format == IFF_WEBP;
}

std::uint32_t little(std::string_view file, std::size_t at, std::size_t count) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < count && at + i < file.size(); ++i) {
        out |= static_cast<std::uint32_t>(static_cast<unsigned char>(file[at + i])) << (8 * i);
    }
    return out;
}

/// leptonica reads the sizes of GIF and BMP only together with the pixels, which is too late.
Result<Header> read_header(std::string_view file) {
    if (file.size() < 12) return fail(Code::bad_format, "not a picture: the file is too short");
    if (file.size() > largest_file_bytes) {
        return fail(Code::too_large,
                    fmt::format("the picture file is larger than {} MB; save it smaller", largest_file_bytes >> 20));
    }
    Header out;
    if (findFileFormatBuffer(bytes(file), &out.format) != 0 || !is_picture_format(out.format)) {
        return fail(Code::bad_format, "not a picture that can be read: PNG, JPEG, TIFF, BMP, GIF, WebP or PNM is expected");
    }
    if (out.format == IFF_GIF) {
        out.width = static_cast<int>(little(file, 6, 2));
        out.height = static_cast<int>(little(file, 8, 2));
    } else if (out.format == IFF_BMP) {
        out.width = static_cast<int>(little(file, 18, 4));
        out.height = static_cast<int>(little(file, 22, 4));
        if (out.height < 0 && out.height > -longest_side_px) out.height = -out.height;  // stored from the top
    } else {
        int format = 0;
        int bits = 0;
        int samples = 0;
        int map = 0;
        if (pixReadHeaderMem(bytes(file), file.size(), &format, &out.width, &out.height, &bits, &samples, &map) != 0) {
            return fail(Code::bad_format, "the picture's header is damaged; take or save the picture again");
        }
    }
    if (out.width <= 0 || out.height <= 0) return fail(Code::bad_format, "the picture says it has no pixels");
    if (out.width > longest_side_px || out.height > longest_side_px ||
        static_cast<std::int64_t>(out.width) * out.height > largest_picture_px) {
        return fail(Code::too_large, fmt::format("the picture is {} x {} pixels; at most {} million and {} a side are read",
                                                 out.width, out.height, largest_picture_px / 1'000'000, longest_side_px));
    }
    return out;
}

Picture without_transparency(Picture pix) {
    if (pix && pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) return Picture(pixRemoveAlpha(pix.get()));
    return pix;
}

tl::unexpected<Error> damaged() {
    return fail(Code::bad_format, "the picture is damaged or cut off; take or save it again");
}

Result<Picture> read_pixels(std::string_view file, const Header& header, bool grey, int jpeg_reduction) {
    setMsgSeverity(L_SEVERITY_NONE);
    Picture pix;
    if (header.format == IFF_JFIF_JPEG) {
        int warnings = 0;
        const int hint = grey ? L_JPEG_READ_LUMINANCE : 0;
        pix.reset(pixReadMemJpeg(bytes(file), file.size(), 0, jpeg_reduction, &warnings, hint));
        // Four-colour JPEGs have no luminance of their own.
        if (!pix && grey) pix.reset(pixReadMemJpeg(bytes(file), file.size(), 0, jpeg_reduction, &warnings, 0));
    } else {
        pix.reset(pixReadMem(bytes(file), file.size()));
    }
    pix = without_transparency(std::move(pix));
    if (!pix) return damaged();
    // The header may have lied about what the pixels turned out to be.
    if (static_cast<std::int64_t>(pixGetWidth(pix.get())) * pixGetHeight(pix.get()) > largest_picture_px) return damaged();
    return pix;
}

}  // namespace

Result<Grey> read_grey(std::string_view file) {
    setMsgSeverity(L_SEVERITY_NONE);
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    auto pix = read_pixels(file, *header, true, 1);
    if (!pix) return tl::unexpected(pix.error());
    const Picture eight(pixConvertTo8(pix->get(), 0));
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
    setMsgSeverity(L_SEVERITY_NONE);
    const auto header = read_header(file);
    if (!header) return tl::unexpected(header.error());
    const int longer = std::max(header->width, header->height);
    int reduction = 1;  // a JPEG is cheaper to decode at half, a quarter or an eighth
    while (reduction < 8 && longer / (reduction * 2) >= max_side_px) reduction *= 2;
    auto pix = read_pixels(file, *header, false, reduction);
    if (!pix) return tl::unexpected(pix.error());
    Picture colour(pixConvertTo32(pix->get()));
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

}  // namespace kiosk::scan
