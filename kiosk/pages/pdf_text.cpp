#include "kiosk/pages/pdf_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::pages {
namespace {

constexpr double advance = 0.5;  ///< of the font's size: every code is that wide, see /DW

/// UTF-16 units of UTF-8; what is none becomes U+FFFD.
std::u16string units_of(std::string_view utf8) {
    std::u16string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5U == 6 ? 2 : lead >> 4U == 14 ? 3 : lead >> 3U == 30 ? 4 : 0;
        if (length == 0 || i + length > utf8.size()) {
            out += u'\xfffd';
            ++i;
            continue;
        }
        char32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) code = code << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3fU);
        i += length;
        if (code < 0x10000) {
            out += static_cast<char16_t>(code);
        } else {
            out += static_cast<char16_t>(0xd800U + ((code - 0x10000U) >> 10U));
            out += static_cast<char16_t>(0xdc00U + ((code - 0x10000U) & 0x3ffU));
        }
    }
    return out;
}

std::string hex(const std::u16string& units) {
    std::string out;
    for (const auto unit : units) out += fmt::format("{:04X}", static_cast<unsigned>(unit));
    return out;
}

}  // namespace

std::string utf16_hex(std::string_view utf8, bool marked) { return (marked ? "FEFF" : "") + hex(units_of(utf8)); }

std::string invisible_text(const PdfSheet& sheet) {
    if (sheet.words.empty()) return {};
    std::string out = "BT 3 Tr\n";
    for (const auto& word : sheet.words) {
        const auto units = units_of(word.text + " ");
        const double size = std::max(1.0, word.height_mm * points_a_mm);
        const double natural = advance * size * static_cast<double>(std::max<std::size_t>(1, units.size() - 1));
        const double stretch = 100 * word.width_mm * points_a_mm / natural;
        out += fmt::format("/F1 {:.2f} Tf {:.1f} Tz 1 0 0 1 {:.2f} {:.2f} Tm <{}> Tj\n", size,
                           std::clamp(stretch, 5.0, 1000.0), word.left_mm * points_a_mm,
                           (sheet.height_mm - word.top_mm - word.height_mm) * points_a_mm, hex(units));
    }
    return out + "ET\n";
}

std::string letters_of_codes() {
    return "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering "
           "(UCS) "
           "/Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
           "endcodespacerange\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap\nCMapName currentdict /CMap "
           "defineresource "
           "pop\nend\nend\n";
}

std::string unseen_font_descriptor() {
    return "<< /Type /FontDescriptor /FontName /Unseen /Flags 5 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
           "/Descent -200 "
           "/CapHeight 800 /StemV 80 >>";
}

std::string unseen_font(int descriptor) {
    return fmt::format(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /CIDToGIDMap /Identity /DW 500 /FontDescriptor {} 0 R >>",
        descriptor);
}

}  // namespace kiosk::pages
