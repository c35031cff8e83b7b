#pragma once
/// Pages as a PDF file. Any thread, one call each; never block. The same bytes for the same arguments, fonts and libraries.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

using cairo_t = struct _cairo;  // NOLINT(bugprone-reserved-identifier): cairo's own name

namespace kiosk::typeset {

inline constexpr double points_per_mm = 72.0 / 25.4;
inline constexpr double a4_short_pt = 210 * points_per_mm;
inline constexpr double a4_long_pt = 297 * points_per_mm;

/// What a viewer shows about the file. No personal data: a file's properties are read by whoever finds it.
struct PdfInfo {
    std::string title;
    std::string author;
    std::string subject;
    std::string language = "vi-VN";  ///< BCP 47: for readers that speak
    WallTime created;
};
struct PageSize {
    double width_pt = a4_short_pt;
    double height_pt = a4_long_pt;
};

/// `draw` is called for each page with its number from 0; black ink, origin in the upper left corner. Code::io with cairo's or
/// qpdf's reason.
[[nodiscard]] Result<std::string> pdf_bytes(const PdfInfo& info, PageSize size, std::size_t pages,
                                            const std::function<void(cairo_t*, std::size_t page)>& draw);

inline constexpr std::size_t largest_pdf_bytes = 20U << 20;
/// Whether bytes that another system sent can be handed to a printer as they are: too_large, or bad_format for what does not
/// begin and end as a PDF does. Looks at no more than the first and the last kilobyte.
[[nodiscard]] Result<Done> check_pdf(std::string_view bytes);
/// The same, and that qpdf can read every page without a password: how many there are.
[[nodiscard]] Result<std::size_t> count_pdf_pages(std::string_view bytes);

}  // namespace kiosk::typeset
