// The camera and the scanner in the field: pages that are wanted, seen live and taken.
#include "kiosk/app/field_world.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::app {
namespace {

constexpr Duration page_round = 5ms;      // a camera's next frame comes when it comes: thirty a second at best
constexpr Duration unwatched_round = 3s;  // how soon a dead camera, or one mended, is noticed

}  // namespace

void FieldWorld::do_effect(visit::CapturePage effect) {
    capture_stop_ = std::stop_source{};
    const auto question = effect.question;
    const bool scanner = effect.source == dossier::PageSource::scanner;
    const bool posted = scanner ? scanner_worker_.post([this, effect, stop = capture_stop_.get_token()] {
        parts_.post(scanner_desk_.from_scanner(page_scanner_, parts_.data.settings.devices.page_scanner.dpi, effect, stop));
    })
                                : camera_worker_.post([this, effect] { page_watch_.begin(effect); });
    if (!posted) parts_.post(visit::PageNotCaptured{question, Code::busy});
}

void FieldWorld::do_effect(visit::TakePhoto effect) {
    const auto question = effect.question;
    if (!camera_worker_.post([this, question] { take_photo(question); }))
        parts_.post(visit::PageNotCaptured{question, Code::busy});
}

void FieldWorld::do_effect(visit::CancelCapture effect) {
    capture_stop_.request_stop();
    if (!camera_worker_.post([this, question = effect.question] { page_watch_.end(question); }))
        log::warning("the camera did not hear that no page is wanted any more");
}

/// The camera worker's.
void FieldWorld::take_photo(const Uuid& question) {
    if (const auto wanted = page_watch_.take(question))
        parts_.post(camera_desk_.from_camera(camera_, parts_.data.settings.pages.camera_dpi, *wanted));
}

Duration FieldWorld::watch_page() {
    const auto question = page_watch_.question();
    auto look = page_watch_.look(camera_);
    if (look.seen) parts_.post(visit::PageSeen{question, std::move(look.seen)});
    if (look.take) take_photo(question);
    if (look.trouble) {
        page_watch_.end(question);
        parts_.post(visit::PageNotCaptured{question, *look.trouble});
    }
    return page_round;
}

Duration FieldWorld::watch_camera() {
    if (page_watch_.watching()) {
        const auto rest = watch_page();
        report(DeviceName::camera, camera_.health());
        return rest;
    }
    const bool watching = code_watch_.is_enabled() && camera_.configured();
    if (watching) {
        if (auto read = code_watch_.look(camera_)) post_code(std::move(*read), *camera_ids_);
    } else if (auto ready = camera_.ready(); !ready) {
        log::write(log::Level::debug, ready.error().detail);
    }
    report(DeviceName::camera, camera_.health());
    return watching ? code_watch_.rest() : unwatched_round;
}

// ---- Reading, when there is time for it -------------------------------------------------------------------------------------------

/// On the worker that took the page.
void FieldWorld::read_later(UnreadPage unread) {
    if (!reading_desk_.reads()) return;
    std::stop_token stop;
    {
        const std::lock_guard lock(reading_mutex_);
        stop = reading_stop_.get_token();
    }
    const bool posted = reading_worker_.post([this, stop, unread = std::move(unread)] {
        if (stop.stop_requested()) return;
        if (auto read = reading_desk_.read(unread, stop)) parts_.post(std::move(*read));
    });
    if (!posted) log::write(log::Level::debug, "too many pages wait to be read; this one is a picture alone");
}

void FieldWorld::stop_reading() {
    const std::lock_guard lock(reading_mutex_);
    reading_stop_.request_stop();
    reading_stop_ = std::stop_source{};
}

}  // namespace kiosk::app
