#pragma once
/// Gets one page from the scanner or the camera: the device's bytes become a page (kiosk/pages) in the sandbox, before anybody else
/// touches them, and a PDF of that page is what the draft keeps.
/// The device worker's thread; blocks until the page is there, an error, or the stop token.

#include <functional>
#include <memory>
#include <stop_token>

#include "drivers/camera/camera.hpp"
#include "drivers/page_scanner/page_scanner.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

/// A page to be read when there is time for it.
struct UnreadPage {
    Uuid id;
    std::string paper;  ///< what it was taken for
    pages::Page page;
    WallTime taken_at;
};

[[nodiscard]] pages::Look look_of(settings::PageColour colour);

class CaptureDesk {
public:
    using Reader = std::function<void(UnreadPage)>;
    /// All must outlive the desk; the decoder is used by the desk's thread only. `reader` is given each page; it never blocks.
    CaptureDesk(scan::Decoder& decoder, const Clock& clock, Ids& ids, pages::Look look, Reader reader = {})
        : decoder_(decoder), clock_(clock), ids_(ids), look_(look), reader_(std::move(reader)) {}

    [[nodiscard]] visit::Event from_scanner(DeviceKeeper<drivers::PageScanner>& scanner, int dpi,
                                            const visit::CapturePage& effect, std::stop_token stop);
    /// `dpi`: on the table, where the camera is fixed over it; 0: not known.
    [[nodiscard]] visit::Event from_camera(DeviceKeeper<drivers::Camera>& camera, int dpi, const visit::CapturePage& effect);

private:
    [[nodiscard]] visit::Event page_of(const visit::CapturePage& effect, Result<drivers::Picture> picture, int dpi);

    scan::Decoder& decoder_;
    const Clock& clock_;
    Ids& ids_;
    const pages::Look look_;
    const Reader reader_;
};

}  // namespace kiosk::app
