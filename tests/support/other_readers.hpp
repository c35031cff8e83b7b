#pragma once
/// What readers of codes that are not ours say of a picture: zxing by itself, and zbar.

#include <zbar.h>

#include <set>
#include <string>

#include "kiosk/scan/zxing.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::test {

/// Each with its kind before it: `QR 000.00…`, `128 000.00…`.
using Codes = std::set<std::string>;

inline Codes by_zxing(const scan::Grey& picture) {
    Codes out;
    for (const auto& code : scan::read_symbols(picture, {scan::Format::qr_code}, scan::Binarizer::local))
        out.insert("QR " + code.text);
    for (const auto& code : scan::read_symbols(picture, {scan::Format::code_128}, scan::Binarizer::local))
        out.insert("128 " + code.text);
    return out;
}

inline Codes by_zbar(const scan::Grey& picture) {
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.set_config(zbar::ZBAR_CODE128, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height), "Y800",
                      picture.pixels.data(), picture.pixels.size());
    scanner.scan(image);
    Codes out;
    for (auto code = image.symbol_begin(); code != image.symbol_end(); ++code)
        out.insert((code->get_type() == zbar::ZBAR_QRCODE ? "QR " : "128 ") + code->get_data());
    return out;
}

/// Half the contrast: paper that has lain in the sun, or a screen that it shines on.
inline scan::Grey faded(const scan::Grey& clean) {
    scan::Grey out = clean;
    for (auto& dot : out.pixels) dot = static_cast<std::uint8_t>(64 + dot / 2);
    return out;
}

/// As optics see dots.
inline scan::Grey seen(const scan::Grey& dots) { return scan::blurred(dots, 0.6); }

}  // namespace kiosk::test
