#pragma once
/// In whose name a receipt is made out. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class NamingPayerScreen {
public:
    explicit NamingPayerScreen(const visit::NamingPayer& state);
    void draw(Frame& frame, const visit::NamingPayer& state, const ScreenContext& ctx);

private:
    bool tax_code_focused_ = false;  ///< else the name
};

}  // namespace kiosk::ui
