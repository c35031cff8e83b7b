#pragma once
/// What is said of pages, and what is written on them.

#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/pages/pdf.hpp"

namespace kiosk::commands {

/// What is wrong and what to do about it.
[[nodiscard]] std::string advice_in_english(const pages::Advice& advice);

/// Reads pages with tesseract, as a process of its own, and puts the words on the sheets they are on. Blocks for seconds a page.
/// Code::not_found when tesseract or its Vietnamese is not installed.
[[nodiscard]] Result<Done> read_words(std::vector<pages::PdfSheet>& sheets);

}  // namespace kiosk::commands
