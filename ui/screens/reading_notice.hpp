#pragma once
/// Says what is read, what for and who keeps it, before anything is.

#include "ui/screen.hpp"

namespace kiosk::ui {

class ReadingNoticeScreen {
public:
    explicit ReadingNoticeScreen(const visit::ReadingNotice&) {}
    void draw(Frame& frame, const visit::ReadingNotice& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
