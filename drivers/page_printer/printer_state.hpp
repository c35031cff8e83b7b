#pragma once
/// What an IPP printer says about itself, and what it means for the kiosk. Pure: any thread, never blocks.

#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// RFC 8011, 5.4.11 to 5.4.23.
struct PrinterState {
    bool stopped = false;              ///< printer-state 5
    bool accepting = true;             ///< printer-is-accepting-jobs
    std::vector<std::string> reasons;  ///< printer-state-reasons: "none", "media-empty-error", "toner-low-warning", …

    /// Done, or the trouble that must be mended first: gone, cover, paper, jam, then faults. Reports and warnings of what lets a
    /// printer go on (one empty tray of two, little toner) are no trouble until it has stopped, or a job does not come out
    /// (`stuck`).
    [[nodiscard]] Result<Done> verdict(bool stuck = false) const;
};

}  // namespace kiosk::drivers
