#pragma once
/// A page scanner behind SANE: USB, network (eSCL by sane-airscan), or Debian's `test` device. Only within kiosk_scanner: backends
/// crash and hang (page_scanner_process.hpp).

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "drivers/page_scanner/page_scanner.hpp"

namespace kiosk::drivers {

/// Pages come as binary PPM (colour) or PGM (grey). Name only the needed backends in dll.conf: asking all of them takes 8 s. One
/// thread; `stopped` may change from another.
class PageScannerSane {
public:
    /// `device`: as `scanimage -L` names it, or its beginning (USB addresses change at every plug-in), such as `epsonds:libusb`.
    /// `options`: what this model needs besides mode, resolution and size, by SANE's names, such as source = ADF Front.
    explicit PageScannerSane(std::string device, std::map<std::string, std::string> options = {});
    PageScannerSane(const PageScannerSane&) = delete;
    PageScannerSane& operator=(const PageScannerSane&) = delete;
    ~PageScannerSane();

    /// As PageScanner has it.
    Result<Done> open();
    /// As PageScanner has it, but that settle() has to follow.
    Result<Picture> scan(const std::atomic<bool>& stopped, int dpi);
    /// Ends what the last scan began: the carriage goes home, a scanner that is gone is let go. This is where backends end their
    /// threads, so it may hang for ever.
    void settle();

private:
    class Session;
    const std::string device_;
    const std::map<std::string, std::string> options_;
    std::unique_ptr<Session> session_;
    bool lost_ = false;  ///< the last scan failed in a way after which the scanner has to be opened again
};

}  // namespace kiosk::drivers
