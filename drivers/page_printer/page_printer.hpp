#pragma once
/// Prints whole pages, A4, on an office printer: receipts and the papers that the portal sends.

#include <chrono>
#include <stop_token>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// Called by one thread only.
class PagePrinter {
public:
    virtual ~PagePrinter() = default;

    /// Finds the printer, or finds it again after device_gone, and makes sure that it takes PDF on A4: unsupported when it does
    /// not, not_found for a queue or path that is none, no_permission. What an earlier run of the kiosk left waiting in it is
    /// thrown away. Blocks at most 4 s. Paper trouble is not its business.
    virtual Result<Done> open() = 0;

    /// Ready to print, or no_paper, cover_open, paper_jam, device_fault, device_gone (then open() again). Blocks at most 2 s.
    virtual Result<Done> status() = 0;

    /// Prints one PDF, one copy, on one side of A4, and watches it until the last page is out. Blocks at most `patience`, less
    /// when stopped. On any error the paper counts as not printed and what waits of it is thrown away: it does not come out
    /// later, when somebody else stands there. Errors as status(), and bad_usage for bytes that are no PDF, busy, unsupported,
    /// timed_out when patience ends, stopped.
    virtual Result<Done> print(std::string_view pdf, std::chrono::milliseconds patience, const std::stop_token& stop) = 0;
};

/// Whether bytes claim to be a PDF. Any thread, never blocks.
[[nodiscard]] inline bool claims_to_be_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

}  // namespace kiosk::drivers
