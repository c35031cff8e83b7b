#pragma once
/// Gets one page from the scanner or the camera: the device's bytes become a page (kiosk/pages) in the sandbox, before anybody else
/// touches them, and a PDF of that page is what the draft keeps.
/// The device worker's thread; blocks until the page is there, an error, or the stop token.

#include <memory>
#include <stop_token>

#include "drivers/camera/camera.hpp"
#include "drivers/page_scanner/page_scanner.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class CaptureDesk {
public:
    /// All must outlive the desk; the decoder is used by the desk's thread only.
    CaptureDesk(scan::Decoder& decoder, const Clock& clock, Ids& ids) : decoder_(decoder), clock_(clock), ids_(ids) {}

    [[nodiscard]] visit::Event from_scanner(DeviceKeeper<drivers::PageScanner>& scanner, int dpi,
                                            const visit::CapturePage& effect, std::stop_token stop);
    [[nodiscard]] visit::Event from_camera(DeviceKeeper<drivers::Camera>& camera, const visit::CapturePage& effect);

private:
    [[nodiscard]] visit::Event page_of(const visit::CapturePage& effect, Result<drivers::Picture> picture, int dpi);

    scan::Decoder& decoder_;
    const Clock& clock_;
    Ids& ids_;
};

}  // namespace kiosk::app
