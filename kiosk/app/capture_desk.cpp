#include "kiosk/app/capture_desk.hpp"

#include <strings.h>

#include "kiosk/base/log.hpp"
#include "kiosk/pages/pdf.hpp"

namespace kiosk::app {
namespace {

/// Our own devices send no bombs, and a page that is late is better than one that has to be scanned again.
constexpr Duration capture_patience = 10s;
constexpr int preview_side_px = 1200;  // fills the page view of a 1080 px display

Result<Done> outcome_of(const Result<drivers::Picture>& picture) {
    if (picture) return Done{};
    return tl::unexpected<Error>(picture.error());
}

}  // namespace

pages::Look look_of(settings::PageColour colour) {
    switch (colour) {
        case settings::PageColour::black_and_white: return pages::Look::black_and_white;
        case settings::PageColour::colour: return pages::Look::colour;
        case settings::PageColour::mixed: break;
    }
    return pages::Look::mixed;
}

visit::Event CaptureDesk::page_of(const visit::CapturePage& effect, Result<drivers::Picture> picture, int dpi) {
    if (!picture) return visit::PageNotCaptured{effect.question, picture.error().code};
    pages::Wish wish;
    wish.look = look_;
    wish.given_dpi = dpi;
    wish.expects_edges = effect.source == dossier::PageSource::camera;
    wish.preview_px = preview_side_px;
    auto made = decoder_.page(picture->bytes, wish, capture_patience);
    explicit_bzero(picture->bytes.data(), picture->bytes.size());  // somebody's paper
    if (!made) {
        log::failure("making a page of a picture", made.error());
        return visit::PageNotCaptured{effect.question, made.error().code};
    }
    const auto sheet = is_card(*made) ? card_sheet(*made, nullptr) : sheet_of(*made);
    const auto& facts = made->facts;
    auto shown = std::make_shared<dossier::Preview>();
    shown->width_px = made->preview.width;
    shown->height_px = made->preview.height;
    shown->rgba = std::move(made->preview.rgba);
    dossier::Page page;
    page.id = ids_.make(clock_.wall());
    page.source = effect.source;
    const auto now = clock_.wall();
    page.bytes =
        std::make_shared<const dossier::PageBytes>(pages::pdf_of({sheet}, {"Bản quét", now, "vi-VN"}), "application/pdf");
    page.preview = std::move(shown);
    page.advice.assign(facts.advice.begin(), facts.advice.begin() + static_cast<std::ptrdiff_t>(facts.advice_count));
    if (reader_) reader_({page.id, effect.paper, std::move(*made), now});
    return visit::PageCaptured{effect.question, std::move(page)};
}

visit::Event CaptureDesk::from_scanner(DeviceKeeper<drivers::PageScanner>& scanner, int dpi,
                                       const visit::CapturePage& effect, std::stop_token stop) {
    auto device = scanner.ready();
    if (!device) return visit::PageNotCaptured{effect.question, device.error().code};
    auto picture = (*device)->scan(std::move(stop), dpi);
    scanner.answered(outcome_of(picture));
    return page_of(effect, std::move(picture), dpi);
}

visit::Event CaptureDesk::from_camera(DeviceKeeper<drivers::Camera>& camera, int dpi, const visit::CapturePage& effect) {
    auto device = camera.ready();
    if (!device) return visit::PageNotCaptured{effect.question, device.error().code};
    auto picture = (*device)->still();
    camera.answered(outcome_of(picture));
    return page_of(effect, std::move(picture), dpi);
}

}  // namespace kiosk::app
