#pragma once
/// One page of the e-form.

#include "ui/screen.hpp"

namespace kiosk::ui {

class FillingFormScreen {
public:
    explicit FillingFormScreen(const visit::FillingForm&) {}
    void draw(Frame& frame, const visit::FillingForm& state, const ScreenContext& ctx);
};

}  // namespace kiosk::ui
