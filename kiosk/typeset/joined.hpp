#pragma once
/// Several PDF files as one. Any thread; never blocks. The same bytes for the same files and libraries.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::typeset {

/// The pages of all files in their order; what the first says of itself (title, language, PDF/A) holds for the whole. Pictures
/// stay as they are packed. Two sheets in a row with one side of a card each become one with both. At least one file; bad_format with qpdf's reason when one cannot be read.
[[nodiscard]] Result<std::string> joined_pdf(const std::vector<std::string_view>& files);

}  // namespace kiosk::typeset
