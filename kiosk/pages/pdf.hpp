#pragma once
/// Pages as a PDF that archives take: PDF/A-2b (ISO 19005-2) with one picture or two a page and nothing else. Pure; any thread. The
/// same bytes for the same arguments.

#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/pages/page.hpp"

namespace kiosk::pages {

/// A word that was read on a page, so that it can be searched for; nothing of it is seen.
struct FoundWord {
    double left_mm = 0, top_mm = 0, width_mm = 0, height_mm = 0;
    std::string text;  ///< UTF-8
};

/// A page's layers on a sheet; millimetres from its upper left corner.
struct OnSheet {
    double left_mm = 0, top_mm = 0, width_mm = 0, height_mm = 0;
    const Layers* layers = nullptr;
};
struct PdfSheet {
    double width_mm = 210;
    double height_mm = 297;
    std::vector<OnSheet> pictures;
    std::vector<FoundWord> words{};
};

/// No personal data: a file's properties are read by whoever finds it.
struct PdfAbout {
    std::string title = "Bản quét";
    WallTime created{};
    std::string language = "vi-VN";
};

[[nodiscard]] std::string pdf_of(const std::vector<PdfSheet>& sheets, const PdfAbout& about);

/// Both sides of a card on one A4 sheet, at their own size, as copiers lay them.
[[nodiscard]] PdfSheet card_sheet(const Page& front, const Page* back);
/// A page that fills its sheet.
[[nodiscard]] PdfSheet sheet_of(const Page& page);
[[nodiscard]] bool is_card(const Page& page);

/// sRGB (IEC 61966-2-1) as an ICC profile of version 2: what the numbers of the colours mean.
[[nodiscard]] std::string srgb_profile();

}  // namespace kiosk::pages
