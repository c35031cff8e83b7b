#pragma once
/// What is written on pages, read by tesseract in a process of its own that takes only what nobody else wants of the processor. Any thread;
/// blocks for seconds a page.

#include <stop_token>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/pages/pdf.hpp"

namespace kiosk::reading {

/// Puts the words on the sheets they are on. not_found: tesseract or its Vietnamese is not installed; bad_format: it gave a
/// page up; io: it was killed; timed_out after a minute a page; stopped: by the token, within a moment.
[[nodiscard]] Result<Done> read_words(std::vector<pages::PdfSheet>& sheets, const std::stop_token& stop = {});

/// Whether it is installed, with Vietnamese; not_found with what to install. Blocks for a second.
[[nodiscard]] Result<Done> can_read();

}  // namespace kiosk::reading
