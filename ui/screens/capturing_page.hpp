#pragma once
/// Waits for a page from the scanner, or shows what lies under the camera until its picture is taken.

#include <memory>

#include "ui/screen.hpp"

namespace kiosk::ui {

class CapturingPageScreen {
public:
    explicit CapturingPageScreen(const visit::CapturingPage&) {}
    void draw(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx);

private:
    void draw_camera(Frame& frame, const visit::CapturingPage& state, const ScreenContext& ctx);

    Picture picture_;  ///< of `shown_`
    std::shared_ptr<const visit::LivePage> shown_;
};

}  // namespace kiosk::ui
