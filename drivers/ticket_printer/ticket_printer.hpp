#pragma once
/// Prints slips on the kiosk's thermal roll printer.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// A black and white picture: 1 bit a pixel, 1 is black, the leftmost pixel in the highest bit, rows padded to whole bytes.
struct Raster {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> bits;
    bool operator==(const Raster&) const = default;
};

/// Called by one thread only.
class TicketPrinter {
public:
    virtual ~TicketPrinter() = default;

    /// Finds the printer, or finds it again after device_gone. Blocks at most 2 s. Paper trouble is not its business.
    virtual Result<Done> open() = 0;

    /// Ready to print, or no_paper, cover_open, device_fault, device_gone (then open() again). Blocks at most 2.5 s.
    virtual Result<Done> status() = 0;

    /// Prints one slip and cuts it. Blocks at most `patience`. Done only when the printer took every byte and, where it can
    /// answer, reports no trouble afterwards. On any error the slip counts as not printed, though part of it may hang out.
    /// Errors as status(), and bad_usage for a raster that is none, timed_out when patience ends.
    virtual Result<Done> print(const Raster& slip, std::chrono::milliseconds patience) = 0;

    /// True when the roll was nearly used up at the last status() or print(). Never blocks, cannot fail.
    [[nodiscard]] virtual bool paper_near_end() const = 0;
};

}  // namespace kiosk::drivers
