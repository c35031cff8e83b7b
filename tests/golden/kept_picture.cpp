#include "tests/golden/kept_picture.hpp"

#include <leptonica/allheaders.h>

#include <cstdlib>
#include <memory>

#include "kiosk/base/files.hpp"
#include "tests/support/png.hpp"

namespace kiosk::test {
namespace {

struct PixDestroyer {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using OwnedPix = std::unique_ptr<PIX, PixDestroyer>;

ui::Picture half(const ui::Picture& picture) { return picture.scaled(picture.width() / 2, picture.height() / 2); }

/// Quantising moves a colour by less than this.
bool alike(std::uint32_t a, std::uint32_t b) {
    constexpr int most = 40;
    for (int shift = 0; shift < 24; shift += 8) {
        const auto channel = [&](std::uint32_t pixel) { return static_cast<int>(pixel >> shift & 0xFFU); };
        if (std::abs(channel(a) - channel(b)) > most) return false;
    }
    return true;
}

}  // namespace

Result<Done> keep_picture(const ui::Picture& picture, const std::filesystem::path& file) {
    const auto small = half(picture);
    const OwnedPix colours(pixCreate(small.width(), small.height(), 32));
    if (!colours) return fail(Code::io, "no memory for a picture");
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const auto pixel = small.at(x, y);
            pixSetPixel(colours.get(), x, y, pixel << 8);  // leptonica's pixels are 0xRRGGBBAA
        }
    }
    const OwnedPix few(pixMedianCutQuantGeneral(colours.get(), 0, 8, 256, 0, 0, 0));
    if (!few) return fail(Code::io, file.string() + ": the colours could not be reduced");
    std::filesystem::create_directories(file.parent_path());
    if (pixWrite(file.c_str(), few.get(), IFF_PNG) != 0) return fail(Code::io, file.string() + ": cannot be written");
    return Done{};
}

Result<Done> save_difference(const std::filesystem::path& kept, const ui::Picture& now, const std::filesystem::path& to) {
    auto bytes = read_file(kept);
    if (!bytes) return fail(std::move(bytes));
    const auto before = read_png(*bytes);
    const auto small = half(now);
    std::vector<std::uint32_t> pixels(small.pixels().begin(), small.pixels().end());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const bool same = i < before.pixels().size() && alike(before.pixels()[i], pixels[i]);
        if (!same) pixels[i] = 0xFFFF0000U;
    }
    return ui::Picture(small.width(), small.height(), std::move(pixels)).save_png(to);
}

}  // namespace kiosk::test
