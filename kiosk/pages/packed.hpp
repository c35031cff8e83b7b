#pragma once
/// Pages packed as PDF files keep them: ink as CCITT Group 4 (ITU-T T.6), colour as JPEG. Pure; any thread.

#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/pages/ink.hpp"

namespace kiosk::pages {

/// The bare data of a filter CCITTFaxDecode with K -1. Code::io with libtiff's reason.
[[nodiscard]] Result<std::string> group4_of(const Bits& bits);
/// `quality` 1..100. Colours at half the size are taken as they are.
[[nodiscard]] Result<std::string> jpeg_of(const Photo& page, int quality);

}  // namespace kiosk::pages
