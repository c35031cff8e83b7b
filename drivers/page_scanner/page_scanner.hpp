#pragma once
/// Scans paper pages laid into the kiosk's scanner.

#include <cstddef>
#include <stop_token>

#include "drivers/picture.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// No page is larger: A4 in colour at 600 dpi is 105 MB.
inline constexpr std::size_t largest_page_bytes = 128U << 20;

/// Called by one thread only.
class PageScanner {
public:
    virtual ~PageScanner() = default;

    /// Finds the scanner, or finds it again after an error. Blocks for some seconds at worst. device_gone, busy, no_permission.
    virtual Result<Done> open() = 0;

    /// Scans the next page in colour, A4. Blocks until the page is in or `stop` is asked for (then stopped, within a second).
    /// no_paper, cover_open, paper_jam: mend it and scan again. io when the page ended early: the page is dropped, scan it again.
    /// bad_usage for a resolution outside 75..600. device_gone, device_fault: open() again.
    virtual Result<Picture> scan(std::stop_token stop, int dpi) = 0;
};

}  // namespace kiosk::drivers
