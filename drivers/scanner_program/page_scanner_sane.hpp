#pragma once
/// A page scanner behind SANE: USB, network (eSCL by sane-airscan), or Debian's `test` device.

#include <map>
#include <memory>
#include <string>

#include "drivers/page_scanner/page_scanner.hpp"

namespace kiosk::drivers {

/// Pages come as binary PPM (colour) or PGM (grey). SANE is set up while a scanner is open and let go after an error, so that
/// open() sees what was plugged in since. Name only the needed backends in dll.conf: asking all of them takes 8 s.
class PageScannerSane final : public PageScanner {
public:
    /// `device`: as `scanimage -L` names it, or its beginning (USB addresses change at every plug-in), such as `epsonds:libusb`.
    /// `options`: what this model needs besides mode, resolution and size, by SANE's names, such as source = ADF Front.
    explicit PageScannerSane(std::string device, std::map<std::string, std::string> options = {});
    ~PageScannerSane() override;

    Result<Done> open() override;
    Result<Picture> scan(std::stop_token stop, int dpi) override;

private:
    class Session;
    const std::string device_;
    const std::map<std::string, std::string> options_;
    std::unique_ptr<Session> session_;
};

}  // namespace kiosk::drivers
