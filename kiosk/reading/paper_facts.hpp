#pragma once
/// Which paper a page is, and the codes and dates on it: guesses from what was read, for advice only. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/pages/pdf.hpp"

namespace kiosk::reading {

/// What a paper's name is at heart, folded: "Bản chính Giấy chứng sinh; trường hợp không có…" -> "giay chung sinh". Empty: too short to
/// be told by.
[[nodiscard]] std::string title_of(std::string_view name);

/// The lines in capital letters in the upper half of the page, folded, one blank between words: where papers have their titles.
[[nodiscard]] std::string heading_of(const pages::PdfSheet& sheet);

/// Whether the title stands in the heading with one letter wrong, missing or too many at most.
[[nodiscard]] bool stands_in(std::string_view title, std::string_view heading);

/// Vietnamese names of all components of all procedures, each title once.
[[nodiscard]] std::vector<std::string> paper_names(const catalogue::Catalogue& catalogue);

/// `wanted` is what the page was taken for. `looks_like` is filled only when its own title does not stand there and another does.
[[nodiscard]] dossier::PageReading facts_of(const pages::PdfSheet& sheet, std::string_view wanted,
                                            const std::vector<std::string>& names);

}  // namespace kiosk::reading
