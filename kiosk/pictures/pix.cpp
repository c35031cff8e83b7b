#include "kiosk/pictures/pix.hpp"

#include <fmt/format.h>

#include "kiosk/pictures/picture.hpp"

namespace kiosk::pictures {
namespace {

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

OwnedPix without_transparency(OwnedPix pix) {
    if (pix && pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) return OwnedPix(pixRemoveAlpha(pix.get()));
    return pix;
}

}  // namespace

/// leptonica reads the sizes of GIF and BMP only together with the pixels, which is too late.
Result<Header> read_header(std::string_view file) {
    if (file.size() < 12) return fail(Code::bad_format, "not a picture: the file is too short");
    setMsgSeverity(L_SEVERITY_NONE);
    Header out;
    if (findFileFormatBuffer(bytes(file), &out.format) != 0 || !is_picture_format(out.format)) {
        return fail(Code::bad_format, "not a picture that can be read: PNG, JPEG, TIFF, BMP, GIF, WebP or PNM is expected");
    }
    const auto most_bytes = out.format == IFF_PNM ? largest_plain_file_bytes : largest_file_bytes;
    if (file.size() > most_bytes) {
        return fail(Code::too_large,
                    fmt::format("the picture file is larger than {} MB; save it smaller", most_bytes >> 20));
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

tl::unexpected<Error> damaged() {
    return fail(Code::bad_format, "the picture is damaged or cut off; take or save it again");
}

Result<OwnedPix> read_pixels(std::string_view file, const Header& header, bool grey) {
    OwnedPix pix;
    if (header.format == IFF_JFIF_JPEG) {
        int warnings = 0;
        const int hint = grey ? L_JPEG_READ_LUMINANCE : 0;
        pix.reset(pixReadMemJpeg(bytes(file), file.size(), 0, 1, &warnings, hint));
        // Four-colour JPEGs have no luminance of their own.
        if (!pix && grey) pix.reset(pixReadMemJpeg(bytes(file), file.size(), 0, 1, &warnings, 0));
    } else {
        pix.reset(pixReadMem(bytes(file), file.size()));
    }
    pix = without_transparency(std::move(pix));
    if (!pix) return damaged();
    // The header may have lied about what the pixels turned out to be.
    if (static_cast<std::int64_t>(pixGetWidth(pix.get())) * pixGetHeight(pix.get()) > largest_picture_px) return damaged();
    return pix;
}

}  // namespace kiosk::pictures
