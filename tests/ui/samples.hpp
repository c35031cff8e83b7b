#pragma once
/// Pages that use every call of `Frame`, for tests and for looking at.

#include <functional>
#include <string>
#include <vector>

#include "ui/frame.hpp"

namespace kiosk::ui {

// Not called Sample: ui/gallery.hpp has one.
struct DrawnPage {
    std::string name;
    std::function<void(Frame&)> draw;
};

/// Every sample, the chrome included.
[[nodiscard]] std::vector<DrawnPage> drawn_pages();
/// What the house puts around a page.
[[nodiscard]] Chrome sample_chrome();

}  // namespace kiosk::ui
