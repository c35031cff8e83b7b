#pragma once
/// Words that can be searched for and copied but are not seen (ISO 32000-1, text rendering mode 3): a font without letters, whose codes
/// are UTF-16. Such a font need not be embedded (ISO 19005-2, 6.2.11.4.1). Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/pages/pdf.hpp"

namespace kiosk::pages {

inline constexpr std::string_view producer = "kiosk";
inline constexpr double points_a_mm = 72.0 / 25.4;

/// UTF-16 big endian as hexadecimal digits. `marked`: with a byte order mark, as text strings of a PDF begin.
[[nodiscard]] std::string utf16_hex(std::string_view utf8, bool marked);
/// The content of a sheet's words; nothing for none.
[[nodiscard]] std::string invisible_text(const PdfSheet& sheet);
[[nodiscard]] std::string letters_of_codes();
[[nodiscard]] std::string unseen_font_descriptor();
[[nodiscard]] std::string unseen_font(int descriptor);

}  // namespace kiosk::pages
