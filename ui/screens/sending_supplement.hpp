#pragma once
/// The moments in which a supplement is written down and the portal's answer is waited for. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SendingSupplementScreen {
public:
    explicit SendingSupplementScreen(const visit::SendingSupplement&) {}
    void draw(Frame& frame, const visit::SendingSupplement& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
