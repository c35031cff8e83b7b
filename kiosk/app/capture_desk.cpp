#include "kiosk/app/capture_desk.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::app {
namespace {

constexpr int preview_side_px = 1200;  // fills the page view of a 1080 px display

Result<Done> outcome_of(const Result<drivers::Picture>& picture) {
    if (picture) return Done{};
    return tl::unexpected<Error>(picture.error());
}

}  // namespace

visit::Event CaptureDesk::page_of(const visit::CapturePage& effect, Result<drivers::Picture> picture) {
    if (!picture) return visit::PageNotCaptured{effect.question, picture.error().code};
    auto preview = decoder_.preview(picture->bytes, preview_side_px);
    if (!preview) {
        log::failure("looking at a page", preview.error());
        return visit::PageNotCaptured{effect.question, preview.error().code};
    }
    auto shown = std::make_shared<dossier::Preview>();
    shown->width_px = preview->width;
    shown->height_px = preview->height;
    shown->rgba = std::move(preview->rgba);
    dossier::Page page;
    page.id = ids_.make(clock_.wall());
    page.source = effect.source;
    page.bytes = std::make_shared<const dossier::PageBytes>(std::move(picture->bytes), std::move(picture->media_type));
    page.preview = std::move(shown);
    return visit::PageCaptured{effect.question, std::move(page)};
}

visit::Event CaptureDesk::from_scanner(DeviceKeeper<drivers::PageScanner>& scanner, int dpi,
                                       const visit::CapturePage& effect, std::stop_token stop) {
    auto device = scanner.ready();
    if (!device) return visit::PageNotCaptured{effect.question, device.error().code};
    auto picture = (*device)->scan(std::move(stop), dpi);
    scanner.answered(outcome_of(picture));
    return page_of(effect, std::move(picture));
}

visit::Event CaptureDesk::from_camera(DeviceKeeper<drivers::Camera>& camera, const visit::CapturePage& effect) {
    auto device = camera.ready();
    if (!device) return visit::PageNotCaptured{effect.question, device.error().code};
    auto picture = (*device)->still();
    camera.answered(outcome_of(picture));
    return page_of(effect, std::move(picture));
}

}  // namespace kiosk::app
