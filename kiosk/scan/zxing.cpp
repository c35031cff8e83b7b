#include "kiosk/scan/zxing.hpp"

#define ZX_USE_UTF8
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
#define KIOSK_ZXING_2
#endif

#include <algorithm>
#include <stdexcept>

#include "kiosk/base/text.hpp"

namespace kiosk::scan {
namespace {

#ifdef KIOSK_ZXING_2
using Options = ZXing::ReaderOptions;
using Read = ZXing::Barcode;
#else
using Options = ZXing::DecodeHints;
using Read = ZXing::Result;
#endif

/// In the order of Format.
constexpr std::array<ZXing::BarcodeFormat, format_count> theirs{ZXing::BarcodeFormat::QRCode,
                                                                ZXing::BarcodeFormat::MicroQRCode,
                                                                ZXing::BarcodeFormat::Code128,
                                                                ZXing::BarcodeFormat::Code39,
                                                                ZXing::BarcodeFormat::Code93,
                                                                ZXing::BarcodeFormat::Codabar,
                                                                ZXing::BarcodeFormat::EAN8,
                                                                ZXing::BarcodeFormat::EAN13,
                                                                ZXing::BarcodeFormat::ITF,
                                                                ZXing::BarcodeFormat::UPCA,
                                                                ZXing::BarcodeFormat::UPCE,
                                                                ZXing::BarcodeFormat::DataBar,
                                                                ZXing::BarcodeFormat::DataBarExpanded,
                                                                ZXing::BarcodeFormat::PDF417,
                                                                ZXing::BarcodeFormat::DataMatrix,
                                                                ZXing::BarcodeFormat::Aztec,
                                                                ZXing::BarcodeFormat::MaxiCode};

ZXing::BarcodeFormats to_theirs(Formats formats) {
    ZXing::BarcodeFormats out;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        if (formats.has(static_cast<Format>(i))) out |= theirs.at(i);
    }
    return out;
}

std::optional<Format> to_ours(ZXing::BarcodeFormat format) {
    const auto at = std::find(theirs.begin(), theirs.end(), format);
    if (at == theirs.end()) return std::nullopt;
    return static_cast<Format>(at - theirs.begin());
}

/// zxing guesses the character set of bytes that name none, and a guess among Asian sets turns Vietnamese into nonsense.
/// Bytes that are UTF-8 are UTF-8; only for others is its guess taken.
std::string text_of(const Read& read) {
    const auto& bytes = read.bytes();
    const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!read.hasECI() && is_utf8(raw)) return std::string(raw);
    return read.text();
}

ZXing::BitMatrix encode(ZXing::MultiFormatWriter& writer, std::string_view text) {
    return writer.encode(std::string(text), 0, 0);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Options thorough(Formats formats) {
    Options options;
    options.setFormats(to_theirs(formats));
    options.setTryHarder(true);
    options.setTryRotate(true);
    options.setMaxNumberOfSymbols(32);
    return options;
}

ZXing::ImageView view_of(const Grey& picture) {
    return {picture.pixels.data(), picture.width, picture.height, ZXing::ImageFormat::Lum};
}

}  // namespace

void look_at_two_scales(const Grey& picture) {
    auto options = thorough(linear_formats);
    options.setTryDownscale(true);
    static_cast<void>(ZXing::ReadBarcodes(view_of(picture), options));
}

std::vector<RawSymbol> read_symbols(const Grey& picture, Formats formats, Binarizer binarizer) {
    auto options = thorough(formats);
    // zxing 1.4 aborts when it meets the same linear code at two scales; for those the smaller looks are attempts of their own.
    options.setTryDownscale((formats & linear_formats).empty());
    options.setBinarizer(binarizer == Binarizer::local ? ZXing::Binarizer::LocalAverage : ZXing::Binarizer::GlobalHistogram);
#ifdef KIOSK_ZXING_2
    options.setTryInvert(false);  // inversion is a variant of its own
    options.setTextMode(ZXing::TextMode::Plain);
#endif
    std::vector<RawSymbol> out;
    for (const auto& read : ZXing::ReadBarcodes(view_of(picture), options)) {
        const auto format = to_ours(read.format());
        if (!read.isValid() || !format) continue;
        RawSymbol symbol{*format, text_of(read), read.lineCount(), {}, -1};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto point = read.position()[i];
            symbol.corners.at(i) = {static_cast<double>(point.x), static_cast<double>(point.y)};
        }
        out.push_back(std::move(symbol));
    }
    return out;
}

std::optional<RawSymbol> read_modules(const Matrix& modules) {
    constexpr int module_px = 3;
    constexpr int quiet = 4 * module_px;
    Grey picture(modules.width * module_px + 2 * quiet, modules.height * module_px + 2 * quiet, 255);
    for (int y = 0; y < modules.height * module_px; ++y) {
        for (int x = 0; x < modules.width * module_px; ++x) {
            if (modules.at(x / module_px, y / module_px)) picture.row(y + quiet)[x + quiet] = 0;
        }
    }
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setTryHarder(false);
    options.setTryRotate(false);
    options.setTryDownscale(false);
    options.setIsPure(true);
    options.setBinarizer(ZXing::Binarizer::FixedThreshold);
#ifdef KIOSK_ZXING_2
    options.setTryInvert(false);
    options.setTextMode(ZXing::TextMode::Plain);
#endif
    const auto read = ZXing::ReadBarcode(view_of(picture), options);
    if (!read.isValid()) return std::nullopt;
    return RawSymbol{Format::qr_code, text_of(read), 0, {}, -1};
}

Result<Matrix> qr_matrix(std::string_view text, Correction correction) {
    if (text.empty()) return fail(Code::bad_usage, "a QR code needs a text");
    if (!is_utf8(text)) return fail(Code::bad_format, "the text of a QR code must be UTF-8");
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0);
        writer.setEccLevel(2 + 2 * static_cast<int>(correction));
        if (!is_ascii(text)) writer.setEncoding(ZXing::CharacterSet::UTF8);
        const auto bits = encode(writer, text);
        Matrix out{bits.width(), bits.height(), {}};
        out.dark.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
        for (int y = 0; y < out.height; ++y) {
            for (int x = 0; x < out.width; ++x) out.dark.push_back(bits.get(x, y));
        }
        return out;
    } catch (const std::exception& e) {
        return fail(Code::too_large, std::string("the text does not fit a QR code: ") + e.what());
    }
}

Result<std::vector<bool>> code_128_bars(std::string_view text) {
    if (text.empty()) return fail(Code::bad_usage, "a Code 128 needs a text");
    if (text.size() > 80) return fail(Code::too_large, "a Code 128 holds at most 80 letters here");
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (!printable) return fail(Code::unsupported, "a Code 128 holds printable ASCII only");
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::Code128);
        writer.setMargin(0);
        const auto bits = encode(writer, text);
        std::vector<bool> out;
        out.reserve(static_cast<std::size_t>(bits.width()));
        for (int x = 0; x < bits.width(); ++x) out.push_back(bits.get(x, 0));
        return out;
    } catch (const std::exception& e) {
        return fail(Code::unsupported, std::string("the text does not fit a Code 128: ") + e.what());
    }
}

}  // namespace kiosk::scan
